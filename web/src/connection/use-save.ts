import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerWithEtag, api } from '../api/client.ts';
import { isProblem } from '../api/problem.ts';
import { useTurn } from '../ui/use-turn.ts';
import { connectorQuery, readConnector, type SavedConnector } from './connection-queries.ts';
import type { Definition } from './draft.ts';

interface SaveOptions {
  id: string | undefined;
  onSaved(saved: SavedConnector): void;
  /** takes the fields that the server named */
  onRefused(error: unknown): boolean;
}

export interface Saving {
  busy: boolean;
  /** a refusal that names no field */
  error: unknown;
  /** what somebody else saved meanwhile */
  theirs: SavedConnector | undefined;
  save(definition: Definition, etag: string | undefined): void;
  compareWith(theirs: SavedConnector | undefined): void;
}

/** Stores the connector; what was saved by somebody else meanwhile is never overwritten without asking. */
export function useSave({ id, onSaved, onRefused }: SaveOptions): Saving {
  const queries = useQueryClient();
  const turn = useTurn();
  const [theirs, setTheirs] = useState<SavedConnector>();
  const [error, setError] = useState<unknown>();
  const saving = useMutation({
    mutationFn: async ({ definition, etag }: { definition: Definition; etag: string | undefined }) => {
      const body = { ...definition, settings: definition.settings as never };
      const call =
        id === undefined
          ? api.POST('/connectors', { body })
          : api.PUT('/connectors/{id}', { params: { path: { id }, header: { 'if-match': etag } }, body });
      const { body: connector, etag: next } = await answerWithEtag(call);
      return { connector, etag: next };
    },
    onMutate: () => setError(undefined),
    onSuccess: (saved) => {
      setTheirs(undefined);
      queries.setQueryData(connectorQuery(saved.connector.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['connectors', 'list'] });
      onSaved(saved);
    },
    onError: async (refusal) => {
      if (id !== undefined && isProblem(refusal, 'STALE')) {
        await readConnector(id).then(setTheirs, setError);
      } else if (!onRefused(refusal)) setError(refusal);
    },
    onSettled: turn.end,
  });
  return {
    busy: saving.isPending,
    error,
    theirs,
    save: (definition, etag) => {
      if (turn.take()) saving.mutate({ definition, etag });
    },
    compareWith: setTheirs,
  };
}
