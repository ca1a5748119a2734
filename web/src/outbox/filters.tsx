import { SimpleGrid, Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Toggle, Toggles } from '../ui/toggles.tsx';
import { outbox } from '../words/outbox.ts';
import { useLiveOutbox } from './live-outbox.ts';
import { apiStates, SHOWN_STATES, type ShownState } from './mail-state.tsx';
import type { OutboxSearch } from './outbox-search.ts';
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
  const open = useLiveOutbox()?.open;
  const given = search.state?.split(',') ?? [];
  const chosen = SHOWN_STATES.filter((state) => apiStates(state).every((one) => given.includes(one)));
  const choose = (states: ShownState[]) => onChange({ state: states.flatMap(apiStates).join(',') || undefined });
  const toggled = (state: ShownState) =>
    SHOWN_STATES.filter((one) => (one === state ? !chosen.includes(one) : chosen.includes(one)));
  return (
    <Toggles label={words.state}>
      <Toggle word={words.all} pressed={given.length === 0} onClick={() => choose([])} />
      {SHOWN_STATES.map((state) => (
        <Toggle
          key={state}
          word={outbox.states[state].word}
          count={open && apiStates(state).reduce((sum, one) => sum + (open[one] ?? 0), 0)}
          pressed={chosen.includes(state)}
          onClick={() => choose(toggled(state))}
        />
      ))}
    </Toggles>
  );
}
