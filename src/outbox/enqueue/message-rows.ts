import {
  isOwnChoice,
  type LeftOutRecipient,
  type Mailbox,
  type MailCause,
  type Sender,
  UNKNOWN_PERSON,
  type UsedTemplate,
} from '../../sdk/index.ts';
import type { RetryPolicy } from '../deliver/retry-policy.ts';

/** A mail that waits for a person is not forgotten: after this it ends as failed. */
export const HELD_MS = 30 * 24 * 3_600_000;

export interface NewMessage {
  id: string;
  now: number;
  /** with angle brackets */
  messageId: string;
  cause: MailCause;
  policy: RetryPolicy;
  /** bytes */
  size: number;
  /** where its texts are from */
  template?: UsedTemplate | undefined;
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
      template_id: of.template?.id ?? null,
      template_version: of.template?.version ?? null,
      template_language: of.template?.language ?? null,
      run_id: cause.runId ?? null,
      sender_detail: null as string | null,
      right_of: null as string | null,
      fence: cause.fence === undefined ? null : JSON.stringify(cause.fence),
      outcome_id: cause.outcomeId ?? null,
      copy_of: null as string | null,
      created_at: now,
      fallback: false,
    },
    delivery: {
      id,
      run_id: cause.runId ?? null,
      time_zone: cause.timeZone ?? null,
      held_reason: null,
      redirected_to: null as string | null,
      detail: '',
      deadline_at: now + of.policy.deadlineMs,
      attempts: 0,
      looks: 0,
      lease_token: null,
      size: of.size,
      code: null,
      enhanced: null,
      response: null,
      told_state: cause.outcomeId === undefined ? null : '',
      told_at: cause.outcomeId === undefined ? null : 0,
      created_at: now,
      accepted_at: null,
      updated_at: now,
    },
  };
}

/** On whose right to use the connector a mail rests: on nobody's, where an administrator chose the sender for everyone. */
export function rightOf({ rightOf: person }: MailCause, sender: Sender | null): string | null {
  // Its owner decides whether rules send from it, whoever asks for it.
  if (sender?.reason === 'account') return person ?? UNKNOWN_PERSON;
  return isOwnChoice(sender?.reason) ? (person ?? null) : null;
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

/** Those on the suppression list, so that their e-mail says why they did not get it. `position`: behind the others. */
export function leftOutRows(id: string, leftOut: readonly LeftOutRecipient[], position: number) {
  return leftOut.map(({ kind, mailbox, reason }, index) => ({
    delivery_id: id,
    position: position + index,
    kind,
    name: mailbox.name ?? null,
    address: mailbox.address,
    state: 'suppressed',
    code: null,
    response: reason,
  }));
}
