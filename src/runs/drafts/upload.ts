import { AppError, cleanFileName, invalid, newId } from '../../sdk/index.ts';
import { sealedId, storeContent } from '../../store/content.ts';
import type { RunFileRow } from '../../store/tables/run-file.table.ts';
import { type Author, changeRun, made } from '../change-run.ts';
import { archiveNote, nameNote, withHead } from '../plan/name-note.ts';
import { deleteFile, getRun, insertFile, listFiles, updateFile } from '../run.store.ts';
import type { RunDeps } from '../run-deps.ts';

/** Largest upload for a run, in bytes: 600 MB. */
export const RUN_UPLOAD_BYTES = 600 * 1024 * 1024;

const OPEN = ['draft', 'planned', 'approved'] as const;
const MOST_FILES = 5_000;

/** Stores a file while it arrives, sealed. Rows take the place of earlier rows; the same file again is refused. */
export async function uploadFile(
  deps: RunDeps,
  runId: string,
  of: { kind: 'rows' | 'documents'; name: string; chunks: AsyncIterable<Uint8Array> },
  author: Author,
): Promise<RunFileRow> {
  const run = await getRun(deps.store.read, runId);
  const otherwise = 'Files are uploaded before a run is released.';
  if (!OPEN.some((state) => state === run.state)) throw new AppError('STATE', otherwise);
  if ((await listFiles(deps.store.read, runId)).length >= MOST_FILES) {
    throw new AppError('TOO_LARGE', `A run has at most ${MOST_FILES} files; put the documents into a zip file.`);
  }
  const now = deps.clock.now();
  const id = newId(now);
  const contentId = sealedId(id);
  const name = cleanFileName(of.name);
  const base = { id, runId, kind: of.kind, name, contentId, createdAt: now, createdBy: author.name };
  const row: RunFileRow = { ...base, size: 0, sha256: '', state: 'uploading', reading: null, note: '' };
  await deps.store.write((tx) => insertFile(tx, row));
  try {
    const { chunks, head } = withHead(of.chunks);
    const { size, sha256 } = await storeContent(deps.store, contentId, chunks);
    if (size === 0)
      throw invalid([{ path: '', message: `The file "${name}" is empty (0 bytes); choose another one.` }]);
    const noted = of.kind === 'rows' ? nameNote(name, head()) : archiveNote(name, head());
    let note = noted;
    await changeRun(deps, { id: runId, author, from: OPEN, otherwise }, async (found, tx) => {
      const others = (await listFiles(tx, runId)).filter((one) => one.id !== id && one.state !== 'uploading');
      const twin = others.find((one) => one.sha256 === sha256 && one.kind === of.kind);
      if (twin) {
        throw new AppError('CONFLICT', `"${name}" was uploaded already as "${twin.name}"; it is not needed twice.`);
      }
      const before = of.kind === 'rows' ? others.filter(({ kind }) => kind === 'rows') : [];
      for (const one of before) await deleteFile(tx, one);
      note = [noted, ...before.filter(({ state }) => state === 'read').map(replacedNote)].filter(Boolean).join(' ');
      await updateFile(tx, id, { size, sha256, state: 'stored', note });
      return { ...made(found, author), state: 'draft', planHash: null, stateReason: '' };
    });
    return { ...row, size, sha256, state: 'stored', note };
  } catch (error) {
    await deps.store.write((tx) => deleteFile(tx, row));
    throw error;
  }
}

function replacedNote({ name }: RunFileRow): string {
  return `It takes the place of "${name}", and what was corrected or left out there by hand goes with it.`;
}

/** With the documents that came from it; rows that had them get no document by the next plan. */
export async function removeFile(deps: RunDeps, runId: string, fileId: string, author: Author): Promise<void> {
  const ask = { id: runId, author, from: OPEN, otherwise: 'Files are removed before a run is released.' };
  await changeRun(deps, ask, async (run, tx) => {
    const file = (await listFiles(tx, runId)).find(({ id }) => id === fileId);
    if (file === undefined) throw new AppError('NOT_FOUND', 'There is no file with this id in the run.');
    const having = await tx.sql<{ message_id: string | null }[]>`
      SELECT message_id FROM run_item WHERE run_id = ${runId} AND state IN ('planned', 'problem')
        AND document_id IN (SELECT id FROM run_document WHERE file_id = ${fileId})`;
    const mails = having.flatMap(({ message_id: id }) => (id === null ? [] : [id]));
    await deps.outbox.runs.discard(tx, mails);
    await tx.sql`
      UPDATE run_item SET state = CASE WHEN state IN ('planned', 'problem') THEN 'waiting' ELSE state END,
        message_id = NULL, replaces = NULL, document_id = NULL, document_chosen = 0, document_by = NULL
      WHERE run_id = ${runId} AND document_id IN (SELECT id FROM run_document WHERE file_id = ${fileId})`;
    await deleteFile(tx, file);
    return { ...made(run, author), state: 'draft', planHash: null };
  });
}
