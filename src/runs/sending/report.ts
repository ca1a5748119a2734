import type { Store } from '../../store/store.ts';
import { type ItemLine, listItems } from '../rows/item-list.store.ts';

const PAGE = 500;
const HEAD = [
  'line',
  'person',
  'address',
  'result',
  'detail',
  'document',
  'document sha256',
  'subject',
  'connector',
  'message-id',
  'message sha256',
  'accepted at',
  'server reply',
  'sent copy',
  'corrects',
];

/** Every row of the run with what became of it, as CSV (RFC 4180) with a BOM, so that Excel reads it as UTF-8. */
export async function* runReport(store: Store, runId: string): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from(`\ufeff${csvLine(HEAD)}`);
  for (let after = 0; ; ) {
    const items = await listItems(store, { runId, after, limit: PAGE });
    if (items.length > 0) yield Buffer.from(items.map((item) => csvLine(cellsOf(item))).join(''));
    const last = items.at(-1);
    if (last === undefined || items.length < PAGE) return;
    after = last.seq;
  }
}

export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A spreadsheet runs what begins like a formula: an apostrophe before it makes it a text. */
function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Whom the server took it for is not seen from its answer. */
function mailDetail({ detail, redirectedTo }: NonNullable<ItemLine['mail']>): string {
  return redirectedTo === null ? detail : `Redirected by the guard to ${redirectedTo}, not to its owner. ${detail}`;
}

function cellsOf(item: ItemLine): (string | number | null)[] {
  const { mail, document, leftOut, problems } = item;
  const why = leftOut
    ? [leftOut.reason, leftOut.by === null ? '' : `(${leftOut.by})`].filter((text) => text !== '').join(' ')
    : problems.map(({ message }) => message).join(' ');
  return [
    item.line,
    item.owner,
    item.address,
    mail?.state ?? (leftOut ? 'left out' : item.state),
    mail === null ? why : mailDetail(mail),
    document?.name ?? null,
    document?.sha256 ?? null,
    mail?.subject ?? null,
    mail?.connectorName ?? null,
    mail?.messageId ?? null,
    mail?.sha256 ?? null,
    mail?.acceptedAt ? new Date(mail.acceptedAt).toISOString() : null,
    mail?.response ?? null,
    mail?.sentCopy ?? null,
    item.replaces,
  ];
}
