import type { QueryClient } from '@tanstack/react-query';
import { mayUse, meQuery } from '../session/me.ts';
import { queryClient } from './query.ts';

/** For loaders: what a page shows is read while its code comes. Not for somebody whose roles do not show the page. */
export function readAhead(roles: readonly string[], read: (queries: QueryClient) => void): void {
  if (mayUse(queryClient.getQueryData(meQuery.queryKey) ?? null, roles)) read(queryClient);
}
