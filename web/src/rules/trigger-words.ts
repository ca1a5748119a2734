import { rules } from '../words/rules.ts';
import { type Form, type RuleInput, type Trigger, triggerKey } from './rule-model.ts';

interface Named {
  id: string;
  displayName: string;
}

/** 'Leave request: when it is submitted' */
export function triggerTitle(trigger: Trigger, forms: readonly Form[], mailboxes: readonly Named[] = []): string {
  if (trigger.kind === 'email-received') {
    const mailbox = mailboxes.find(({ id }) => id === trigger.mailbox);
    return rules.received(mailbox?.displayName ?? rules.mailboxGone);
  }
  if (trigger.kind === 'workflow') return rules.workflow(trigger.event);
  const form = forms.find(({ id }) => id === trigger.form);
  return rules.form(form?.name ?? rules.formGone, rules.events[trigger.event]);
}

/** What "Send when:" says of a rule without conditions. */
export function alwaysWords(trigger: Trigger): string {
  if (trigger.kind === 'email-received') return rules.always.received;
  return trigger.kind === 'workflow' ? rules.always.workflow : rules.always[trigger.event];
}

export interface TriggerGroup<R> {
  key: string;
  title: string;
  trigger: Trigger;
  rules: R[];
}

/** The rules of each trigger, in the order in which they run; the groups by their title. */
export function groupByTrigger<R extends RuleInput>(
  all: readonly R[],
  forms: readonly Form[],
  mailboxes: readonly Named[] = [],
): TriggerGroup<R>[] {
  const groups = new Map<string, TriggerGroup<R>>();
  for (const rule of all) {
    const key = triggerKey(rule.trigger);
    const group = groups.get(key) ?? {
      key,
      title: triggerTitle(rule.trigger, forms, mailboxes),
      trigger: rule.trigger,
      rules: [],
    };
    group.rules.push(rule);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.title.localeCompare(b.title));
}
