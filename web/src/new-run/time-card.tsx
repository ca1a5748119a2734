import { Button, Card, Group, Input, Radio, Select, SimpleGrid, Stack, Switch, TextInput, Title } from '@mantine/core';
import { useId } from 'react';
import { newRunSend } from '../words/new-run-send.ts';
import { isWindowRight, type SendWindow, timeZones, toggledDay } from './send-time.ts';
import type { Prepare } from './use-prepare.ts';

const words = newRunSend.send;
const OFFICE: SendWindow = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] };

export interface SendTime {
  later: boolean;
  /** '2026-11-27T08:00', by the clock of the run's zone */
  at: string;
}

interface TimeCardProps {
  prepare: Prepare;
  time: SendTime;
  error: string | undefined;
  onChange: (time: SendTime) => void;
}

/** Now or at a time, by which clock, and at which hours. */
export function TimeCard({ prepare: { draft, editOptions }, time, error, onChange }: TimeCardProps) {
  const { timeZone = 'UTC', window } = draft.options;
  return (
    <Card withBorder component="section" aria-labelledby="run-when">
      <Title order={3} id="run-when" mb="xs">
        {words.when}
      </Title>
      <Stack gap="md">
        <Radio.Group
          aria-labelledby="run-when"
          value={time.later ? 'later' : 'now'}
          onChange={(value) => onChange({ ...time, later: value === 'later' })}
        >
          <Group gap="lg">
            <Radio value="now" label={words.now} description={words.nowText} />
            <Radio value="later" label={words.later} />
          </Group>
        </Radio.Group>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          {time.later && (
            <TextInput
              id="run-time"
              type="datetime-local"
              label={words.time}
              required
              value={time.at}
              error={error}
              onChange={(event) => onChange({ ...time, at: event.currentTarget.value })}
            />
          )}
          {(time.later || window !== undefined) && (
            <Select
              label={words.zone}
              data={timeZones(timeZone)}
              value={timeZone}
              allowDeselect={false}
              searchable
              maxDropdownHeight={280}
              limit={60}
              onChange={(zone) => zone !== null && editOptions({ timeZone: zone })}
            />
          )}
        </SimpleGrid>
        <Switch
          label={words.window}
          description={words.windowText}
          checked={window !== undefined}
          onChange={(event) => editOptions({ window: event.currentTarget.checked ? OFFICE : undefined } as never)}
        />
        {window && <Hours window={window} onChange={(next) => editOptions({ window: next })} />}
      </Stack>
    </Card>
  );
}

function Hours({ window, onChange }: { window: SendWindow; onChange: (window: SendWindow) => void }) {
  const label = useId();
  return (
    <>
      <Group gap="md" align="flex-start">
        <TextInput
          type="time"
          label={words.windowFrom}
          value={window.from}
          onChange={(event) => onChange({ ...window, from: event.currentTarget.value })}
        />
        <TextInput
          id="run-window-to"
          type="time"
          label={words.windowTo}
          value={window.to}
          error={isWindowRight(window) ? undefined : words.windowOrder}
          onChange={(event) => onChange({ ...window, to: event.currentTarget.value })}
        />
      </Group>
      <div>
        <Input.Label component="div" id={label} mb={4}>
          {words.days}
        </Input.Label>
        <Group gap={6} role="group" aria-labelledby={label}>
          {words.dayNames.map((name, place) => {
            const pressed = window.days === undefined || window.days.includes(place + 1);
            return (
              <Button
                key={name}
                size="compact-sm"
                variant={pressed ? 'filled' : 'default'}
                aria-pressed={pressed}
                onClick={() => onChange(toggledDay(window, place + 1))}
              >
                {name}
              </Button>
            );
          })}
        </Group>
      </div>
    </>
  );
}
