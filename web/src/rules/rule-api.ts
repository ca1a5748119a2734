import { queryOptions } from '@tanstack/react-query';
import { answer, answerWithEtag, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';
import type { Rule, RuleInput, Trigger } from './rule-model.ts';

/** Conditions and parameters are `{}` in the document, which stands for any object. */
export const toBody = (rule: RuleInput) => rule as unknown as components['schemas']['RuleInput'];
const toRule = (body: unknown) => body as Rule;

export const rulesQuery = queryOptions({
  queryKey: ['rules', 'list'],
  queryFn: async ({ signal }) => (await answer(api.GET('/rules', { signal }))).items.map(toRule),
});

export const ruleQuery = (id: string) =>
  queryOptions({
    queryKey: ['rules', 'one', id],
    queryFn: async ({ signal }) => {
      const { body, etag } = await answerWithEtag(api.GET('/rules/{id}', { params: { path: { id } }, signal }));
      return { rule: toRule(body), etag };
    },
  });

export const formsQuery = queryOptions({
  queryKey: ['rules', 'forms'],
  queryFn: async ({ signal }) => (await answer(api.GET('/forms', { signal }))).items,
});

/** What happened with the mails of each rule; the outbox makes it stale. */
export const activityQuery = queryOptions({
  queryKey: ['outbox', 'rule-activity'],
  queryFn: async ({ signal }) => (await answer(api.GET('/rules/activity', { signal }))).items,
});

export const sendersQuery = queryOptions({
  queryKey: ['connectors', 'senders'],
  queryFn: async ({ signal }) => (await answer(api.GET('/connectors', { signal }))).connectors,
});

export const globalSmtpQuery = queryOptions({
  queryKey: ['settings', 'global-smtp', 'for-rules'],
  queryFn: ({ signal }) => answer(api.GET('/settings/global-smtp', { signal })),
});

type FormEvent = Extract<Trigger, { kind: 'form' }>['event'];

function placeOf(trigger: Trigger): { form: string; event?: FormEvent } | { workflow: string } | { mailbox: string } {
  if (trigger.kind === 'email-received') return { mailbox: trigger.mailbox };
  if (trigger.kind === 'workflow' && !trigger.form) return { workflow: trigger.event };
  const event = trigger.kind === 'form' && trigger.event === 'mail_failure' ? { event: trigger.event } : {};
  return { form: trigger.form ?? '', ...event };
}

/** The fields that a rule with this trigger can use, for each row of a table or once. A form that was deleted has none. */
export const fieldsQuery = (trigger: Trigger, forEach?: string) => {
  const rows = forEach ? { forEach } : {};
  const query = { ...placeOf(trigger), ...rows };
  return queryOptions({
    queryKey: ['rules', 'fields', query],
    queryFn: ({ signal }) => answer(api.GET('/rules/fields', { params: { query }, signal })),
    enabled: Object.values(placeOf(trigger)).every((value) => value !== ''),
  });
};
