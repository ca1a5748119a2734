import type { Trigger } from '../schemas/rule.gen.ts';

/** What a save or a status change did to an instance. */
export interface InstanceChange {
  /** the fields whose values changed */
  fields: readonly string[];
  status?: { from: string; to: string };
}

/** What an event is matched by: `form:<form id>:<event>`, `workflow:<event type>` or `mail:<mailbox id>`. */
export function triggerKeyOf(trigger: Trigger): string {
  if (trigger.kind === 'email-received') return `mail:${trigger.mailbox}`;
  return trigger.kind === 'form' ? `form:${trigger.form}:${trigger.event}` : `workflow:${trigger.event}`;
}

/** The form whose fields the facts have; received e-mails belong to none. */
export function formOf(trigger: Trigger): string | undefined {
  return trigger.kind === 'email-received' ? undefined : trigger.form;
}

/**
 * Whether a rule of this trigger is about the change. One that names fields or statuses is not about an event that does
 * not tell what changed.
 */
export function isMeant(trigger: object, change: InstanceChange | undefined): boolean {
  const { fields, from, to } = trigger as { fields?: string[]; from?: string[]; to?: string[] };
  if (fields !== undefined && !change?.fields.some((field) => fields.includes(field))) return false;
  if (from !== undefined && !from.includes(change?.status?.from ?? '')) return false;
  return to === undefined || to.includes(change?.status?.to ?? '');
}
