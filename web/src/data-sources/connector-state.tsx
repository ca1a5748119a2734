import { Text, type TextProps } from '@mantine/core';
import type { components } from '../api/schema.gen.ts';
import { StateBadge, type Tone } from '../ui/state-badge.tsx';
import { dataSources } from '../words/data-sources.ts';
import type { ShownState } from './data-sources.route.ts';

type State = components['schemas']['Connector']['state'];

interface WithState {
  state: State;
  stateReason: string;
  stateAt: number;
}

/** An instant in full: "since 2 minutes ago" is no English. */
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

const TONES: Record<ShownState, Tone> = { active: 'good', inactive: 'quiet', problematic: 'bad' };

/** Active, Inactive or Problematic; what is incomplete is Inactive (ui.md 5.3). */
export function shownState(state: State): ShownState {
  return state === 'incomplete' ? 'inactive' : state;
}

export function ConnectorBadge({ connector: { state }, size }: { connector: Pick<WithState, 'state'>; size?: string }) {
  const shown = shownState(state);
  return <StateBadge tone={TONES[shown]} word={dataSources.states[shown]} size={size} />;
}

/** Why it is so, and since when. */
export function ConnectorReason({ connector, ...text }: { connector: WithState } & TextProps) {
  const { state, stateReason, stateAt } = connector;
  const bad = state === 'problematic';
  return (
    <Text size="sm" c={bad ? 'var(--ui-danger-text)' : 'dimmed'} className="any-break" {...text}>
      {stateReason}
      {' · '}
      {dataSources.since(exact.format(stateAt))}
    </Text>
  );
}
