import type { Query, QueryClient } from '@tanstack/react-query';
import { API_PATH } from '../api/client.ts';
import { sessionBegun, sessionEnded } from '../api/session-ended.ts';

export type LiveTopic = 'connectors' | 'outbox' | 'rules' | 'settings' | 'runs';
export type LinkState = 'connecting' | 'open' | 'lost';

const HIDDEN_CLOSES_MS = 5 * 60_000;
const POLL_AFTER_MS = 30_000;
const POLL_EVERY_MS = 10_000;

export interface LiveLink {
  state(): LinkState;
  listen(listener: () => void): () => void;
  close(): void;
}

/**
 * The one stream of this tab. Each event of a topic goes into the query cache as ['live', topic] and makes the
 * queries of that topic stale. HTTP/1.1 gives a browser six connections to a server: a tab out of sight for five
 * minutes gives its own back. While the link is lost for long, the queries are asked for from time to time.
 */
export function openLiveLink(queries: QueryClient, topics: readonly LiveTopic[]): LiveLink {
  const listeners = new Set<() => void>();
  let state: LinkState = 'connecting';
  let source: EventSource | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setTimeout> | undefined;

  const set = (next: LinkState) => {
    if (next === state) return;
    state = next;
    clearTimeout(polling);
    if (next === 'lost') polling = setTimeout(poll, POLL_AFTER_MS);
    // What could not be read meanwhile can be read now.
    if (next === 'open') void queries.refetchQueries({ type: 'active', predicate: hasFailed });
    for (const listener of listeners) listener();
  };
  const poll = () => {
    for (const topic of topics) stale(queries, topic);
    polling = setTimeout(poll, POLL_EVERY_MS);
    // The browser gives up after some answers, e.g. a 502 of a proxy; a new object starts anew.
    if (source?.readyState === EventSource.CLOSED) connect();
  };
  const connect = () => {
    source?.close();
    source = new EventSource(`${API_PATH}/live?topics=${topics.join(',')}`);
    source.onopen = () => set('open');
    source.onerror = () => set('lost');
    source.addEventListener('signed-out', () => {
      source?.close();
      sessionEnded.report();
    });
    for (const topic of topics) {
      source.addEventListener(topic, (event) => take(queries, topic, (event as MessageEvent<string>).data));
    }
  };
  const onVisibility = () => {
    clearTimeout(hiding);
    if (document.visibilityState === 'hidden') hiding = setTimeout(() => source?.close(), HIDDEN_CLOSES_MS);
    else if (source?.readyState === EventSource.CLOSED) connect();
  };
  const reconnect = () => {
    if (source?.readyState === EventSource.CLOSED) connect();
  };
  document.addEventListener('visibilitychange', onVisibility);
  const forget = sessionBegun.listen(reconnect);
  connect();
  return {
    state: () => state,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      forget();
      document.removeEventListener('visibilitychange', onVisibility);
      clearTimeout(hiding);
      clearTimeout(polling);
      source?.close();
    },
  };
}

function take(queries: QueryClient, topic: LiveTopic, text: string): void {
  const key = ['live', topic];
  const before = JSON.stringify(queries.getQueryData(key));
  if (before === text) return;
  const value: unknown = JSON.parse(text);
  queries.setQueryData(key, value);
  // Also at the first snapshot: something may have changed between the reading of a list and the opening of the stream,
  // and nothing would tell of it any more. The numbers of a run are in the event; only another revision says that there is
  // more to read.
  if (before !== undefined && topic === 'runs' && revisionOf(value) === revisionOf(JSON.parse(before))) return;
  stale(queries, topic);
}

function revisionOf(value: unknown): unknown {
  return (value as { revision?: unknown }).revision;
}

function hasFailed({ state }: Query): boolean {
  return state.status === 'error';
}

function stale(queries: QueryClient, topic: LiveTopic): void {
  void queries.invalidateQueries({ queryKey: [topic] });
}
