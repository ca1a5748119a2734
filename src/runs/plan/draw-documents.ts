import { AppError, type JsonObject } from '../../sdk/index.ts';
import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import type { Tx } from '../../store/transaction.ts';
import { insertSealed, type Sealed, sealDocument } from '../drafts/read-files.ts';
import type { IntakeDocument } from '../drafts/run-intake.ts';
import { updateItems, waitingItems } from '../rows/item.store.ts';
import { problemOf } from './mail-problem.ts';
import { type PlanJob, storePart } from './plan-job.ts';
import type { RowProblem } from './problems.ts';
import { renderLayout } from './render-layout.ts';

/** Drawn side by side on the threads for PDFs, and stored together. */
const ROWS_AT_ONCE = 24;

/** Draws the document of every waiting row. What is drawn is a document of the run like one that was uploaded. */
export async function drawDocuments(job: PlanJob, total: number): Promise<void> {
  const { deps, run } = job;
  let [after, done] = [0, 0];
  for (;;) {
    const items = await waitingItems(deps.store.read, run.id, after, ROWS_AT_ONCE);
    const last = items.at(-1);
    if (last === undefined) return;
    const open = items.filter((item) => item.documentChosen === 0 && item.rowProblem === null);
    const drawn = await Promise.all(
      open.map(async (item) => ({ item, sealed: await sealDocument(job, drawnFile(job), await drawRow(job, item)) })),
    );
    done += items.length;
    await storePart(job, { step: 'documents', done, total }, (tx) => storeDrawn(job, tx, drawn));
    after = last.seq;
  }
}

/** Documents that no file brought stand under the id of their run. */
export function drawnFile({ run }: Pick<PlanJob, 'run'>): { id: string } {
  return { id: run.id };
}

async function drawRow(job: PlanJob, item: RunItemRow): Promise<IntakeDocument> {
  const { deps, choices, run } = job;
  const { layout, pattern = `payslip-{{${choices.ownerField}}}.pdf` } = choices.documents;
  const facts = item.facts as JsonObject;
  let name = 'document';
  try {
    name = deps.rules.render(pattern, { ...facts, run: { period: run.period } });
    if (layout === undefined) throw new AppError('VALIDATION', 'The run has no layout.');
    const bytes = await deps.intake.draw(renderLayout(deps.rules, layout, { facts, period: run.period }));
    return { name, owner: item.owner, bytes: [bytes] };
  } catch (error) {
    return { name, problem: drawProblem(error) };
  }
}

/** What cannot be drawn is a problem of the row's values, not of a file. */
function drawProblem(error: unknown): RowProblem {
  const { kind, message } = problemOf(error);
  return { kind: kind === 'document_unreadable' ? 'invalid_value' : kind, message };
}

async function storeDrawn(job: PlanJob, tx: Tx, drawn: readonly { item: RunItemRow; sealed: Sealed }[]): Promise<void> {
  const earlier = drawn.flatMap(({ item }) => (item.documentId === null ? [] : [item.documentId]));
  const file = drawnFile(job).id;
  if (earlier.length > 0) {
    await tx.sql`
      DELETE FROM content WHERE id IN (
        SELECT content_id FROM run_document WHERE file_id = ${file} AND id IN (${() => earlier}))`;
    await tx.sql`DELETE FROM run_document WHERE file_id = ${file} AND id IN (${() => earlier})`;
  }
  await insertSealed(
    tx,
    drawn.map(({ sealed }) => sealed),
  );
  await updateItems(
    tx,
    { document_id: 'text' },
    drawn.map(({ item, sealed }) => ({ id: item.id, document_id: sealed.row['id'] })),
  );
}
