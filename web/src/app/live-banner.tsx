import { Alert } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { mayUse, useMe } from '../session/me.ts';
import { shell } from '../words/shell.ts';
import { type LinkState, type LiveTopic, openLiveLink } from './live.ts';
import { ROLES } from './navigation.ts';

const TOPICS: { topic: LiveTopic; roles: readonly string[] }[] = [
  { topic: 'connectors', roles: [...ROLES.dataSources, ...ROLES.rules] },
  { topic: 'outbox', roles: ROLES.outbox },
  { topic: 'rules', roles: ROLES.rules },
  { topic: 'settings', roles: ROLES.settings },
];

/** Keeps the stream of this tab and says so when it is lost. */
export function LiveBanner() {
  const me = useMe();
  const topics = useMemo(() => TOPICS.filter(({ roles }) => mayUse(me, roles)).map(({ topic }) => topic), [me]);
  const state = useLiveState(topics);
  return (
    <div role="status" aria-live="polite">
      {state === 'lost' && (
        <Alert color="yellow" mb="md" p="xs">
          {shell.live.lost}
        </Alert>
      )}
    </div>
  );
}

function useLiveState(topics: readonly LiveTopic[]): LinkState {
  const queries = useQueryClient();
  const [link, setLink] = useState<ReturnType<typeof openLiveLink>>();
  useEffect(() => {
    if (topics.length === 0) return;
    const opened = openLiveLink(queries, topics);
    setLink(opened);
    return () => {
      setLink(undefined);
      opened.close();
    };
  }, [queries, topics]);
  return useSyncExternalStore(
    (changed) => link?.listen(changed) ?? (() => undefined),
    () => link?.state() ?? 'connecting',
  );
}
