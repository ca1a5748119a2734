import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, answerWithEtag, api } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { noticeDone } from '../ui/notices.ts';
import { useTurn } from '../ui/use-turn.ts';
import { templates as words } from '../words/templates.ts';
import { type StoredTemplate, type TemplateInput, templateQuery } from './template-api.ts';

type Outcome = { kind: 'saved'; now: StoredTemplate; broken: string[] } | { kind: 'conflict'; theirs: StoredTemplate };

/** Stores a template. 412: somebody else was faster, which the page asks about. */
export function useSaveTemplate(
  { draft, stored }: { draft: TemplateInput; stored: StoredTemplate | undefined },
  onSaved: (now: StoredTemplate) => void,
) {
  const queries = useQueryClient();
  const turn = useTurn();
  const [attempt, setAttempt] = useState(0);
  const saving = useMutation({
    mutationFn: async (etag: string | undefined): Promise<Outcome> => {
      const id = stored?.template.id;
      try {
        const now = await store(draft, id, etag ?? stored?.etag ?? '');
        const path = { id: now.template.id };
        // A new one has no users.
        const uses = id === undefined ? undefined : await answer(api.GET('/templates/{id}/uses', { params: { path } }));
        const broken = uses?.rules.filter(({ problems }) => problems.length > 0).map(({ name }) => name) ?? [];
        return { kind: 'saved', now, broken };
      } catch (error) {
        if (!isProblem(error, 'STALE') || id === undefined) throw error;
        return { kind: 'conflict', theirs: await queries.fetchQuery({ ...templateQuery(id), staleTime: 0 }) };
      }
    },
    onSettled: () => {
      setAttempt((count) => count + 1);
      turn.end();
    },
    onSuccess: (outcome) => {
      if (outcome.kind !== 'saved') return;
      queries.setQueryData(templateQuery(outcome.now.template.id).queryKey, outcome.now);
      void queries.invalidateQueries({ queryKey: ['rules'] });
      onSaved(outcome.now);
      const { broken } = outcome;
      noticeDone(words.saved, broken.length === 0 ? '' : words.brokenRules(broken.slice(0, 5).join(', ')));
    },
  });
  return {
    attempt,
    busy: saving.isPending,
    error: saving.error,
    theirs: saving.data?.kind === 'conflict' ? saving.data.theirs : undefined,
    save: (etag?: string) => {
      if (turn.take()) saving.mutate(etag);
    },
    forget: saving.reset,
  };
}

async function store(body: TemplateInput, id: string | undefined, etag: string): Promise<StoredTemplate> {
  const { body: template, etag: next } =
    id === undefined
      ? await answerWithEtag(api.POST('/templates', { body }))
      : await answerWithEtag(
          api.PUT('/templates/{id}', { params: { path: { id }, header: { 'if-match': etag } }, body }),
        );
  return { template, etag: next };
}
