import { Alert, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { statusQuery } from '../guard/guard-queries.ts';
import { run as words } from '../words/run.ts';
import type { ShownRun } from './run-parts.ts';
import { choicesOf, timeIn } from './zone-time.ts';

const GOING = ['released', 'sending'];

/** Why nothing leaves of a run that was released, while a person has stopped all sending. */
export function StopNotice({ run }: { run: ShownRun }) {
  const { data } = useQuery(statusQuery);
  const stop = data === undefined ? run.sendingStopped : data.stopped;
  return (
    <div role="status">
      {stop !== null && GOING.includes(run.state) && (
        <Alert color="red" title={words.stop.title} icon={<IconHandStop aria-hidden />} mt="sm" p="sm">
          <Text size="sm" className="any-break">
            {words.stop.text(stop.by, timeIn(choicesOf(run).timeZone, stop.at), stop.reason)}
          </Text>
        </Alert>
      )}
    </div>
  );
}
