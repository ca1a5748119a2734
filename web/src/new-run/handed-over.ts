import type { RunDraft } from './draft.ts';
import type { FileKind } from './file-check.ts';

export interface GivenFile {
  kind: FileKind;
  file: File;
}

/** What was given before there was a run, or while it was made. */
export interface Given {
  files: readonly GivenFile[];
  /** typed after the run was asked for */
  typed: Partial<RunDraft>;
}

const given = new Map<string, () => Given>();
const NOTHING: Given = { files: [], typed: {} };

/** For the page of the run. It is asked when that page opens: until then, somebody may go on choosing and typing. */
export function handOver(runId: string, what: () => Given): void {
  given.set(runId, what);
}

export function handedOver(runId: string): Given {
  return given.get(runId)?.() ?? NOTHING;
}

/** Once. */
export function takeOver(runId: string): readonly GivenFile[] {
  const { files } = handedOver(runId);
  given.delete(runId);
  return files;
}
