import { useQuery } from '@tanstack/react-query';
import { firstSteps } from '../words/setup.ts';
import { type Connector, connectorsQuery, type Rule, rulesQuery, sentQuery } from './setup-queries.ts';

export type StepName = 'mailbox' | 'rule' | 'send';

/** How far an installation is: nothing is remembered, all is asked of the server. */
export interface FirstSteps {
  connectors: readonly Connector[];
  /** the first that can send */
  mailbox: Connector | undefined;
  /** any rule at all */
  rule: Rule | undefined;
  /** the rule that these steps made, which they know how to fire */
  ownRule: OwnRule | undefined;
  sent: boolean;
  /** undefined: all done */
  current: StepName | undefined;
}

export interface OwnRule {
  id: string;
  form: string;
  to: string;
}

export function useFirstSteps(): { steps: FirstSteps | undefined; error: unknown; retry: () => void } {
  const connectors = useQuery(connectorsQuery);
  const rules = useQuery(rulesQuery);
  const sent = useQuery(sentQuery);
  const all = [connectors, rules, sent];
  const known = connectors.data !== undefined && rules.data !== undefined && sent.data !== undefined;
  return {
    steps: known ? stepsOf(connectors.data, rules.data, sent.data) : undefined,
    error: all.find(({ error }) => error)?.error,
    retry: () => {
      for (const { error, refetch } of all) if (error) void refetch();
    },
  };
}

function stepsOf(connectors: readonly Connector[], rules: readonly Rule[], sent: boolean): FirstSteps {
  const mailbox = connectors.find(({ state, canSend }) => state === 'active' && canSend);
  const ownRule = rules.map(ownRuleOf).find((rule) => rule !== undefined);
  const current = mailbox === undefined ? 'mailbox' : rules.length === 0 ? 'rule' : sent ? undefined : 'send';
  return { connectors, mailbox, rule: rules[0], ownRule, sent, current };
}

function ownRuleOf({ id, name, trigger, actions }: Rule): OwnRule | undefined {
  if (name !== firstSteps.rule.ruleName || trigger.kind !== 'form') return undefined;
  const to = (actions[0]?.params as { to?: unknown[] } | undefined)?.to?.[0];
  return { id, form: trigger.form, to: typeof to === 'string' ? to : '' };
}
