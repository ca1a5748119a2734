import { isTimeZone, parseAddress, registeredText } from '../../sdk/index.ts';
import type { RunDocumentRow } from '../../store/tables/run-document.table.ts';
import type { RunItemRow } from '../../store/tables/run-item.table.ts';
import { textAt } from './facts.ts';
import type { Neighbours, Owner } from './neighbours.ts';
import type { PlanJob } from './plan-job.ts';
import { isProblemKind, type ProblemKind, type RowProblem } from './problems.ts';

const MOST_SPELLINGS = 5;

/** What can be said of a row before it is rendered. */
export function checkRow(job: PlanJob, item: RunItemRow, near: Neighbours): RowProblem[] {
  if (item.rowProblem !== null) return [{ kind: 'row', message: item.rowProblem }];
  return [
    ...ownerProblems(job, item, near),
    ...contactProblems(item, near),
    ...addressProblems(job, item, near),
    ...zoneProblems(job, item),
    ...documentProblems(job, item, near),
  ];
}

export function documentOf(item: RunItemRow, near: Neighbours): RunDocumentRow | undefined {
  return item.documentId === null ? undefined : near.documents.get(item.documentId);
}

function ownerProblems({ choices }: PlanJob, item: RunItemRow, near: Neighbours): RowProblem[] {
  if (item.ownerKey === '') {
    return [problem('no_owner', `"${choices.ownerField}" is empty: nobody can tell whose row it is.`)];
  }
  const { lines, owners } = near.owners.get(item.ownerKey) ?? { lines: [], owners: [] };
  if (lines.length <= 1) return [];
  const spelled = owners.length > 1 ? `, spelled in ${owners.length} ways: ${quoted(owners)}` : '';
  return [problem('same_owner', `"${item.owner}" stands in ${linesText(lines)}${spelled}.`)];
}

function contactProblems({ owner, ownerKey }: RunItemRow, { registered }: Neighbours): RowProblem[] {
  if (registered === undefined || ownerKey === '' || registered.has(ownerKey)) return [];
  return [problem('no_contact', registeredText(owner, undefined))];
}

function addressProblems({ choices }: PlanJob, item: RunItemRow, near: Neighbours): RowProblem[] {
  if (item.address === '') return [problem('no_address', `"${choices.addressField}" is empty.`)];
  const parsed = parseAddress(item.address);
  if ('problem' in parsed) return [problem('invalid_address', parsed.problem)];
  const { lines } = near.addresses.get(item.addressKey) ?? { lines: [] };
  return lines.length > 1 ? [problem('same_address', `${item.address} stands in ${linesText(lines)}.`)] : [];
}

function zoneProblems({ choices: { timeZoneField = '' } }: PlanJob, item: RunItemRow): RowProblem[] {
  const zone = textAt(item.facts, timeZoneField);
  if (zone === '' || isTimeZone(zone)) return [];
  const message = `There is no time zone "${zone}" ("${timeZoneField}"); give a name like Europe/Berlin, or nothing.`;
  return [problem('time_zone', message)];
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
  const others = otherOwners(item, near.ownersOfDigest.get(document.sha256) ?? []);
  if (others.length === 0) return [];
  return [
    problem('document_of_two_owners', `"${document.name}" belongs to ${item.owner} and to ${others.join(', ')}.`),
  ];
}

function problem(kind: ProblemKind, message: string): RowProblem {
  return { kind, message };
}

/** Each of them once, whatever its spelling. */
function otherOwners(item: RunItemRow, all: readonly Owner[]): string[] {
  const others = new Map(all.map(({ owner, ownerKey }) => [ownerKey, owner]));
  others.delete(item.ownerKey);
  return [...others.values()];
}

function quoted(owners: readonly string[]): string {
  const shown = owners.slice(0, MOST_SPELLINGS).map((owner) => `"${owner}"`);
  return owners.length > MOST_SPELLINGS ? `${shown.join(', ')} ...` : shown.join(', ');
}

function linesText(lines: readonly number[]): string {
  const shown = lines.slice(0, 5).join(', ');
  return lines.length > 5 ? `lines ${shown} and ${lines.length - 5} more` : `lines ${shown}`;
}
