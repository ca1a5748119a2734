import {
  type Icon,
  IconBan,
  IconClock,
  IconHandStop,
  IconPlayerPause,
  IconSend,
  IconShield,
} from '@tabler/icons-react';
import { StateBadge, type Tone } from '../ui/state-badge.tsx';
import { payroll } from '../words/payroll.ts';
import type { RunLine, RunState } from './run-model.ts';

const LOOKS: Record<RunState, { tone: Tone; icon?: Icon }> = {
  draft: { tone: 'quiet' },
  planning: { tone: 'quiet', icon: IconClock },
  planned: { tone: 'warning', icon: IconHandStop },
  approved: { tone: 'quiet', icon: IconClock },
  released: { tone: 'quiet', icon: IconClock },
  sending: { tone: 'quiet', icon: IconSend },
  paused: { tone: 'warning', icon: IconPlayerPause },
  stopped: { tone: 'bad' },
  finished: { tone: 'good' },
  cancelled: { tone: 'quiet', icon: IconBan },
};

type Stated = Pick<RunLine, 'state' | 'counts'>;

/** 'Finished with failures' is a state of its own to whoever looks. */
export function hasFailures({ state, counts: { mails } }: Stated): boolean {
  return state === 'finished' && mails.failed + mails.bounced + mails.uncertain > 0;
}

/** Every row was left out: it waits for nobody. */
export function isEmptyPlan({ state, counts }: Stated): boolean {
  return state === 'planned' && counts.planned + counts.problems + counts.waiting === 0;
}

/** The guard kept e-mails from their owners. */
function wasGuarded({ state, counts: { mails } }: Stated): boolean {
  return state === 'finished' && mails.redirected + mails.captured > 0;
}

export function RunStateBadge({ run, size }: { run: Stated; size?: string }) {
  if (hasFailures(run)) return <StateBadge tone="warning" word={payroll.finishedWithFailures} size={size} />;
  if (wasGuarded(run))
    return <StateBadge tone="warning" icon={IconShield} word={payroll.finishedGuarded} size={size} />;
  if (isEmptyPlan(run)) return <StateBadge tone="quiet" icon={IconBan} word={payroll.nothingToSend} size={size} />;
  return <StateBadge {...LOOKS[run.state]} word={payroll.states[run.state]} size={size} />;
}
