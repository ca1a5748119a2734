import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import type { WidgetProps } from '@rjsf/utils';
import { useEffect, useRef } from 'react';
import { jsonForm } from '../words/json-form.ts';
import { useFormContext, useSiblings } from './form-context.ts';
import { formatPointer } from './pointer.ts';
import {
  answerOf,
  asksForWay,
  offeredPort,
  type UsualPorts,
  type Way,
  wayAfterAnswer,
  wayAfterPort,
} from './use-ssl.ts';
import { errorOf } from './widgets.tsx';

const words = jsonForm.useSsl;

/**
 * Use SSL, yes or no; the line below says what will happen, by the port (ui.md 7.2). What is stored is the way:
 * implicit, starttls (required) or none. Options: `port` (name of the field beside), `usualPorts`.
 */
export function UseSslWidget(props: WidgetProps) {
  const { path, values } = useSiblings();
  const { change } = useFormContext();
  const { port: portName = 'port', usualPorts = {} } = props.options as { port?: string; usualPorts?: UsualPorts };
  const way = props.value as Way | undefined;
  const port = values[portName];
  const portPointer = formatPointer([...path, portName]);
  useWayOfTypedPort(way, usualPorts, port, props.onChange);
  const offered = offeredPort(way, usualPorts, port);
  return (
    <Stack gap={6}>
      <Radio.Group
        label={props.label}
        value={answerOf(way)}
        error={errorOf(props)}
        onChange={(answer) => props.onChange(wayAfterAnswer(answer === 'no' ? 'no' : 'yes', usualPorts, port))}
      >
        <Group gap="lg" mt={6}>
          <Radio id={props.id} value="yes" label={words.yes} />
          <Radio value="no" label={words.no} />
        </Group>
      </Radio.Group>
      <WhatHappens way={way} port={port} />
      {asksForWay(way, usualPorts, port) && (
        <Radio.Group mt={4} label={words.way(String(port))} value={way ?? ''} onChange={props.onChange}>
          <Group gap="lg" mt={6}>
            <Radio value="implicit" label={words.ways.implicit} />
            <Radio value="starttls" label={words.ways.starttls} />
          </Group>
        </Radio.Group>
      )}
      {way !== undefined && offered !== undefined && (
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => change([{ path: portPointer, value: offered }])}>
            {words.takePort(offered)}
          </Button>
          <Text size="sm" c="dimmed">
            {words.usual[way]}
          </Text>
        </Group>
      )}
    </Stack>
  );
}

function WhatHappens({ way, port }: { way: Way | undefined; port: unknown }) {
  const known = typeof port === 'number' ? String(port) : undefined;
  const sentence =
    way === 'none' ? words.none : way === undefined || known === undefined ? words.needsPort : words[way](known);
  return (
    <Text size="sm" c={way === 'none' ? 'var(--ui-danger-text)' : 'dimmed'} aria-live="polite">
      {sentence}
    </Text>
  );
}

/** Typing another port decides anew how "yes" is done. What was loaded stays as it is, however unusual. */
function useWayOfTypedPort(
  way: Way | undefined,
  ports: UsualPorts,
  port: unknown,
  choose: (way: Way | undefined) => void,
): void {
  const before = useRef(port);
  useEffect(() => {
    if (before.current === port) return;
    before.current = port;
    const next = wayAfterPort(way, ports, port);
    if (next !== way) choose(next);
  });
}
