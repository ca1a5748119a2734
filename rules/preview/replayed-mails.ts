import type { HeldMail, MailDraft, PlannedMail } from '../../src/sdk/index.ts';
import type { PlannedAction } from '../plan-rule.ts';

/** An e-mail of a rule as two versions of the rule are compared by it. */
export interface ReplayedMail {
  /** which e-mail of which action */
  key: string;
  recipients: string[];
  parts: Record<ReplayedPart, string>;
}

export const REPLAYED_PARTS = ['from', 'subject', 'html', 'text', 'attachments', 'held'] as const;
export type ReplayedPart = (typeof REPLAYED_PARTS)[number];

export interface MailDifference {
  /** to whom */
  recipients: string[];
  part: ReplayedPart;
  before: string;
  now: string;
}

const LONGEST_PART = 20_000;

export function replayedMail({ part, index, row }: PlannedAction, mail: PlannedMail | HeldMail): ReplayedMail {
  const draft: Partial<MailDraft> = 'held' in mail ? { ...mail.shown, to: mail.to, subject: mail.subject } : mail.draft;
  const { from, to = [], cc = [], bcc = [], subject = '', html = '', text = '', attachments = [], links = [] } = draft;
  return {
    key: `${part} ${index} ${row ?? ''} ${mail.recipientKey}`,
    recipients: [...new Set([...to, ...cc, ...bcc].map(({ address }) => address))],
    parts: {
      from: from?.address ?? '',
      subject,
      html,
      text,
      attachments: [...attachments, ...links].map(({ filename }) => filename).join(', '),
      held: 'held' in mail ? mail.held.detail : (mail.waitsForConnector ?? mail.waitsForRight ?? ''),
    },
  };
}

/** Who would get an e-mail and did not, who would not any more, and what the others would read instead. */
export function compareMails(
  before: readonly ReplayedMail[],
  now: readonly ReplayedMail[],
): { added: string[]; removed: string[]; differences: MailDifference[] } {
  const [had, have] = [before, now].map((mails) => new Set(mails.flatMap(({ recipients }) => recipients)));
  const added = [...(have ?? [])].filter((address) => !had?.has(address));
  const removed = [...(had ?? [])].filter((address) => !have?.has(address));
  const differences = now.flatMap((mail) => {
    const was = before.find(({ key }) => key === mail.key);
    return was === undefined ? [] : REPLAYED_PARTS.flatMap((part) => differenceOf(part, was, mail));
  });
  return { added, removed, differences };
}

function differenceOf(part: ReplayedPart, before: ReplayedMail, now: ReplayedMail): MailDifference[] {
  if (before.parts[part] === now.parts[part]) return [];
  const short = (mail: ReplayedMail) => mail.parts[part].slice(0, LONGEST_PART);
  return [{ recipients: now.recipients, part, before: short(before), now: short(now) }];
}
