import { createHash } from 'node:crypto';
import { type MailCause, UNKNOWN_PERSON } from '../../src/sdk/index.ts';
import type { EventRow } from '../../src/store/tables/event.table.ts';
import type { RuleRow } from '../../src/store/tables/rule.table.ts';

/** A mail is one for (rule version, event, action, recipient): the same event never makes it twice. */
export function mailKey(of: { rule: string; event: string; action: number | string; recipient: string }): string {
  return createHash('sha256').update([of.rule, of.event, of.action, of.recipient].join('|')).digest('hex');
}

/** Of the mail to this recipient that an action of a rule makes for an event. */
export function causeOf(event: EventRow, rule: RuleRow, of: { action: number | string; recipient: string }): MailCause {
  return {
    kind: 'rule',
    key: mailKey({ rule: `${rule.id}@${rule.version}`, event: event.id, ...of }),
    eventId: event.id,
    ruleId: rule.id,
    ruleVersion: rule.version,
    rightOf: rule.authorId ?? UNKNOWN_PERSON,
    ...(event.expiresAt === null ? {} : { hold: { until: event.expiresAt } }),
  };
}
