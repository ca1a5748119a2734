import { isDeepStrictEqual } from 'node:util';
import type { RunInput } from '../../schemas/run.gen.ts';
import { AppError } from '../sdk/index.ts';
import type { RunRow } from '../store/tables/run.table.ts';
import type { Tx } from '../store/transaction.ts';
import { type Author, changeRun, made } from './change-run.ts';
import { changedComparison } from './comparison.ts';
import { deleteItems } from './rows/item.store.ts';
import { deleteRunRow, deleteSomeDocuments, listFiles, lockRun, updateFile } from './run.store.ts';
import type { RunDeps } from './run-deps.ts';
import type { Choices } from './run-options.ts';
import { chosen, OPEN } from './runs.ts';

const AT_ONCE = 500;
/** No version of a rule: the next plan takes nothing over from the one before. */
const CHANGED = 0;

/**
 * Changes what was said when the run began. A window or a time zone touches no e-mail, and a name only one that says it; with anything else the run
 * is a draft again, and everything is planned anew by the next plan.
 */
export async function editRun(deps: RunDeps, id: string, input: RunInput, author: Author): Promise<RunRow> {
  const next = await chosen(deps, input, id);
  const { namesRun } = await deps.rules.openRule(next.ruleId, { confidential: next.options.confidential });
  const ask = { id, author, from: OPEN, otherwise: 'A run is changed before it is released.' };
  return changeRun(deps, ask, async (run, tx) => {
    if (sameMails(run, next) && (run.name === next.name || !namesRun)) return next;
    if (readOtherwise(run.options as Choices, next.options)) await readDocumentsAgain(tx, run);
    const changed = await changedComparison(tx, run, next.options, { by: author.name, at: deps.clock.now() });
    return {
      ...made(run, author),
      ...next,
      ...changed,
      state: 'draft',
      planHash: null,
      stateReason: '',
      ruleVersion: CHANGED,
    };
  });
}

type Chosen = Awaited<ReturnType<typeof chosen>>;

function sameMails(run: RunRow, next: Chosen): boolean {
  const of = ({ period, ruleId, options }: Pick<RunRow, 'period' | 'ruleId' | 'options'>) => {
    const { timeZone, window: _window, ...rest } = options as Choices;
    // Where each e-mail has the zone of its recipient, those without one were given that of the run.
    if (rest.timeZoneField !== undefined) Object.assign(rest, { timeZone });
    return JSON.parse(JSON.stringify({ period, ruleId, ...rest })) as object;
  };
  return isDeepStrictEqual(of(run), of(next));
}

/** Whether documents are split otherwise than before: by name and by column they are taken whole. */
function readOtherwise({ documents: before }: Choices, { documents: after }: Choices): boolean {
  const split = ({ by, pattern, text }: Choices['documents']) => (by === 'marker' ? { pattern, text } : undefined);
  return !isDeepStrictEqual(split(before), split(after));
}

/** What was taken whole was not kept a second time. */
async function readDocumentsAgain(tx: Tx, run: RunRow): Promise<void> {
  const read = (await listFiles(tx, run.id)).filter(({ kind, state }) => kind === 'documents' && state === 'read');
  const gone = read.find(({ contentId }) => contentId === null);
  if (gone) {
    const sentence = `"${gone.name}" was read as whole documents already. Remove the file, choose how it is split, then upload it again.`;
    throw new AppError('CONFLICT', sentence);
  }
  for (const { id } of read) await updateFile(tx, id, { state: 'stored' });
  await tx.sql`UPDATE run_item SET document_id = NULL, document_chosen = 0, document_by = NULL WHERE run_id = ${run.id}`;
}

/** A draft or a plan goes with its files, rows and e-mails, of which none has left. Its records in the proof stay. */
export async function deleteRun(deps: RunDeps, id: string, author: Author): Promise<void> {
  const ask = { id, author, from: ['draft', 'planned'] as const, otherwise: 'Only a draft or a plan can be deleted.' };
  // First, so that nobody approves meanwhile what is half gone.
  const stateReason = `${author.name} began to delete it.`;
  const { version } = await changeRun(deps, ask, () => ({ state: 'draft', planHash: null, stateReason }));
  const write = <T>(part: (tx: Tx) => Promise<T>) =>
    deps.store.write(async (tx) => {
      if ((await lockRun(tx, id)).version === version) return part(tx);
      throw new AppError('STALE', 'Somebody changed the run meanwhile. Read it again, then decide.');
    });
  while ((await write((tx) => discardSome(deps, tx, id))) === AT_ONCE);
  while ((await write((tx) => deleteItems(tx, id, AT_ONCE))) > 0);
  // Documents that were drawn stand under the id of the run.
  while ((await write((tx) => deleteSomeDocuments(tx, id, AT_ONCE))) > 0);
  await write((tx) => deleteRunRow(tx, id));
}

async function discardSome(deps: RunDeps, tx: Tx, runId: string): Promise<number> {
  const rows = await tx.sql<{ id: string }[]>`
    SELECT m.id FROM message m JOIN delivery d ON d.id = m.id
    WHERE m.run_id = ${runId} AND d.state = 'held' AND d.held_reason = 'approval' LIMIT ${AT_ONCE}`;
  const ids = rows.map((row) => row.id);
  await deps.outbox.runs.discard(tx, ids);
  return ids.length;
}
