import { QueryClient } from '@tanstack/react-query';
import { isProblem } from '../api/problem.ts';

/** Query keys start with the topic of the live stream that makes them stale: connectors, outbox, rules, settings. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal stays a refusal; only a server that could not be reached is asked again.
      retry: (failures, error) => failures < 2 && isRetryable(error),
    },
  },
});

function isRetryable(error: unknown): boolean {
  return error instanceof TypeError || isProblem(error, 'DATABASE', 'UNEXPECTED');
}
