import { Button, Group, Input, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { lazy, Suspense, useId } from 'react';
import { outbox } from '../words/outbox.ts';
import { useLiveOutbox } from './live-outbox.ts';
import { apiStates, SHOWN_STATES, type ShownState } from './mail-state.tsx';
import type { OutboxSearch } from './outbox.route.ts';
import { SearchFilter } from './search-filter.tsx';

// Lists to choose from come after the e-mails.
const RuleFilter = lazy(async () => ({ default: (await import('./choice-filters.tsx')).RuleFilter }));
const ConnectorFilter = lazy(async () => ({ default: (await import('./choice-filters.tsx')).ConnectorFilter }));

export type ChangeFilters = (change: OutboxSearch, how?: { replace: boolean }) => void;

interface FiltersProps {
  search: OutboxSearch;
  onChange: ChangeFilters;
}

const words = outbox.filters;

export function OutboxFilters({ search, onChange }: FiltersProps) {
  return (
    <section aria-label={words.region}>
      <StateFilter search={search} onChange={onChange} />
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" mb={36} style={{ alignItems: 'end' }}>
        <SearchFilter
          value={search.search ?? ''}
          onChange={(text) => onChange({ search: text || undefined }, { replace: true })}
        />
        <Suspense fallback={<Skeleton h={61} aria-hidden />}>
          <RuleFilter value={search.rule} onChange={(rule) => onChange({ rule })} />
        </Suspense>
        <Suspense fallback={<Skeleton h={61} aria-hidden />}>
          <ConnectorFilter value={search.connector} onChange={(connector) => onChange({ connector })} />
        </Suspense>
      </SimpleGrid>
    </section>
  );
}

/** Buttons that stay pressed; several states may be chosen. Those that are not an end say how many there are now. */
function StateFilter({ search, onChange }: FiltersProps) {
  const label = useId();
  const open = useLiveOutbox()?.open;
  const given = search.state?.split(',') ?? [];
  const chosen = SHOWN_STATES.filter((state) => apiStates(state).every((one) => given.includes(one)));
  const choose = (states: ShownState[]) => onChange({ state: states.flatMap(apiStates).join(',') || undefined });
  const toggled = (state: ShownState) =>
    SHOWN_STATES.filter((one) => (one === state ? !chosen.includes(one) : chosen.includes(one)));
  return (
    <>
      <Input.Label component="div" id={label} mb={4}>
        {words.state}
      </Input.Label>
      <Group gap={6} mb="sm" role="group" aria-labelledby={label}>
        <StateButton word={words.all} pressed={given.length === 0} onClick={() => choose([])} />
        {SHOWN_STATES.map((state) => (
          <StateButton
            key={state}
            word={outbox.states[state].word}
            count={open && apiStates(state).reduce((sum, one) => sum + (open[one] ?? 0), 0)}
            pressed={chosen.includes(state)}
            onClick={() => choose(toggled(state))}
          />
        ))}
      </Group>
    </>
  );
}

interface StateButtonProps {
  word: string;
  count?: number;
  pressed: boolean;
  onClick: () => void;
}

function StateButton({ word, count = 0, pressed, onClick }: StateButtonProps) {
  return (
    <Button size="compact-sm" variant={pressed ? 'filled' : 'default'} aria-pressed={pressed} onClick={onClick}>
      {word}
      {count > 0 && (
        <Text span inherit fw={400} ml={6}>
          {count}
        </Text>
      )}
    </Button>
  );
}
