import { durationText } from './duration-text.ts';
import { instantText, printable, textTable } from './text-table.ts';

type Comparison = 'contacts' | 'column' | 'none';

/** The part of a run that is shown. */
export interface Run {
  id: string;
  name: string;
  period: string;
  state: string;
  stateReason: string;
  version: number;
  counts: {
    rows: number;
    waiting: number;
    planned: number;
    problems: number;
    leftOut: number;
    alreadySent: number;
    replacements: number;
    mails: Record<string, number>;
  };
  problems: { kind: string; title: string; rows: number }[];
  documents: { total: number; unused: number };
  plan: {
    hash: string | null;
    step: string | null;
    done: number;
    total: number | null;
    changedRows: number;
    changedAddresses: number;
    changedOwners: number;
    chosenDocuments: number;
    confirmedAddresses: number;
    comparison: { from: Comparison; to: Comparison; by: string; at: number } | null;
  };
  approval: { by: string | null; at: number | null };
  release: { by: string | null; notBefore: number | null; reading: string | null };
  guard: { text: string | null; redirected: { to: string; mails: number }[] };
  sendingStopped: { by: string; reason: string; at: number } | null;
  expected: { ms: number | null };
}

/** The part of a row that is shown where a person changed it. */
export interface ChangedRow {
  line: number;
  owner: string;
  ownerWas: string | null;
  ownerBy: string | null;
  address: string;
  addressWas: string | null;
  addressBy: string | null;
  document: { name: string; chosen: boolean; chosenBy: string | null } | null;
}

/** `changed`: rows that a person changed after the file was read, as far as they are listed. */
export function runText(run: Run, changed: readonly ChangedRow[] = []): string {
  const { counts, plan: planned, expected } = run;
  const mails = Object.entries(counts.mails).filter(([, count]) => count > 0);
  const facts: [string, string][] = [
    ['id', run.id],
    ['name', `${run.name} (${run.period})`],
    ['state', stateText(run)],
    ...stopFacts(run),
    ...guardFacts(run),
    ['rows', `${counts.rows}: ${counts.planned} planned, ${counts.problems} with problems, ${counts.leftOut} left out`],
    ...documentFacts(run),
    ...byHandFacts(run),
    ...confirmedFacts(run),
    ...comparisonFacts(run),
    ['again', `${counts.alreadySent} already sent, ${counts.replacements} corrections`],
    ['mails', mails.map(([state, count]) => `${count} ${state}`).join(', ') || '-'],
    ['takes', expected.ms === null ? 'no limit of a connector' : `about ${durationText(expected.ms)} at its pace`],
    ['hash', planned.hash ?? '-'],
    ['approved', run.approval.by === null ? '-' : `${run.approval.by} ${instantText(run.approval.at)}`],
    ['released', run.release.by === null ? '-' : `${run.release.by}, from ${instantText(run.release.notBefore)}`],
    ...(run.release.reading === null ? [] : [['', run.release.reading] as [string, string]]),
  ];
  const head = facts.map(([name, value]) => `${name.padEnd(11)}${printable(value)}\n`).join('');
  const problems = run.problems.map(({ kind, title, rows }) => [kind, title, rows]);
  const tables = [
    ...(problems.length === 0 ? [] : [textTable(['problem', '', 'rows'], problems)]),
    ...(changed.length === 0 ? [] : [changedTable(run, changed)]),
  ];
  return [head, ...tables].join('\n');
}

/** A plan without e-mails waits for nobody. */
function stateText({ state, stateReason, plan: { hash } }: Run): string {
  if (state === 'planned' && hash === null) return stateReason;
  return [state, stateReason].filter((text) => text !== '').join(': ');
}

function stopFacts({ sendingStopped: stop }: Run): [string, string][] {
  if (stop === null) return [];
  return [['stopped', `Sending is stopped by ${stop.by} since ${instantText(stop.at)}: ${stop.reason}`]];
}

function guardFacts({ guard: { text, redirected } }: Run): [string, string][] {
  if (text !== null) return [['guard', text]];
  return redirected.map(({ to, mails }) => ['guard', `${part(mails, 'e-mail', 'e-mails')} planned for ${to}`]);
}

function confirmedFacts({ plan: { confirmedAddresses } }: Run): [string, string][] {
  if (confirmedAddresses === 0) return [];
  const many = part(confirmedAddresses, 'document goes', 'documents go');
  return [['confirmed', `${many} to another address than last time, as a person confirmed`]];
}

const COMPARED: Readonly<Record<Comparison, string>> = {
  contacts: 'the contacts',
  column: 'the address column',
  none: 'nothing',
};

function comparisonFacts({ plan: { comparison } }: Run): [string, string][] {
  if (comparison === null) return [];
  const { from, to, by, at } = comparison;
  return [['compared', `by ${by} since ${instantText(at)}: with ${COMPARED[to]}, before with ${COMPARED[from]}`]];
}

function byHandFacts({
  plan: { changedRows, changedAddresses, changedOwners, chosenDocuments },
}: Run): [string, string][] {
  if (changedRows === 0) return [];
  const parts = [
    part(changedOwners, 'number of a person', 'numbers of persons'),
    part(changedAddresses, 'address', 'addresses'),
    part(chosenDocuments, 'chosen document', 'chosen documents'),
  ];
  return [['by hand', `${part(changedRows, 'row', 'rows')}: ${parts.filter((text) => text !== '').join(', ')}`]];
}

function part(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}

function changedTable({ plan: { changedRows } }: Run, changed: readonly ChangedRow[]): string {
  const rows = changed.flatMap(({ line, owner, document, ...row }) => [
    ...(row.ownerWas === null ? [] : [[line, owner, 'number', row.ownerWas, owner, row.ownerBy]]),
    ...(row.addressWas === null ? [] : [[line, owner, 'address', row.addressWas, row.address, row.addressBy]]),
    ...(document?.chosen ? [[line, owner, 'document', '', document.name, document.chosenBy]] : []),
  ]);
  const more = changedRows - changed.length;
  const rest = more > 0 ? `... and ${part(more, 'row', 'rows')} more\n` : '';
  return `${textTable(['line', 'person', 'by hand', 'file', 'now', 'by'], rows)}${rest}`;
}

function documentFacts({ documents: { total, unused } }: Run): [string, string][] {
  if (total === 0) return [];
  const left = unused === 1 ? '1 document belongs to no row' : `${unused} documents belong to no row`;
  return [['documents', unused === 0 ? String(total) : `${total}: ${left}`]];
}
