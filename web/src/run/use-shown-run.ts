import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLiveRun } from '../payroll/live-runs.ts';
import type { Run } from '../payroll/run-model.ts';
import { runQuery } from '../payroll/run-queries.ts';
import { type ShownRun, withLive } from './run-parts.ts';

/** The run as it was read at `readAt`, with the numbers that the live link told since. */
export function useShownRun(run: Run, readAt: number): ShownRun {
  const queries = useQueryClient();
  const { live: told, toldAt } = useLiveRun(run.id);
  // With its end a run leaves the live ones; until it is read again, what was told last is the latest that is known.
  const [last, setLast] = useState({ live: told, toldAt });
  if (told !== undefined && told !== last.live) setLast({ live: told, toldAt });
  const newer = told !== undefined && told.version > run.version ? told.version : undefined;
  useEffect(() => {
    // Read before the change and told after it: the link says nothing more about it by itself.
    if (newer !== undefined) void queries.invalidateQueries({ queryKey: runQuery(run.id).queryKey });
  }, [newer, queries, run.id]);
  return withLive(run, last.toldAt >= readAt ? last.live : undefined, told);
}
