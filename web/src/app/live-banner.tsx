import { Alert } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { mayUse, useMe } from '../session/me.ts';
import { shell } from '../words/shell.ts';
import { type LinkState, type LiveTopic, openLiveLink } from './live.ts';
import { ROLES } from './navigation.ts';
import { answers } from './use-server-back.ts';

const ASK_EVERY_MS = 5000;

const TOPICS: { topic: LiveTopic; roles: readonly string[] }[] = [
  { topic: 'connectors', roles: [...ROLES.dataSources, ...ROLES.rules] },
  { topic: 'outbox', roles: ROLES.outbox },
  { topic: 'rules', roles: ROLES.rules },
  { topic: 'settings', roles: ROLES.settings },
  { topic: 'runs', roles: ROLES.runs },
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
          <LostText />
        </Alert>
      )}
    </div>
  );
}

/** What is true of sending is known only from a server that answers. */
function LostText() {
  const [server, setServer] = useState<'asking' | 'up' | 'down'>('asking');
  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const isUp = await answers(leaving.signal);
      if (leaving.signal.aborted) return;
      setServer(isUp ? 'up' : 'down');
      timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    void ask();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, []);
  return { asking: shell.live.lost, up: shell.live.lostOnly, down: shell.live.down }[server];
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
