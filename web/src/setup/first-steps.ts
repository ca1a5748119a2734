import { useQuery } from '@tanstack/react-query';
import { firstSteps } from '../words/setup.ts';
import { type Connector, connectorsQuery, type Rule, rulesQuery, sentQuery } from './setup-queries.ts';

export type StepName = 'mailbox' | 'rule' | 'send';

/** How far an installation is: nothing is remembered, all is asked of the server. */
export interface FirstSteps {
  connectors: readonly Connector[];
  /** that of the rule made here, else the first that can send */
  mailbox: Connector | undefined;
  /** the one made here, else any rule at all */
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
  connector: string;
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
  const able = connectors.filter(({ state, canSend }) => state === 'active' && canSend);
  const ownRule = rules.map(ownRuleOf).find((rule) => rule !== undefined);
  const mailbox = able.find(({ id }) => id === ownRule?.connector) ?? able[0];
  const rule = rules.find(({ id }) => id === ownRule?.id) ?? rules[0];
  const current = mailbox === undefined ? 'mailbox' : rules.length === 0 ? 'rule' : sent ? undefined : 'send';
  return { connectors, mailbox, rule, ownRule, sent, current };
}

function ownRuleOf({ id, name, trigger, actions }: Rule): OwnRule | undefined {
  if (name !== firstSteps.rule.ruleName || trigger.kind !== 'form') return undefined;
  const { to, connector } = (actions[0]?.params ?? {}) as { to?: unknown[]; connector?: unknown };
  const first = to?.[0];
  return {
    id,
    form: trigger.form,
    to: typeof first === 'string' ? first : '',
    connector: typeof connector === 'string' ? connector : '',
  };
}
