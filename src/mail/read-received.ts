import PostalMime, { type Address } from 'postal-mime';
import { type DeliveryReport, parseDeliveryReport } from './delivery-report.ts';
import { parseFeedbackReport } from './feedback-report.ts';
import { type MailKind, mailKind } from './mail-kind.ts';
import { messageIds } from './message-ids.ts';
import { plainText } from './view-received.ts';

export interface ReceivedAddress {
  name: string;
  address: string;
}

/** What a message from outside says, with its lengths cut. All of it is the word of whoever wrote it. */
export interface ReceivedMail {
  kind: MailKind;
  report: DeliveryReport | null;
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  from: ReceivedAddress[];
  to: ReceivedAddress[];
  cc: ReceivedAddress[];
  subject: string;
  /** epoch milliseconds of its Date; null: it has none that can be read */
  sentAt: number | null;
  attachments: { filename: string; contentType: string; size: number }[];
  replyTo: ReceivedAddress[];
  /** its text, or that of its HTML, without further cleaning */
  text: string;
  /** values of Authentication-Results, from top to bottom; only the first ones */
  authentication: string[];
}

const MOST_ADDRESSES = 500;
const MOST_IDS = 100;
const MOST_PARTS = 1_000;
const MOST_SUBJECT = 1_000;
const MOST_TEXT = 20_000;
const MOST_RESULTS = 5;

/** For the thread of src/mail/received-worker.ts: it takes as long as it takes. Throws what it cannot read. */
export async function readReceived(raw: Buffer): Promise<ReceivedMail> {
  const mail = await PostalMime.parse(raw, {
    maxNestingDepth: 50,
    maxHeadersSize: 1024 * 1024,
    forceRfc822Attachments: true,
  });
  if (mail.attachments.length > MOST_PARTS) throw new Error(`It has more than ${MOST_PARTS} attachments.`);
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
  const report = parseDeliveryReport(raw) ?? parseFeedbackReport(raw);
  return {
    kind: mailKind(header, report),
    report: report ?? null,
    // Of several the first one: an index of ours must not depend on which one a writer adds last.
    messageId: messageIds(header('message-id'))[0] ?? null,
    inReplyTo: messageIds(header('in-reply-to')).slice(0, MOST_IDS),
    references: messageIds(header('references')).slice(-MOST_IDS),
    from: flat(mail.from ? [mail.from] : []),
    to: flat(mail.to),
    cc: flat(mail.cc),
    replyTo: flat(mail.replyTo),
    text: plainText(mail).slice(0, MOST_TEXT),
    authentication: mail.headers
      .filter(({ key }) => key === 'authentication-results')
      .slice(0, MOST_RESULTS)
      .map(({ value }) => clean(value, 4_000)),
    subject: clean(mail.subject ?? '', MOST_SUBJECT),
    sentAt: instantOf(mail.date),
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      filename: clean(filename ?? '', 255),
      contentType: clean(mimeType, 255),
      size: typeof content === 'string' ? content.length : content.byteLength,
    })),
  };
}

function flat(addresses: Address[] | undefined): ReceivedAddress[] {
  const all = (addresses ?? []).flatMap((one) => ('group' in one && one.group ? one.group : [one]));
  return all.slice(0, MOST_ADDRESSES).map(({ name, address }) => {
    return { name: clean(name, 300), address: clean(address ?? '', 320) };
  });
}

/** No control characters: PostgreSQL stores no NUL, and a line end has no place in a line. */
function clean(text: string, most: number): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, most)
    .trim();
}

function instantOf(date: string | undefined): number | null {
  const at = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? null : at;
}
