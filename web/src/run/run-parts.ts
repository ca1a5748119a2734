import type { LiveRun } from '../payroll/live-runs.ts';
import type { Run } from '../payroll/run-model.ts';

/** A run with the numbers of this moment. */
export interface ShownRun extends Run {
  perMinute: number;
  leftMs: number | null;
  quiet: LiveRun['quiet'];
}

/** `latest`: where it is newer than what was read. `now`: what is true of a run only while it is under way. */
export function withLive(run: Run, latest: LiveRun | undefined, now: LiveRun | undefined): ShownRun {
  const { perMinute = 0, leftMs = null, quiet = null } = now?.version === run.version ? now : {};
  const shown = { ...run, perMinute, leftMs, quiet };
  if (latest === undefined || latest.version < run.version) return shown;
  const { counts, step, stepDone: done, stepTotal: total } = latest;
  return { ...shown, counts, plan: { ...run.plan, step, done, total } };
}

/** Everything in one place, so that the bar, the numbers and the buttons never say different things. */
export function partsOf({ counts }: Pick<Run, 'counts'>) {
  const { mails } = counts;
  return {
    sent: mails.accepted,
    redirected: mails.redirected,
    captured: mails.captured,
    failed: mails.failed,
    /** a server took it, and returned it later: retrying leaves it alone */
    bounced: mails.bounced,
    uncertain: mails.uncertain,
    cancelled: mails.cancelled,
    skipped: counts.leftOut,
    /** at the final dot or on the way there */
    moving: mails.sending + mails.queued,
    waiting: mails.held - counts.suppressed + mails.queued + mails.sending,
    done:
      mails.accepted +
      mails.redirected +
      mails.captured +
      mails.failed +
      mails.bounced +
      mails.uncertain +
      mails.cancelled,
    /** failed ones that no later run sends */
    retryable: mails.failed - counts.sentLater,
    total: counts.planned,
  };
}

/** Stopped by a person or by itself, and what had begun has not ended yet. */
export function isPausing(run: Pick<Run, 'state' | 'counts'>): boolean {
  return (run.state === 'paused' || run.state === 'stopped') && partsOf(run).moving > 0;
}

/** It has left the hands of those who plan and approve. */
export function wasReleased({ state, release }: Pick<Run, 'state' | 'release'>): boolean {
  return ['released', 'sending', 'paused', 'stopped', 'finished'].includes(state) || release.at !== null;
}
