import type { Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { readTopic } from './live.store.ts';
import { TOPICS, type Topic } from './topics.ts';

export interface FeedDeps {
  store: Store;
  clock: Clock;
  /** what the topic `runs` says now */
  readRuns(): Promise<object>;
  log: { error(fields: object, message: string): void };
}

export interface LiveEvent {
  id: number;
  topic: Topic;
  value: object;
}

/** What one stream has not been told yet. A slow one misses what lies between, never the latest. */
export interface Subscription {
  /** the latest of each topic that changed since the last call */
  take(): LiveEvent[];
  readonly waiting: boolean;
  /** nothing comes any more: the server stops, or the database cannot be read */
  readonly ended: boolean;
  close(): void;
}

export interface LiveFeed {
  /** Everything there is comes first, then what changes; `wake` is called when there is something to take. */
  subscribe(topics: readonly Topic[], wake: () => void): Subscription;
  /** Ends all streams, and new ones at once. */
  end(): void;
  /** Resolves when nothing reads any more. */
  stop(): Promise<void>;
}

interface Subscriber {
  topics: readonly Topic[];
  pending: Map<Topic, LiveEvent>;
  /** what it was never told: a look that began before it came may be older than what its client has read */
  untold: Set<Topic>;
  ended: boolean;
  wake(): void;
}

const EVERY_MS = 500;
/** Where reading is slow, it pauses longer, so that it takes a tenth of the time, but nobody waits longer than this. */
const PAUSES_PER_READ = 10;
const LONGEST_PAUSE_MS = 2000;

/** One loop for all streams of the process: the database is asked as often with a hundred streams as with one. */
export function createLiveFeed(deps: FeedDeps): LiveFeed {
  const subscribers = new Set<Subscriber>();
  const latest = new Map<Topic, LiveEvent & { text: string }>();
  let running: Promise<void> | undefined;
  let pause = new AbortController();
  let hurry = false;
  let over = false;
  let lastId = 0;

  const wanted = () => TOPICS.filter((topic) => [...subscribers].some(({ topics }) => topics.includes(topic)));
  const look = async () => {
    for (const topic of wanted()) {
      const listeners = [...subscribers].filter(({ topics }) => topics.includes(topic));
      const value = await (topic === 'runs' ? deps.readRuns() : readTopic(deps.store, topic));
      const text = JSON.stringify(value);
      if (!wanted().includes(topic)) continue;
      const known = latest.get(topic);
      const event = known?.text === text ? known : { id: ++lastId, topic, value, text };
      latest.set(topic, event);
      for (const one of listeners) if (event !== known || one.untold.has(topic)) tell(one, event);
    }
  };
  const loop = async () => {
    while (subscribers.size > 0) {
      const startedAt = deps.clock.now();
      hurry = false;
      await look();
      if (hurry) continue;
      pause = new AbortController();
      const slowness = PAUSES_PER_READ * (deps.clock.now() - startedAt);
      await deps.clock.sleep(Math.min(LONGEST_PAUSE_MS, Math.max(EVERY_MS, slowness)), pause.signal);
    }
  };
  const endAll = () => {
    for (const subscriber of subscribers) {
      subscriber.ended = true;
      subscriber.wake();
    }
    subscribers.clear();
    pause.abort();
  };
  const run = async (): Promise<void> => {
    try {
      await loop();
    } catch (error) {
      deps.log.error({ err: error }, 'live changes cannot be read: the streams end and their clients come back');
      endAll();
    }
    latest.clear();
    // Somebody may have come just when the loop had ended.
    running = subscribers.size > 0 ? run() : undefined;
  };
  const leave = (subscriber: Subscriber) => {
    subscribers.delete(subscriber);
    // What nobody watches is not read: kept, it would be told to the next one as if it were new.
    for (const topic of TOPICS) if (!wanted().includes(topic)) latest.delete(topic);
    if (subscribers.size === 0) pause.abort();
  };
  return {
    subscribe(topics, wake) {
      const subscriber: Subscriber = { topics, wake, pending: new Map(), untold: new Set(topics), ended: over };
      if (over) return subscriptionOf(subscriber, leave);
      subscribers.add(subscriber);
      hurry = true;
      pause.abort();
      running ??= run();
      return subscriptionOf(subscriber, leave);
    },
    end: () => {
      over = true;
      endAll();
    },
    stop: async () => {
      over = true;
      endAll();
      await running;
    },
  };
}

function tell(subscriber: Subscriber, event: LiveEvent): void {
  subscriber.untold.delete(event.topic);
  subscriber.pending.set(event.topic, event);
  subscriber.wake();
}

function subscriptionOf(subscriber: Subscriber, leave: (subscriber: Subscriber) => void): Subscription {
  return {
    take: () => {
      const events = [...subscriber.pending.values()].sort((a, b) => a.id - b.id);
      subscriber.pending.clear();
      return events;
    },
    get waiting() {
      return subscriber.pending.size > 0;
    },
    get ended() {
      return subscriber.ended;
    },
    close: () => leave(subscriber),
  };
}
