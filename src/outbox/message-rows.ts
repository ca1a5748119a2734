import type { Mailbox, MailCause } from '../sdk/index.ts';
import type { RetryPolicy } from './retry-policy.ts';

export interface NewMessage {
  id: string;
  now: number;
  /** with angle brackets */
  messageId: string;
  cause: MailCause;
  policy: RetryPolicy;
  /** bytes */
  size: number;
}

/** What every new row of message and delivery starts with. */
export function baseRows(of: NewMessage) {
  const { id, now, cause } = of;
  return {
    message: {
      id,
      message_id: of.messageId,
      idempotency_key: cause.key,
      size: of.size,
      cause: cause.kind,
      event_id: cause.eventId ?? null,
      rule_id: cause.ruleId ?? null,
      rule_version: cause.ruleVersion ?? null,
      run_id: cause.runId ?? null,
      created_at: now,
    },
    delivery: {
      id,
      held_reason: null,
      detail: '',
      deadline_at: now + of.policy.deadlineMs,
      attempts: 0,
      looks: 0,
      lease_token: null,
      size: of.size,
      code: null,
      enhanced: null,
      response: null,
      created_at: now,
      accepted_at: null,
      updated_at: now,
    },
  };
}

/** One row for each envelope recipient; an address that stands in two lists is served once. */
export function recipientRows(id: string, lists: Record<'to' | 'cc' | 'bcc', Mailbox[]>) {
  const seen = new Set<string>();
  return (['to', 'cc', 'bcc'] as const)
    .flatMap((kind) => lists[kind].map((mailbox) => ({ kind, mailbox })))
    .filter(({ mailbox }) => {
      const key = mailbox.address.toLowerCase();
      return !seen.has(key) && seen.add(key);
    })
    .map(({ kind, mailbox }, position) => ({
      delivery_id: id,
      position,
      kind,
      name: mailbox.name ?? null,
      address: mailbox.address,
      state: 'pending',
      code: null,
      response: null,
    }));
}
