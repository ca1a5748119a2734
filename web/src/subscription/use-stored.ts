import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Stored } from './editing.ts';
import { globalQuery, mailboxQuery } from './settings-queries.ts';

/** Both settings as they are stored now; they follow what others store. */
export function useStored() {
  const queries = useQueryClient();
  const { data: global, error: globalError } = useQuery(globalQuery);
  const { data: mailbox, error: mailboxError } = useQuery(mailboxQuery);
  const stored = useMemo((): Stored | undefined => global && mailbox && { global, mailbox }, [global, mailbox]);
  const refetch = async (): Promise<Stored | undefined> => {
    try {
      const [one, other] = await Promise.all([
        queries.fetchQuery({ ...globalQuery, staleTime: 0 }),
        queries.fetchQuery({ ...mailboxQuery, staleTime: 0 }),
      ]);
      return { global: one, mailbox: other };
    } catch {
      // The queries of this screen have the same error and show it, or their last good answer.
      return undefined;
    }
  };
  return { stored, error: stored ? null : (globalError ?? mailboxError), refetch };
}
