import { QueryClient } from '@tanstack/react-query';
import { mayBeAsked } from '../api/going.ts';
import { isProblem, isUnanswered } from '../api/problem.ts';

/** Query keys start with the topic of the live stream that makes them stale: connectors, outbox, rules, settings, runs. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      enabled: mayBeAsked,
      // A refusal stays a refusal; only a server that could not be reached is asked again.
      retry: (failures, error) => failures < 2 && isRetryable(error),
    },
  },
});

// The latest event of a topic is what the next one is compared with, whether or not a screen looks at it.
queryClient.setQueryDefaults(['live'], { gcTime: Number.POSITIVE_INFINITY });

function isRetryable(error: unknown): boolean {
  return isUnanswered(error) || isProblem(error, 'DATABASE', 'UNEXPECTED');
}
