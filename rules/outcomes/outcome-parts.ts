import type { FollowedMail } from './followed-mails.ts';

export const PARTS = ['messageId', 'accepted', 'rejected', 'state', 'errorClass', 'error', 'at'] as const;
export type Part = (typeof PARTS)[number];

/** Those that are neither accepted nor waiting, the worst first. */
const BAD = ['failed', 'bounced', 'cancelled'] as const;
export const OUTCOME_STATES = [...BAD, 'accepted'] as const;
export type OutcomeState = (typeof OUTCOME_STATES)[number];

/**
 * refused: the mail server said no; expired: it was tried until its time was over; not_sent: it never came so far; bounced: it came
 * back; cancelled; captured: by the guard; declined: by its performer; complaint: somebody got it and told the provider that it is unwanted.
 */
export type ErrorClass =
  | 'refused'
  | 'expired'
  | 'not_sent'
  | 'bounced'
  | 'cancelled'
  | 'captured'
  | 'declined'
  | 'complaint';

export interface OutcomeParts {
  /** with angle brackets, in the order in which they were made */
  messageId: string[];
  /** addresses */
  accepted: string[];
  rejected: string[];
  /** the worst of all; null: all that ended were accepted, and others still wait */
  state: OutcomeState | null;
  /** of the first one that is in this state */
  errorClass: ErrorClass | null;
  error: string[];
  /** of the last one that ended, epoch ms */
  at: number;
}

/** What became of the mails of one action, together. */
export function partsOf(mails: readonly FollowedMail[]): OutcomeParts {
  const ended = mails.filter(hasEnded);
  const bad = BAD.find((state) => ended.some((mail) => mail.state === state));
  const troubled = bad === undefined ? ended.filter(hasFailed) : ended.filter(({ state }) => state === bad);
  return {
    messageId: unique(mails.flatMap(({ messageId }) => messageId ?? [])),
    accepted: unique(mails.flatMap(acceptedOf)),
    rejected: unique(ended.flatMap((mail) => rejectedOf(mail).map(({ address }) => address))),
    state: bad ?? (ended.length < mails.length ? null : 'accepted'),
    errorClass: troubled[0] !== undefined ? classOf(troubled[0]) : ended.some(isComplained) ? 'complaint' : null,
    error: unique(ended.flatMap((mail) => [...wordsOf(mail), ...(isComplained(mail) ? [mail.detail] : [])])),
    at: Math.max(0, ...ended.map(({ at }) => at)),
  };
}

export function hasEnded({ state }: FollowedMail): boolean {
  return OUTCOME_STATES.some((one) => one === state);
}

/** Whether somebody did not get it: a mail that a person or the guard stopped is no failure. */
export function hasFailed(mail: FollowedMail): boolean {
  return hasEnded(mail) && mail.state !== 'cancelled' && (mail.state !== 'accepted' || rejectedOf(mail).length > 0);
}

/** It was accepted all the same. */
function isComplained({ state, complained }: FollowedMail): boolean {
  return state === 'accepted' && complained;
}

function wordsOf(mail: FollowedMail): string[] {
  if (mail.state !== 'accepted') return [mail.detail];
  return rejectedOf(mail).map(({ address, response }) => (response === null ? address : `${address}: ${response}`));
}

function acceptedOf({ recipients }: FollowedMail): string[] {
  return recipients.filter(({ state }) => state === 'accepted').map(({ address }) => address);
}

/** Of a mail whose time was over nobody who is left has it. */
function rejectedOf({ recipients, state: mail }: FollowedMail): FollowedMail['recipients'] {
  const rejected = mail === 'failed' ? ['failed', 'bounced', 'retry', 'pending'] : ['failed', 'bounced'];
  return recipients.filter(({ state }) => rejected.includes(state));
}

function classOf({ state, captured, declined, code, recipients }: FollowedMail): ErrorClass {
  if (state === 'bounced' || recipients.some((one) => one.state === 'bounced')) return 'bounced';
  if (state === 'cancelled' && declined) return 'declined';
  if (state === 'cancelled') return captured ? 'captured' : 'cancelled';
  const codes = [code, ...recipients.map((one) => one.code)].filter((one) => one !== null);
  if (codes.some((one) => one >= 500)) return 'refused';
  return codes.length > 0 ? 'expired' : 'not_sent';
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
