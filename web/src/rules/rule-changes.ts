import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { going } from '../api/going.ts';
import { noticeDone, noticeProblem } from '../ui/notices.ts';
import { rules } from '../words/rules.ts';
import { rulesQuery } from './rule-api.ts';
import type { Rule } from './rule-model.ts';

const ifMatch = (rule: Rule) => ({ path: { id: rule.id }, header: { 'if-match': `"${rule.version}"` } });

/** Switched twice in a row, the second waits for the first and goes on from its version. */
export function useSwitchRule() {
  const queries = useQueryClient();
  const inCache = (change: (rules: Rule[]) => Rule[]) =>
    queries.setQueryData(rulesQuery.queryKey, (all) => all && change(all));
  return useMutation({
    scope: { id: 'switch-rule' },
    mutationFn: async ({ rule, enabled }: { rule: Rule; enabled: boolean }) => {
      const now = queries.getQueryData(rulesQuery.queryKey)?.find(({ id }) => id === rule.id) ?? rule;
      const params = ifMatch(now);
      const call = enabled ? api.POST('/rules/{id}/enable', { params }) : api.POST('/rules/{id}/disable', { params });
      const changed = (await answer(call)) as Rule;
      if (enabled && changed.proposed && !changed.enabled) return 'proposed' as const;
      inCache((all) => all.map((one) => (one.id === changed.id && one.version < changed.version ? changed : one)));
      return 'done' as const;
    },
    onSuccess: (done, { rule, enabled }) =>
      done === 'proposed'
        ? noticeDone(rules.proposedOn(rule.name))
        : noticeDone(enabled ? rules.switchedOn(rule.name) : rules.switchedOffNotice(rule.name)),
    onError: noticeProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  });
}

export function useDuplicateRule() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (rule: Rule) => answer(api.POST('/rules/{id}/duplicate', { params: { path: { id: rule.id } } })),
    onSuccess: (copy) => noticeDone(rules.duplicated(copy.name), rules.duplicatedText),
    onError: noticeProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  });
}

export function useDeleteRule(done?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (rule: Rule) => going(rule.id, answer(api.DELETE('/rules/{id}', { params: ifMatch(rule) }))),
    onSuccess: (_, rule) => {
      noticeDone(rules.deleted(rule.name));
      done?.();
    },
    onError: noticeProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  });
}

/** `ids` are all rules of one trigger in their new order. */
export function useOrderRules() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (ids: string[]) => (await answer(api.PUT('/rules/order', { body: { ids } }))).items as Rule[],
    onSuccess: (ordered) =>
      queries.setQueryData(rulesQuery.queryKey, (all = []) => [
        ...all.filter(({ id }) => !ordered.some((rule) => rule.id === id)),
        ...ordered,
      ]),
    onError: noticeProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  });
}
