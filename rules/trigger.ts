import type { Trigger } from '../schemas/rule.gen.ts';

/** What an event is matched by: `form:<form id>:<event>` or `workflow:<event type>`. */
export function triggerKeyOf(trigger: Trigger): string {
  return trigger.kind === 'form' ? `form:${trigger.form}:${trigger.event}` : `workflow:${trigger.event}`;
}
