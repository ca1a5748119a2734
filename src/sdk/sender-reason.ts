import type { SenderReason } from './email.ts';

const SENTENCES: Readonly<Record<SenderReason, string>> = {
  global_forced: 'The global SMTP setting sends all mail through it.',
  rule: 'Chosen in the rule.',
  runtime: 'A field of the record names it.',
  global_fallback: 'No connector of the rule could send, so the global SMTP setting takes over.',
  default: 'No other connector could send, so the default mailbox sends.',
  person: 'Somebody sent the e-mail again by hand, through the same connector.',
};

/** Why this connector sends, in one sentence for people; the same in the preview and in the outbox. Null: no sender yet. */
export function senderReasonText(reason: SenderReason | null): string | null {
  return reason === null ? null : SENTENCES[reason];
}
