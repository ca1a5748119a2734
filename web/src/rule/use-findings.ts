import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { toBody } from '../rules/rule-api.ts';
import type { RuleInput } from '../rules/rule-model.ts';
import { type Finding, hasTrigger, missingParts } from './findings.ts';

const PAUSE_MS = 400;

/**
 * What is missing is said in our words; the rest is checked as if it were there, because the server says nothing of
 * the inside of a rule whose outside is incomplete.
 */
export async function checkRule(rule: RuleInput, id: string | undefined, signal?: AbortSignal): Promise<Finding[]> {
  const missing = missingParts(rule);
  const whole = {
    ...rule,
    name: rule.name.trim() || '-',
    trigger: hasTrigger(rule.trigger) ? rule.trigger : { kind: 'workflow' as const, event: 'unknown' },
  };
  const params = id === undefined ? {} : { params: { query: { rule: id } } };
  const { findings } = await answer(api.POST('/rules/check', { ...params, body: toBody(whole) as never, signal }));
  return [...missing, ...findings];
}

/** What the server finds wrong or doubtful, as the rule is typed. */
export function useFindings(draft: RuleInput, id: string | undefined): Finding[] {
  const [typed] = useDebouncedValue(draft, PAUSE_MS);
  const { data = [] } = useQuery({
    // Begins with the topics on which the answer depends: data sources that change, forms that are deleted.
    queryKey: ['connectors', 'check', id, typed],
    queryFn: ({ signal }) => checkRule(typed, id, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return data;
}
