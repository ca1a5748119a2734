import type { Authenticate, Caller } from '../http/route.ts';
import { AppError, type Clock } from '../sdk/index.ts';
import type { LiveEvent, Subscription } from './live-feed.ts';
import { mayRead, type Topic, type TopicRights } from './topics.ts';

export interface StreamDeps {
  clock: Clock;
  log: { error(fields: object, message: string): void };
  rights: TopicRights;
  authenticate: Authenticate;
}

/** Who opened the stream, with what is needed to ask again. */
export interface Watcher {
  caller: Caller;
  topics: readonly Topic[];
  headers: Record<string, string | undefined>;
  /** absent for a call in the same process: nobody to ask about again */
  remoteAddress: string | undefined;
  /** aborts when the client goes away or the server stops */
  signal: AbortSignal;
}

const RETRY_MS = 2000;
const HEARTBEAT_MS = 15_000;
const SESSION_CHECK_MS = 30_000;
/** At most four times a second. */
const SHORTEST_GAP_MS = 250;

/** Server-sent events (WHATWG HTML, section 9.2), one string for what is written at once. */
export async function* liveStream(
  deps: StreamDeps,
  watcher: Watcher,
  subscribe: (wake: () => void) => Subscription,
): AsyncGenerator<string, void, undefined> {
  const { clock, log } = deps;
  let pause = new AbortController();
  const wake = () => pause.abort();
  watcher.signal.addEventListener('abort', wake, { once: true });
  const subscription = subscribe(wake);
  const due = { check: clock.now() + SESSION_CHECK_MS, beat: 0, event: 0 };
  try {
    yield `retry: ${RETRY_MS}\n\n`;
    due.beat = clock.now() + HEARTBEAT_MS;
    for (;;) {
      // Made before looking: what comes from here on ends the sleep below.
      pause = new AbortController();
      if (watcher.signal.aborted || subscription.ended) return;
      const now = clock.now();
      if (now >= due.check) {
        due.check = now + SESSION_CHECK_MS;
        const caller = await askAgain(deps, watcher);
        if (caller === undefined) return yield 'event: signed-out\ndata: {}\n\n';
        // With fewer rights than before: coming back, the client is told which role is missing.
        if (!watcher.topics.every((topic) => mayRead(deps.rights, topic, caller))) return;
      }
      if (subscription.waiting && now >= due.event) {
        due.event = now + SHORTEST_GAP_MS;
        due.beat = now + HEARTBEAT_MS;
        yield written(deps, watcher, subscription.take());
        continue;
      }
      if (now >= due.beat) {
        due.beat = now + HEARTBEAT_MS;
        yield ': still here\n\n';
        continue;
      }
      const next = Math.min(due.check, due.beat, subscription.waiting ? due.event : Number.POSITIVE_INFINITY);
      await clock.sleep(next - now, pause.signal);
    }
  } catch (error) {
    log.error({ err: error }, 'a live stream failed: it ends and its client comes back');
  } finally {
    watcher.signal.removeEventListener('abort', wake);
    subscription.close();
  }
}

/** The same caller, as of now; undefined when the session has ended. */
async function askAgain(deps: StreamDeps, { caller, headers, remoteAddress }: Watcher): Promise<Caller | undefined> {
  if (remoteAddress === undefined) return caller;
  try {
    const found = await deps.authenticate({ method: 'GET', headers, remoteAddress });
    return found?.id === caller.id ? found : undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === 'UNAUTHENTICATED') return undefined;
    throw error;
  }
}

function written(deps: StreamDeps, { caller }: Watcher, events: readonly LiveEvent[]): string {
  const details = mayRead(deps.rights, 'details', caller);
  return events
    .map(({ id, topic, value }) => {
      const shown = topic === 'connectors' && !details ? withoutReasons(value) : value;
      return `event: ${topic}\nid: ${id}\ndata: ${JSON.stringify(shown)}\n\n`;
    })
    .join('');
}

/** As in the list of connectors: who may only choose one is not told what its server said. */
function withoutReasons(value: object): object {
  const { items } = value as { items: { stateReason: string; stateAt: number }[] };
  return { items: items.map(({ stateReason: _reason, stateAt: _at, ...item }) => item) };
}
