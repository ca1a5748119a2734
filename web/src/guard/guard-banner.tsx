import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../session/me.ts';
import { shell } from '../words/shell.ts';
import { statusQuery } from './guard-queries.ts';

/** On every page while a guard is on or sending is stopped. While it cannot be asked the last answer stands. */
export function GuardBanner() {
  const me = useMe();
  const { data } = useQuery({ ...statusQuery, enabled: me !== null });
  return (
    <div role="status" aria-live="polite">
      {data?.stopped && (
        <Alert color="red" mb="md" p="xs" title={shell.guard.stopped(data.stopped.by, data.stopped.reason)}>
          <Text size="sm">{shell.guard.waits}</Text>
        </Alert>
      )}
      {data?.text && (
        <Alert color="yellow" mb="md" p="xs">
          <Text size="sm" className="any-break">
            {data.text}
          </Text>
        </Alert>
      )}
    </div>
  );
}
