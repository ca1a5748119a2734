import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem } from '../api/problem.ts';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { noticeDone } from '../ui/notices.ts';
import { useTurn } from '../ui/use-turn.ts';
import { providers } from '../words/providers.ts';
import { definitionOf, draftOf, type Mistakes, mistakesOf, newDraft, type ProviderDraft } from './provider-draft.ts';
import { providerQuery, type SavedProvider, saveProvider } from './provider-queries.ts';

interface EditorOptions {
  saved?: SavedProvider;
  /** recognition of a new one begins with it */
  domain?: string | undefined;
  onSaved(saved: SavedProvider): void;
}

export interface ProviderEditor {
  base: SavedProvider | undefined;
  draft: ProviderDraft;
  unsaved: boolean;
  mistakes: Mistakes;
  attempt: number;
  busy: boolean;
  /** a refusal that has no place at a field */
  error: unknown;
  /** what somebody else saved meanwhile */
  theirs: SavedProvider | undefined;
  change(values: Partial<ProviderDraft>): void;
  save(): void;
  load(saved: SavedProvider): void;
  settle(takeTheirs: boolean): void;
  leaveConflict(): void;
}

/** The form over one provider: what is edited, what differs from what is stored, and saving it. */
export function useProviderEditor({ saved, domain, onSaved }: EditorOptions): ProviderEditor {
  const queries = useQueryClient();
  const turn = useTurn();
  const [base, setBase] = useState(saved);
  const start = () => (base ? draftOf(base.provider) : newDraft(domain));
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [theirs, setTheirs] = useState<SavedProvider>();
  const load = (next: SavedProvider) => {
    setBase(next);
    setDraft(draftOf(next.provider));
    setTried(false);
    queries.setQueryData(providerQuery(next.provider.id).queryKey, next);
  };
  const saving = useMutation({
    mutationFn: (before: SavedProvider | undefined) => saveProvider(definitionOf(draft, before?.provider), before),
    onSuccess: async (next) => {
      load(next);
      noticeDone(providers.saved);
      // Also what was found out about addresses, and the states of connectors.
      for (const key of ['providers', 'provider-finding', 'connectors']) {
        void queries.invalidateQueries({ queryKey: [key] });
      }
      onSaved(next);
    },
    onError: async (refusal) => {
      setAttempt((n) => n + 1);
      if (!base || !isProblem(refusal, 'STALE')) return;
      setTheirs(await queries.fetchQuery({ ...providerQuery(base.provider.id), staleTime: 0 }));
    },
    onSettled: turn.end,
  });
  const refused = fieldMistakes(saving.error);
  const own = mistakesOf(draft);
  const save = (before: SavedProvider | undefined) => {
    setTried(true);
    if (Object.keys(own).length > 0) setAttempt((n) => n + 1);
    else if (turn.take()) saving.mutate(before);
  };
  return {
    ...{ base, draft, attempt, theirs, load },
    unsaved: JSON.stringify(draft) !== JSON.stringify(start()),
    mistakes: tried ? { ...refused, ...own } : {},
    busy: saving.isPending,
    error: Object.keys(refused).length > 0 || isProblem(saving.error, 'STALE') ? undefined : saving.error,
    change: (values) => {
      saving.reset();
      setDraft((now) => ({ ...now, ...values }));
    },
    save: () => save(base),
    leaveConflict: () => setTheirs(undefined),
    settle: (takeTheirs) => {
      if (theirs === undefined) return;
      setTheirs(undefined);
      if (takeTheirs) load(theirs);
      else {
        setBase(theirs);
        save(theirs);
      }
    },
  };
}
