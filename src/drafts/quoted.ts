import { cleanQuoted } from '../mail/clean-written.ts';
import type { ReceivedMail } from '../mail/read-received.ts';
import type { ReceivedView } from '../mail/view-received.ts';
import { escapeHtml } from '../sdk/index.ts';
import type { DraftKind } from '../store/tables/draft.table.ts';

export interface Quoted {
  html: string;
  text: string;
}

/** The original below an answer, or a forwarded message with who wrote it, when, and to whom. Nothing in it runs. */
export function quoted(kind: DraftKind, mail: ReceivedMail, view: ReceivedView): Quoted {
  const head = kind === 'forward' ? forwardedHead(mail) : [answeredHead(mail)];
  const lines = view.text.replaceAll('\r\n', '\n').trimEnd();
  const body = view.html === null ? textHtml(lines) : cleanQuoted(view.html);
  const headHtml = `<p>${head.map(escapeHtml).join('<br>')}</p>`;
  if (kind === 'forward') {
    return { html: `<div>${headHtml}${body}</div>`, text: [...head, '', lines].join('\n') };
  }
  return {
    html: `<div>${headHtml}<blockquote style="margin:0 0 0 8px;padding-left:8px;border-left:2px solid #ccc">${body}</blockquote></div>`,
    text: [...head, ...lines.split('\n').map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`))].join('\n'),
  };
}

function answeredHead({ from, sentAt }: ReceivedMail): string {
  const who = listOf(from) || 'somebody';
  return sentAt === null ? `${who} wrote:` : `On ${momentOf(sentAt)}, ${who} wrote:`;
}

function forwardedHead({ from, to, cc, sentAt, subject }: ReceivedMail): string[] {
  return [
    '---------- Forwarded message ----------',
    `From: ${listOf(from)}`,
    ...(sentAt === null ? [] : [`Date: ${momentOf(sentAt)}`]),
    `Subject: ${subject}`,
    `To: ${listOf(to)}`,
    ...(cc.length === 0 ? [] : [`Cc: ${listOf(cc)}`]),
  ];
}

function listOf(people: ReceivedMail['from']): string {
  return people.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ');
}

/** RFC 3339 to the minute: the reader's time zone is not known. */
function momentOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function textHtml(text: string): string {
  return `<p style="white-space:pre-wrap">${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
}
