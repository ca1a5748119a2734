import {
  type Icon,
  IconArrowBackUp,
  IconBan,
  IconClock,
  IconHandStop,
  IconHelpCircle,
  IconSend,
  IconShield,
} from '@tabler/icons-react';
import { StateBadge, type Tone } from '../ui/state-badge.tsx';
import { outbox } from '../words/outbox.ts';
import type { CopyState, MailState } from './mail-types.ts';

/** What people tell apart: whether the answer to the last dot is outstanding is the server's business. */
export type ShownState = keyof typeof outbox.states;

/** In the order in which they are offered as filters. */
export const SHOWN_STATES = Object.keys(outbox.states) as ShownState[];

const LOOKS: Record<ShownState, { tone: Tone; icon?: Icon }> = {
  queued: { tone: 'quiet', icon: IconClock },
  sending: { tone: 'quiet', icon: IconSend },
  accepted: { tone: 'good' },
  uncertain: { tone: 'warning', icon: IconHelpCircle },
  failed: { tone: 'bad' },
  held: { tone: 'warning', icon: IconHandStop },
  cancelled: { tone: 'quiet', icon: IconBan },
  bounced: { tone: 'bad', icon: IconArrowBackUp },
};

export function shownState(state: MailState): ShownState {
  return state === 'dot_pending' ? 'sending' : state;
}

/** The states of the API behind one that is shown. */
export function apiStates(shown: ShownState): MailState[] {
  return shown === 'sending' ? ['sending', 'dot_pending'] : [shown];
}

/** Kept from its recipients by the guard: it is final, like one that was cancelled, but nobody took it back. */
export function isCaptured(mail: { state: MailState; heldReason: string | null }): boolean {
  return mail.state === 'cancelled' && mail.heldReason === 'guard';
}

interface BadgeProps {
  state: MailState;
  heldReason?: string | null;
  size?: string;
}

export function MailStateBadge({ state, heldReason = null, size }: BadgeProps) {
  const shown = shownState(state);
  if (isCaptured({ state, heldReason })) {
    return <StateBadge tone="quiet" icon={IconShield} word={outbox.captured.word} size={size} />;
  }
  return <StateBadge {...LOOKS[shown]} word={outbox.states[shown].word} size={size} />;
}

export function copyWord(state: CopyState | null): string {
  return outbox.copies[state ?? 'none'];
}

export function copyTone(state: CopyState | null): Tone {
  if (state === 'failed') return 'bad';
  return state === 'filed' || state === 'filed_by_provider' ? 'good' : 'quiet';
}
