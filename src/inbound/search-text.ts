import type { ReceivedMail } from '../mail/read-received.ts';

const MOST = 4_000;

/** What a message is found by: subject, people and names of its files. What it says is sealed, and is not in it. */
export function searchTextOf({ subject, from, to, cc, attachments }: ReceivedMail): string {
  const people = [...from, ...to, ...cc].flatMap(({ name, address }) => [name, address]);
  return searchKey([subject, ...people, ...attachments.map(({ filename }) => filename)].join('\n')).slice(0, MOST);
}

/** Letters that look the same are the same, whatever their case and width. Well-formed, for PostgreSQL. */
export function searchKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\0', '')
    .replace(/\p{Cs}/gu, '\ufffd');
}
