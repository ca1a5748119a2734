import { useEffect, useState } from 'react';
import type { Run } from '../payroll/run-model.ts';
import { draftOf, isSameDraft, type RunDraft } from './draft.ts';
import { handedOver } from './handed-over.ts';
import { planRun, type StoredRun, saveRun } from './run-calls.ts';
import { type RunChange, useRunChange } from './use-run-change.ts';

/** What the four steps share: the run as it is stored, and what was typed since. */
export interface Prepare {
  run: Run;
  etag: string;
  draft: RunDraft;
  /** something is typed that is not saved */
  dirty: boolean;
  edit(change: Partial<RunDraft>): void;
  editOptions(change: Partial<RunDraft['options']>): void;
  change: RunChange;
  /** True: everything is saved. */
  save(): Promise<boolean>;
  /** Saves, and lets the server prepare every e-mail. */
  plan(): Promise<void>;
}

export function usePrepare({ body: run, etag }: StoredRun): Prepare {
  const change = useRunChange(run.id, etag);
  const [base, setBase] = useState(() => draftOf(run));
  const [draft, setDraft] = useState(() => ({ ...base, ...handedOver(run.id).typed }));
  const dirty = !isSameDraft(draft, base);
  useEffect(() => {
    const now = draftOf(run);
    if (isSameDraft(now, base)) return;
    setBase(now);
    // What was typed stays; the rest follows what is stored.
    if (!dirty) setDraft(now);
  }, [run, base, dirty]);
  return {
    run,
    etag,
    draft,
    dirty,
    change,
    edit: (part) => setDraft((before) => ({ ...before, ...part })),
    editOptions: (part) => setDraft((before) => ({ ...before, options: { ...before.options, ...part } })),
    save: async () => !dirty || (await change.run(saveRun(run.id, draft))) !== undefined,
    plan: async () => {
      await change.run(...(dirty ? [saveRun(run.id, draft)] : []), planRun(run.id));
    },
  };
}
