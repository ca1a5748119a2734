import type { MimePart } from '../mail/mime-parse.ts';
import { quote } from './wire.ts';

const ADDRESS_LIST = /(?:"(?:[^"\\]|\\.)*"|[^,"])+/g;

/** The address structures of RFC 3501 7.4.2: (name route mailbox host). */
function addresses(value: string | undefined): string {
  const found = (value?.match(ADDRESS_LIST) ?? []).map(address).join('');
  return found === '' ? 'NIL' : `(${found})`;
}

function address(text: string): string {
  const named = /^\s*(.*?)\s*<([^>]*)>\s*$/.exec(text);
  const name = (named?.[1] ?? '').replace(/^"|"$/g, '').replace(/\\(.)/g, '$1');
  const spec = named?.[2] ?? text.trim();
  // "undisclosed-recipients:;" is a group without members: a start and an end marker.
  const group = /^([^@]*):\s*;$/.exec(spec)?.[1];
  if (group !== undefined) return `(NIL NIL ${quote(group)} NIL)(NIL NIL NIL NIL)`;
  if (spec === '') return '';
  const at = spec.lastIndexOf('@');
  const [mailbox, host] = at < 0 ? [spec, ''] : [spec.slice(0, at), spec.slice(at + 1)];
  return `(${name === '' ? 'NIL' : quote(name)} NIL ${quote(mailbox)} ${quote(host)})`;
}

export function envelope(part: MimePart): string {
  const text = (name: string) => quote(part.header(name));
  const from = addresses(part.header('from'));
  const orFrom = (name: string) => (part.header(name) === undefined ? from : addresses(part.header(name)));
  const fields = [
    ...[text('date'), text('subject'), from, orFrom('sender'), orFrom('reply-to')],
    ...['to', 'cc', 'bcc'].map((name) => addresses(part.header(name))),
    ...[text('in-reply-to'), text('message-id')],
  ];
  return `(${fields.join(' ')})`;
}
