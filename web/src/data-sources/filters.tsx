import { Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { dataSources } from '../words/data-sources.ts';
import { type DataSourcesSearch, SHOWN_STATES } from './data-sources.route.ts';

/** Search and status, both in the address. */
export function Filters({ search: { search, state }, count }: { search: DataSourcesSearch; count: string }) {
  const navigate = useNavigate({ from: '/admin/data-sources' });
  const set = (next: DataSourcesSearch) => void navigate({ search: next, replace: true });
  const known = (value: string) => SHOWN_STATES.find((one) => one === value);
  return (
    <Group mb="md" gap="md" align="flex-end">
      <TextInput
        label={dataSources.search}
        description={dataSources.searchHelp}
        type="search"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search ?? ''}
        w={{ base: '100%', xs: 260 }}
        onChange={(event) => set({ state, search: event.currentTarget.value || undefined })}
      />
      <SegmentedControl
        className="status-filter"
        aria-label={dataSources.status}
        value={state ?? 'all'}
        data={[
          { value: 'all', label: dataSources.allStates },
          ...SHOWN_STATES.map((one) => ({ value: one as string, label: dataSources.states[one] })),
        ]}
        onChange={(value) => set({ search, state: known(value) })}
      />
      <Text size="sm" c="dimmed" role="status" mb={8}>
        {count}
      </Text>
    </Group>
  );
}
