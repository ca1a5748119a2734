import type { SenderReason } from './email.ts';

const SENTENCES: Readonly<Record<SenderReason, string>> = {
  global_forced: 'The global SMTP setting sends all mail through it.',
  rule: 'Chosen in the rule.',
  runtime: 'A field of the record names it.',
  account: "A person's own e-mail account, from which its owner lets rules send.",
  global_fallback: 'No connector of the rule could send, so the global SMTP setting takes over.',
  default: 'No other connector could send, so the default mailbox sends.',
  writer: 'The person who wrote the e-mail chose it.',
  person: 'Somebody sent the e-mail again by hand, through the same connector.',
};

/**
 * Why this connector sends, in sentences for people; the same in the preview and in the outbox. `detail`: of a choice among
 * several, as it is stored with the e-mail. Null: no sender yet.
 */
export function senderReasonText(reason: SenderReason | null, detail?: string | null): string | null {
  if (reason === null) return null;
  return detail ? `${SENTENCES[reason]} ${detail}` : SENTENCES[reason];
}

/** Whose right to send the e-mail rests on: that of the rule, not of an administrator who chose for everyone. */
export function isOwnChoice(reason: SenderReason | null | undefined): boolean {
  return reason === 'rule' || reason === 'runtime' || reason === 'account' || reason === 'writer';
}
