import { createHash } from 'node:crypto';
import {
  type HeldMail,
  type MailAttachment,
  type Mailbox,
  type MailDraft,
  type PlannedMail,
  senderReasonText,
} from '../../src/sdk/index.ts';
import type { PlannedAction } from '../plan-rule.ts';

/** An e-mail of a rule as two versions of the rule are compared by it. */
export interface ReplayedMail {
  /** which e-mail of which action */
  key: string;
  recipients: string[];
  parts: Record<ComparedPart, string>;
}

/** `email`: one more e-mail, or one less, to people who get another one anyway. */
export const REPLAYED_PARTS = [
  'email',
  'from',
  'sender',
  'to',
  'cc',
  'bcc',
  'replyTo',
  'subject',
  'html',
  'text',
  'attachments',
  'meeting',
  'headers',
  'held',
] as const;
export type ReplayedPart = (typeof REPLAYED_PARTS)[number];

type ComparedPart = Exclude<ReplayedPart, 'email'>;

export interface MailDifference {
  /** to whom */
  recipients: string[];
  part: ReplayedPart;
  before: string;
  now: string;
}

const LONGEST_PART = 20_000;

export function replayedMail({ action, part, index, row }: PlannedAction, mail: PlannedMail | HeldMail): ReplayedMail {
  const draft: Partial<MailDraft> = 'held' in mail ? { ...mail.shown, to: mail.to, subject: mail.subject } : mail.draft;
  const { from, to = [], cc = [], bcc = [], replyTo = [], attachments = [], links = [], calendar } = draft;
  const headers = (draft.headers ?? []).map(({ name, value }) => `${name}: ${value}`);
  const { importance = 'normal' } = draft;
  return {
    key: `${part} ${index} ${action.action} ${row ?? ''} ${mail.recipientKey}`,
    recipients: [...new Set([...to, ...cc, ...bcc].map(({ address }) => address))],
    parts: {
      from: from === undefined ? '' : textOfMailbox(from),
      sender: (mail.sender && senderReasonText(mail.sender.reason, mail.sender.detail)) ?? '',
      to: textOfList(to),
      cc: textOfList(cc),
      bcc: textOfList(bcc),
      replyTo: textOfList(replyTo),
      subject: draft.subject ?? '',
      html: draft.html ?? '',
      text: draft.text ?? '',
      attachments: [...attachments.map(textOfFile), ...links.map((file) => `${textOfFile(file)}, as a link`)].join(
        '\n',
      ),
      meeting: calendar?.content ?? '',
      headers: [...(importance === 'normal' ? [] : [`Importance: ${importance}`]), ...headers].join('\n'),
      held: 'held' in mail ? mail.held.detail : (mail.waitsForConnector ?? mail.waitsForRight ?? ''),
    },
  };
}

function textOfMailbox({ name, address }: Mailbox): string {
  return name === undefined ? address : `${name} <${address}>`;
}

function textOfList(mailboxes: readonly Mailbox[]): string {
  return mailboxes.map(textOfMailbox).join(', ');
}

/** Two files of one name and size differ in the start of the digest of their content. */
function textOfFile({ filename, size, source }: MailAttachment): string {
  const content = 'contentId' in source ? source.contentId : createHash('sha256').update(source.bytes).digest('hex');
  return `${filename}, ${size} bytes, content ${content.slice(0, 8)}`;
}

/** Who would get an e-mail and did not, who would not any more, and what the others would read instead. */
export function compareMails(
  before: readonly ReplayedMail[],
  now: readonly ReplayedMail[],
): { added: string[]; removed: string[]; differences: MailDifference[] } {
  const [had, have] = [before, now].map((mails) => new Set(mails.flatMap(({ recipients }) => recipients)));
  const added = [...(have ?? [])].filter((address) => !had?.has(address));
  const removed = [...(had ?? [])].filter((address) => !have?.has(address));
  const other = (mails: readonly ReplayedMail[], { key }: ReplayedMail) => mails.find((mail) => mail.key === key);
  const isNews = ({ recipients }: ReplayedMail, told: readonly string[]) =>
    !recipients.every((one) => told.includes(one));
  const more = now.filter((mail) => other(before, mail) === undefined && isNews(mail, added));
  const less = before.filter((mail) => other(now, mail) === undefined && isNews(mail, removed));
  const differences = now.flatMap((mail) => {
    const was = other(before, mail);
    return was === undefined ? [] : COMPARED.flatMap((part) => differenceOf(part, was, mail));
  });
  const email = (mail: ReplayedMail, side: { before: string } | { now: string }): MailDifference => {
    return { recipients: mail.recipients, part: 'email', before: '', now: '', ...side };
  };
  return {
    added,
    removed,
    differences: [
      ...more.map((mail) => email(mail, { now: mail.parts.subject })),
      ...less.map((mail) => email(mail, { before: mail.parts.subject })),
      ...differences,
    ],
  };
}

const COMPARED = REPLAYED_PARTS.filter((part) => part !== 'email');

function differenceOf(part: ComparedPart, before: ReplayedMail, now: ReplayedMail): MailDifference[] {
  if (before.parts[part] === now.parts[part]) return [];
  const short = (mail: ReplayedMail) => mail.parts[part].slice(0, LONGEST_PART);
  return [{ recipients: now.recipients, part, before: short(before), now: short(now) }];
}
