import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Stored } from './editing.ts';
import { globalQuery, mailboxQuery, retentionQuery, runsQuery } from './settings-queries.ts';

/** The settings as they are stored now; they follow what others store. */
export function useStored() {
  const queries = useQueryClient();
  const { data: global, error: globalError } = useQuery(globalQuery);
  const { data: mailbox, error: mailboxError } = useQuery(mailboxQuery);
  const { data: runs, error: runsError } = useQuery(runsQuery);
  const { data: retention, error: retentionError } = useQuery(retentionQuery);
  const stored = useMemo(
    (): Stored | undefined => global && mailbox && runs && retention && { global, mailbox, runs, retention },
    [global, mailbox, runs, retention],
  );
  const refetch = async (): Promise<Stored | undefined> => {
    try {
      const [one, other, third, fourth] = await Promise.all([
        queries.fetchQuery({ ...globalQuery, staleTime: 0 }),
        queries.fetchQuery({ ...mailboxQuery, staleTime: 0 }),
        queries.fetchQuery({ ...runsQuery, staleTime: 0 }),
        queries.fetchQuery({ ...retentionQuery, staleTime: 0 }),
      ]);
      return { global: one, mailbox: other, runs: third, retention: fourth };
    } catch {
      // The queries of this screen have the same error and show it, or their last good answer.
      return undefined;
    }
  };
  return { stored, error: stored ? null : (globalError ?? mailboxError ?? runsError ?? retentionError), refetch };
}
