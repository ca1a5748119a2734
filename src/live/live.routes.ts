import type { Route } from '../http/route.ts';
import { AppError } from '../sdk/index.ts';
import type { LiveFeed } from './live-feed.ts';
import { liveStream, type StreamDeps, type Watcher } from './live-stream.ts';
import { parseTopics, TOPICS } from './topics.ts';

export interface LiveDeps extends StreamDeps {
  feed: LiveFeed;
}

const MOST_STREAMS = 20;

/** What changes, told while it happens: the page keeps one stream open instead of asking again and again. */
export function liveRoutes(deps: LiveDeps): Route[] {
  const open = new Map<string, number>();
  return [
    {
      method: 'GET',
      path: '/live',
      id: 'watchLive',
      summary: 'What is there now, then what changes, as server-sent events',
      tag: 'live',
      allow: 'anyone',
      query: {
        topics: {
          description: `What to watch: ${TOPICS.join(', ')}; several separated by commas`,
          schema: { type: 'string' },
        },
      },
      answer: {
        status: 200,
        description:
          'text/event-stream. Each topic is an event of its name: all of it first, then whenever it changed; "signed-out" when the session has ended',
      },
      handler: async ({ query, caller, headers, remoteAddress, signal }) => {
        const topics = parseTopics(query['topics'], deps.rights, caller);
        const content = streamOf(deps, open, { topics, caller, headers, remoteAddress, signal });
        return {
          headers: { 'Cache-Control': 'no-cache, no-transform', 'X-Accel-Buffering': 'no' },
          raw: { contentType: 'text/event-stream', content },
        };
      },
    },
  ];
}

/** Counts the stream from here until it has ended, whichever side ends it, and even when nobody ever reads it. */
function streamOf(deps: LiveDeps, open: Map<string, number>, watcher: Watcher): AsyncIterable<Uint8Array> {
  const { caller, signal, topics } = watcher;
  const before = open.get(caller.id) ?? 0;
  if (before >= MOST_STREAMS) {
    throw new AppError(
      'TOO_MANY',
      `You have ${MOST_STREAMS} live streams open, and more are not possible; close some of their pages first.`,
    );
  }
  open.set(caller.id, before + 1);
  let counted = true;
  const ended = () => {
    if (!counted) return;
    counted = false;
    const left = (open.get(caller.id) ?? 1) - 1;
    if (left === 0) open.delete(caller.id);
    else open.set(caller.id, left);
  };
  signal.addEventListener('abort', ended, { once: true });
  const texts = liveStream(deps, watcher, (wake) => deps.feed.subscribe(topics, wake));
  const end = async (): Promise<IteratorResult<Uint8Array>> => {
    ended();
    await texts.return();
    return { done: true, value: undefined };
  };
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    const { done, value } = await texts.next();
    return done ? end() : { done: false, value: Buffer.from(value) };
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: end }) };
}
