import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { senders as words } from '../../words/senders.ts';
import { isSame } from '../draft.ts';
import { type Line, mapOf } from './sender-step.ts';

interface ValueMapProps {
  map: Record<string, string>;
  choices: { value: string; label: string }[];
  error: string | undefined;
  onChange: (map: Record<string, string>) => void;
}

const EVERY_OTHER = '*';

/** A data source for each value, such as a department, and one for every other. */
export function ValueMap({ map, choices, error, onChange }: ValueMapProps) {
  // While somebody types, two lines may be for one value; what the rule keeps is the last state that was without.
  const [typed, setLines] = useState<readonly Line[]>(() => Object.entries(map));
  const known = mapOf(typed);
  // Another sender may have come to this place.
  const lines = known === undefined || isSame(known, map) ? typed : Object.entries(map);
  const set = (next: readonly Line[]) => {
    setLines(next);
    const kept = mapOf(next);
    if (kept !== undefined) onChange(kept);
  };
  const twice = mapOf(lines) === undefined ? words.twice : undefined;
  return (
    <Stack gap="xs">
      {lines.map(([value, connector], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the value is what is typed
        <Group key={index} gap="xs" align="end">
          <TextInput
            label={words.value}
            description={value === EVERY_OTHER ? words.everyOther : undefined}
            value={value}
            maxLength={200}
            onChange={(event) => set(replaced(lines, index, [event.currentTarget.value, connector]))}
          />
          <Select
            label={words.connectorOf(value)}
            data={choices}
            value={connector || null}
            onChange={(next) => set(replaced(lines, index, [value, next ?? '']))}
          />
          <Button
            {...{ size: 'compact-sm', variant: 'subtle', color: 'red' }}
            onClick={() => set(lines.filter((_, at) => at !== index))}
          >
            {words.removeValue(value)}
          </Button>
        </Group>
      ))}
      <div>
        <Button size="compact-sm" variant="subtle" onClick={() => set([...lines, ['', '']])}>
          {words.addValue}
        </Button>
      </div>
      {(twice ?? error) !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {twice ?? error}
        </Text>
      )}
    </Stack>
  );
}

function replaced(lines: readonly Line[], index: number, line: Line): Line[] {
  return lines.map((one, at) => (at === index ? line : one));
}
