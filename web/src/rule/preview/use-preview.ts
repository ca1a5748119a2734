import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { components } from '../../api/schema.gen.ts';
import { globalSmtpQuery, sendersQuery, toBody } from '../../rules/rule-api.ts';
import type { RuleInput } from '../../rules/rule-model.ts';
import { hasTrigger } from '../findings.ts';

const PAUSE_MS = 250;

export type Preview = components['schemas']['RulePreview'];
export type MailPreview = Preview['mails'][number];

/** What the rule as it stands would do with a record; the answer before stays until the new one is there. */
export function usePreview(draft: RuleInput, facts: object | undefined) {
  const [rule] = useDebouncedValue(draft, PAUSE_MS);
  // The answer depends on them too, and it does not say so.
  const senders = useQuery(sendersQuery).dataUpdatedAt;
  const globalSmtp = useQuery(globalSmtpQuery).dataUpdatedAt;
  return useQuery({
    queryKey: ['preview', rule, facts, senders, globalSmtp],
    queryFn: ({ signal }): Promise<Preview> => {
      // A rule may be tried before it has a name.
      const named = { ...rule, name: rule.name.trim() || '-' };
      const body = { rule: toBody(named) as never, facts: (facts ?? {}) as never };
      return answer(api.POST('/rules/preview', { body, signal }));
    },
    enabled: facts !== undefined && hasTrigger(rule.trigger),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
}
