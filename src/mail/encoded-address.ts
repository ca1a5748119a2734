import MimeNode from 'nodemailer/lib/mime-node';
import type { Mailbox } from '../sdk/index.ts';

/** One mailbox as the value of a header, encoded (RFC 2047) and on one line. */
export function encodedAddress({ name, address }: Mailbox): string {
  const node = new MimeNode('text/plain');
  node.setHeader('From', [{ name: name ?? '', address }]);
  const found = /^From: (.*(?:\r\n[ \t].*)*)/m.exec(node.buildHeaders())?.[1] ?? '';
  return found.replace(/\r\n(?=[ \t])/g, '');
}
