import type { Api } from './api.ts';
import { instantText, printable, textTable } from './text-table.ts';

/** The part of a row that is shown. */
interface Row {
  seq: number;
  line: number;
  owner: string;
  address: string;
  state: string;
  document: { name: string } | null;
  problems: { message: string }[];
  leftOut: { reason: string } | null;
  mail: { state: string; detail: string } | null;
  lastEmailed: LastEmailed | null;
}

interface LastEmailed {
  at: number;
  runName: string;
  period: string;
  mailId: string;
  document: string | null;
}

export interface RowPage {
  items: Row[];
  /** `--after` of the next page; null: this was the last one */
  next: number | null;
}

export interface RunOwner {
  owner: string;
  lastEmailed: LastEmailed | null;
}

const AT_ONCE = '500';

export async function runRows(api: Api, path: string, only: { state?: string; after?: string }): Promise<RowPage> {
  return api.call<RowPage>({ method: 'GET', path: `${path}/items`, query: { limit: AT_ONCE, ...only } });
}

export function rowsText({ items, next }: RowPage): string {
  const rows = items.map((row) => [
    row.line,
    row.owner,
    row.address,
    row.mail?.state ?? row.state,
    row.document?.name,
    lastText(row.lastEmailed),
    whyOf(row),
  ]);
  const table = textTable(['line', 'person', 'address', 'state', 'document', 'last emailed', ''], rows);
  return next === null ? table : `${table}There are more: --after ${next}\n`;
}

export function ownerText({ owner, lastEmailed }: RunOwner): string {
  const { mailId = '-', document = null } = lastEmailed ?? {};
  const facts = [
    ['person', owner],
    ['last', lastText(lastEmailed)],
    ['document', document ?? '-'],
    ['mail', mailId],
  ];
  return facts.map(([name = '', value = '']) => `${name.padEnd(10)}${printable(value)}\n`).join('');
}

function whyOf({ problems, leftOut, mail }: Row): string {
  if (leftOut) return leftOut.reason;
  return mail ? mail.detail : problems.map(({ message }) => message).join(' ');
}

function lastText(last: LastEmailed | null): string {
  return last === null ? 'never' : `${instantText(last.at)} ${last.runName} (${last.period})`;
}
