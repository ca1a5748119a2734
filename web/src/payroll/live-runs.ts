import { skipToken, useQuery } from '@tanstack/react-query';
import type { Run } from './run-model.ts';

/** A run that is under way, as the topic `runs` of the live stream tells it. */
export interface LiveRun extends Pick<Run, 'id' | 'version' | 'state' | 'stateReason' | 'counts'> {
  step: string | null;
  stepDone: number;
  stepTotal: number | null;
  /** e-mails a minute, measured */
  perMinute: number;
  /** null: nobody knows, or it is not being sent */
  leftMs: number | null;
  /** nothing was sent for a minute; why, where the connector says so */
  quiet: { since: number; reason: string | null; until: number | null } | null;
}

const NONE: readonly LiveRun[] = [];

/** The runs that are under way; none before the live link has told. */
export function useLiveRuns(): readonly LiveRun[] {
  return useQuery<{ items: LiveRun[] }>({ queryKey: ['live', 'runs'], queryFn: skipToken }).data?.items ?? NONE;
}

/** Undefined for a run that is not under way. What is told of other runs redraws nothing. */
export function useLiveRun(id: string): { live: LiveRun | undefined; toldAt: number } {
  const { data: live, dataUpdatedAt: toldAt } = useQuery<{ items: LiveRun[] }, Error, LiveRun | undefined>({
    queryKey: ['live', 'runs'],
    queryFn: skipToken,
    select: ({ items }) => items.find((run) => run.id === id),
  });
  return { live, toldAt };
}
