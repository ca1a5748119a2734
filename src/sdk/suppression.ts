/** Why an address gets no e-mail: a person said so, it does not exist, too much came back from it, or its owner does not want any. */
export const SUPPRESSION_KINDS = ['person', 'hard_bounce', 'soft_bounce', 'complaint', 'unsubscribe'] as const;
export type SuppressionKind = (typeof SUPPRESSION_KINDS)[number];

/** An address that gets no e-mail. */
export interface Suppressed {
  address: string;
  kind: SuppressionKind;
  /** in the words of who put it on the list */
  reason: string;
  /** epoch milliseconds */
  since: number;
}

/** How many e-mails that came back softly put an address on the list. */
export interface SoftBounces {
  /** null: no number of them does */
  mails: number | null;
  /** within so many days */
  days: number;
}

/** So many e-mails that came back in so many days are no accident any more. */
export const DEFAULT_SOFT_BOUNCES: SoftBounces = { mails: 5, days: 14 };

/** Equal for two addresses that are one; `address` as parseAddress gives it. */
export function addressKey(address: string): string {
  return address.trim().toLowerCase();
}

/** An address that gets no mass mail: its owner said so by the link in one. */
export interface Unsubscribed {
  address: string;
  /** epoch milliseconds */
  at: number;
}

/** One sentence for whoever wanted to write to it. */
export function unsubscribedText({ address, at }: Unsubscribed): string {
  return `${address} unsubscribed on ${new Date(at).toISOString().slice(0, 10)}.`;
}

const WHY: Readonly<Record<SuppressionKind, string>> = {
  person: 'is on the suppression list',
  hard_bounce: 'does not exist any more, said its server',
  soft_bounce: 'returned too many e-mails',
  complaint: 'complained about an e-mail',
  unsubscribe: 'does not want any e-mail',
};

/** One sentence for whoever wanted to write to it. */
export function suppressedText({ address, kind, reason, since }: Suppressed): string {
  return `${address} ${WHY[kind]}, since ${new Date(since).toISOString().slice(0, 10)}: ${reason}`;
}
