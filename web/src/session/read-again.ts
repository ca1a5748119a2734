import type { QueryClient } from '@tanstack/react-query';
import { type Me, meQuery } from './me.ts';

/** After a sign-in: what was read as nobody is worth nothing now, and what somebody else read is not shown. */
export async function readAgain(queries: QueryClient, before: Me | null): Promise<void> {
  const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 });
  const others = { predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== 'me' };
  void (before === null || before.id === me?.id ? queries.invalidateQueries(others) : queries.resetQueries(others));
}
