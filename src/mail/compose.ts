import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import MimeNode from 'nodemailer/lib/mime-node';
import type { Importance, MailAttachment, Mailbox, MailDraft, UnsubscribeUrl } from '../sdk/index.ts';
import { mimeBytes } from './mime-bytes.ts';

/** What is decided once for a mail and never changes again, whatever happens to it. */
export interface MailIdentity {
  /** our own id: header X-Mailrule-Id, so that a mail can be found when the provider replaces the Message-ID */
  id: string;
  /** with angle brackets */
  messageId: string;
  date: Date;
  /** Auto-Submitted: auto-generated, or auto-replied (RFC 3834, 5) */
  automatic: boolean | 'replied';
}

/**
 * The MIME message (RFC 5322, CRLF line ends) as a stream. Bcc is never in it. Attachments are streamed; nothing of the
 * draft can make the composer open a file or a URL.
 */
export function composeMail(
  draft: MailDraft,
  identity: MailIdentity,
  readContent: (contentId: string) => AsyncIterable<Buffer>,
): AsyncIterable<Buffer> {
  const composer = new MailComposer({
    from: libraryAddress(draft.from),
    to: draft.to.map(libraryAddress),
    cc: draft.cc.map(libraryAddress),
    replyTo: draft.replyTo.map(libraryAddress),
    subject: draft.subject,
    ...(draft.html !== undefined && { html: draft.html }),
    ...(draft.text !== undefined && { text: draft.text }),
    ...(draft.inReplyTo !== undefined && { inReplyTo: draft.inReplyTo }),
    ...(draft.references !== undefined && { references: draft.references }),
    // Never base64: the address of a link must be found in the bytes when the mail goes out again.
    ...((draft.links?.length || draft.unsubscribe) && { textEncoding: 'quoted-printable' as const }),
    ...(draft.calendar && { icalEvent: { ...draft.calendar, filename: 'invite.ics' } }),
    attachments: draft.attachments.map((attachment) => libraryAttachment(attachment, readContent)),
    messageId: identity.messageId,
    date: identity.date,
    // Unguessable, and known to nobody when the content was made; each part would ask the system for random bytes.
    baseBoundary: identity.id,
    headers: [
      { key: 'X-Mailrule-Id', value: identity.id },
      ...(identity.automatic !== false
        ? [
            { key: 'Auto-Submitted', value: identity.automatic === 'replied' ? 'auto-replied' : 'auto-generated' },
            // Exchange answers with out-of-office mail otherwise
            { key: 'X-Auto-Response-Suppress', value: 'All' },
          ]
        : []),
      ...importanceHeaders(draft.importance),
      ...unsubscribeHeaders(draft.unsubscribe),
      ...draft.headers.map(({ name, value }) => ({ key: name, value })),
    ],
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mimeBytes(composer.compile());
}

/** The Bcc header, folded and encoded, for the copy in Sent Items only; null without Bcc recipients. */
export function bccHeader(bcc: Mailbox[]): string | null {
  if (bcc.length === 0) return null;
  const node = new MimeNode('text/plain', { keepBcc: true });
  node.setHeader('Bcc', bcc.map(libraryAddress));
  const start = node.buildHeaders();
  return `${/^Bcc:.*(?:\r\n[ \t].*)*/m.exec(start)?.[0] ?? ''}\r\n`;
}

/** RFC 2156 Importance, and the two older ones that Outlook and others read. */
function importanceHeaders(importance: Importance): { key: string; value: string }[] {
  if (importance === 'normal') return [];
  const high = importance === 'high';
  return [
    { key: 'Importance', value: importance },
    { key: 'X-Priority', value: high ? '1 (Highest)' : '5 (Lowest)' },
    { key: 'X-MSMail-Priority', value: high ? 'High' : 'Low' },
  ];
}

/** RFC 2369, 3.2, and RFC 8058, 3.1. */
function unsubscribeHeaders(unsubscribe: UnsubscribeUrl | undefined): { key: string; value: string }[] {
  if (unsubscribe === undefined) return [];
  const { url, oneClick } = unsubscribe;
  return [
    { key: 'List-Unsubscribe', value: `<${url}>` },
    ...(oneClick ? [{ key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' }] : []),
  ];
}

/** Objects only: a string would be parsed as an address list. */
function libraryAddress(mailbox: Mailbox): { name: string; address: string } {
  return { name: mailbox.name ?? '', address: mailbox.address };
}

function libraryAttachment(attachment: MailAttachment, readContent: (contentId: string) => AsyncIterable<Buffer>) {
  const { source } = attachment;
  return {
    filename: attachment.filename,
    contentType: attachment.contentType,
    contentTransferEncoding: 'base64' as const,
    content:
      'bytes' in source
        ? Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength)
        : Readable.from(readContent(source.contentId), { objectMode: false }),
  };
}
