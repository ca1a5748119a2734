import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerWithEtag, api } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { ruleQuery, toBody } from '../rules/rule-api.ts';
import type { Rule, RuleInput } from '../rules/rule-model.ts';
import { useTurn } from '../ui/use-turn.ts';
import { type Finding, isError, toAskAbout } from './findings.ts';
import { checkRule } from './use-findings.ts';

/** A rule as it is stored, with the ETag for the next change. */
export interface StoredRule {
  rule: Rule;
  etag: string;
}

type Outcome =
  | { kind: 'saved'; stored: StoredRule }
  | { kind: 'refused' }
  | { kind: 'doubtful'; findings: Finding[] }
  | { kind: 'conflict'; theirs: StoredRule };

interface SaveOptions {
  draft: RuleInput;
  /** what this page finds wrong itself */
  own: readonly Finding[];
  stored: StoredRule | undefined;
  onSaved: (stored: StoredRule) => void;
}

/** Checks, asks about what is doubtful, and stores. 412: somebody else was faster, and both versions are shown. */
export function useSave({ draft, own, stored, onSaved }: SaveOptions) {
  const queries = useQueryClient();
  const turn = useTurn();
  // Goes up with every try, so that the summary of the mistakes gets the focus again.
  const [attempt, setAttempt] = useState(0);
  const saving = useMutation({
    mutationFn: async (how: { etag?: string; asked: boolean }): Promise<Outcome> => {
      const findings = [...own, ...(await checkRule(draft, stored?.rule.id))];
      if (findings.some(isError)) return { kind: 'refused' };
      const doubts = toAskAbout(findings);
      if (doubts.length > 0 && !how.asked) return { kind: 'doubtful', findings: doubts };
      try {
        return { kind: 'saved', stored: await store(draft, stored?.rule.id, how.etag ?? stored?.etag) };
      } catch (error) {
        if (isProblem(error, 'STALE') && stored) {
          return { kind: 'conflict', theirs: await queries.fetchQuery({ ...ruleQuery(stored.rule.id), staleTime: 0 }) };
        }
        throw error;
      }
    },
    onSettled: () => {
      setAttempt((count) => count + 1);
      turn.end();
    },
    onSuccess: (outcome) => {
      if (outcome.kind !== 'saved') return;
      const { stored: now } = outcome;
      queries.setQueryData(ruleQuery(now.rule.id).queryKey, now);
      void queries.invalidateQueries({ queryKey: ['rules', 'list'] });
      onSaved(now);
    },
  });
  return {
    attempt,
    busy: saving.isPending,
    error: saving.error,
    outcome: saving.data,
    save: (how: { etag?: string; asked?: boolean } = {}) => {
      if (turn.take()) saving.mutate({ asked: false, ...how });
    },
    forget: saving.reset,
  };
}

async function store(draft: RuleInput, id: string | undefined, etag = ''): Promise<StoredRule> {
  const body = toBody(draft);
  const answered =
    id === undefined
      ? await answerWithEtag(api.POST('/rules', { body }))
      : await answerWithEtag(api.PUT('/rules/{id}', { params: { path: { id }, header: { 'if-match': etag } }, body }));
  return { rule: answered.body as Rule, etag: answered.etag };
}
