import { parseAddress } from '../sdk/index.ts';
import type { RunDocumentRow, RunItemRow } from '../store/tables/run.table.ts';
import type { Neighbours } from './neighbours.ts';
import type { PlanJob } from './plan-job.ts';
import { isProblemKind, type ProblemKind, type RowProblem } from './problems.ts';

/** What can be said of a row before it is rendered. */
export function checkRow(job: PlanJob, item: RunItemRow, near: Neighbours): RowProblem[] {
  if (item.rowProblem !== null) return [{ kind: 'row', message: item.rowProblem }];
  return [...ownerProblems(job, item, near), ...addressProblems(job, item, near), ...documentProblems(job, item, near)];
}

export function documentOf(item: RunItemRow, near: Neighbours): RunDocumentRow | undefined {
  return item.documentId === null ? undefined : near.documents.get(item.documentId);
}

function ownerProblems({ choices }: PlanJob, item: RunItemRow, near: Neighbours): RowProblem[] {
  if (item.owner === '') {
    return [problem('no_owner', `"${choices.ownerField}" is empty: nobody can tell whose row it is.`)];
  }
  const lines = near.owners.get(item.owner) ?? [];
  return lines.length > 1 ? [problem('same_owner', `"${item.owner}" stands in ${linesText(lines)}.`)] : [];
}

function addressProblems({ choices }: PlanJob, item: RunItemRow, near: Neighbours): RowProblem[] {
  if (item.address === '') return [problem('no_address', `"${choices.addressField}" is empty.`)];
  const parsed = parseAddress(item.address);
  if ('problem' in parsed) return [problem('invalid_address', parsed.problem)];
  const lines = near.addresses.get(item.addressKey) ?? [];
  return lines.length > 1 ? [problem('same_address', `${item.address} stands in ${linesText(lines)}.`)] : [];
}

function documentProblems(job: PlanJob, item: RunItemRow, near: Neighbours): RowProblem[] {
  if (job.choices.documents.by === 'none') return [];
  const document = documentOf(item, near);
  if (document === undefined) {
    const count = near.candidates.get(item.id)?.length ?? 0;
    return count > 1
      ? [problem('two_documents', `${count} documents fit this row; choose one.`)]
      : [problem('no_document', 'No document was uploaded for this row.')];
  }
  if (document.problem !== null) {
    const kind = isProblemKind(document.problem) ? document.problem : 'document_unreadable';
    return [problem(kind, document.problemText ?? `"${document.name}" cannot be used.`)];
  }
  if (document.size === 0) return [problem('document_empty', `"${document.name}" is empty.`)];
  const others = (near.ownersOfDigest.get(document.sha256) ?? []).filter((owner) => owner !== item.owner);
  if (others.length === 0) return [];
  return [
    problem('document_of_two_owners', `"${document.name}" belongs to ${item.owner} and to ${others.join(', ')}.`),
  ];
}

function problem(kind: ProblemKind, message: string): RowProblem {
  return { kind, message };
}

function linesText(lines: readonly number[]): string {
  const shown = lines.slice(0, 5).join(', ');
  return lines.length > 5 ? `lines ${shown} and ${lines.length - 5} more` : `lines ${shown}`;
}
