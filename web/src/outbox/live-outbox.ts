import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** The latest event of the topic; `open`: how many e-mails are in each state that is not an end. */
interface LiveOutbox {
  open: Record<string, number>;
}

const TICK_MS = 20_000;

/** Undefined until the live link has told. */
export function useLiveOutbox(): LiveOutbox | undefined {
  return useQuery<LiveOutbox>({ queryKey: ['live', 'outbox'], queryFn: skipToken }).data;
}

/** Draws the screen again from time to time, so that "2 minutes ago" stays true while nothing happens. */
export function useTicking(): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
}
