import type { Socket } from 'node:net';

/** up: from the client to the server. */
export type ProxyDirection = 'up' | 'down';

export interface ProxyWeather {
  latencyMs: number;
  jitterMs: number;
  /** 0: no limit. */
  bytesPerSecond: number;
  /** Bytes of this direction vanish, as behind a broken firewall. */
  blackhole: ProxyDirection | 'both' | 'none';
  /** New connections are accepted and never hear a word. */
  silent: boolean;
}

interface ProxyTrigger {
  direction: ProxyDirection;
  when: RegExp | number;
  action: 'cut' | 'close' | 'dropAndCut' | 'blackhole';
  end: (pair: ProxyPair, how: 'cut' | 'close') => void;
  fired: () => void;
}

export interface ProxyPair {
  id: number;
  client: Socket;
  server: Socket | undefined;
  triggers: ProxyTrigger[];
  weather: ProxyWeather;
  seen: Record<ProxyDirection, number>;
  /** The last bytes of each direction, so that a pattern is found across packets. */
  tail: Record<ProxyDirection, string>;
  hole: boolean;
  /** After a half-close the ends are not propagated. */
  held: boolean;
  record: (direction: ProxyDirection, text: string) => void;
}

const TAIL_LENGTH = 4096;

export function pump(pair: ProxyPair, from: Socket, to: Socket, direction: ProxyDirection): void {
  let chain: Promise<void> = Promise.resolve();
  let waiting = 0;
  const pass = (chunk: Buffer) => {
    const { latencyMs, jitterMs, bytesPerSecond } = pair.weather;
    if (latencyMs === 0 && jitterMs === 0 && bytesPerSecond === 0 && waiting === 0) {
      if (to.write(chunk)) return;
      from.pause();
      to.once('drain', () => from.resume());
      return;
    }
    // Slow bytes keep their order: each chunk waits for the one before it.
    const arrivesAt = Date.now() + latencyMs + Math.random() * jitterMs;
    waiting++;
    chain = chain.then(async () => {
      await trickle(to, chunk, arrivesAt, bytesPerSecond);
      waiting--;
    });
  };
  from.on('data', (chunk: Buffer) => {
    pair.record(direction, chunk.toString('latin1'));
    const { blackhole } = pair.weather;
    if (pair.hole || blackhole === direction || blackhole === 'both') return;
    pair.seen[direction] += chunk.length;
    pair.tail[direction] = (pair.tail[direction] + chunk.toString('latin1')).slice(-TAIL_LENGTH);
    const trigger = takeTrigger(pair, direction);
    if (trigger === undefined) pass(chunk);
    else fire(pair, trigger, chunk, to);
  });
  from.on('end', () => {
    void chain.then(() => {
      if (!pair.held) to.end();
    });
  });
}

async function trickle(to: Socket, chunk: Buffer, arrivesAt: number, bytesPerSecond: number): Promise<void> {
  const step = bytesPerSecond === 0 ? chunk.length : Math.max(1, Math.floor(bytesPerSecond / 20));
  await until(arrivesAt);
  for (let offset = 0; offset < chunk.length && !to.destroyed; offset += step) {
    const part = chunk.subarray(offset, offset + step);
    to.write(part);
    if (bytesPerSecond > 0) await until(Date.now() + (part.length / bytesPerSecond) * 1000);
  }
}

async function until(instant: number): Promise<void> {
  const waitMs = instant - Date.now();
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}

function takeTrigger(pair: ProxyPair, direction: ProxyDirection): ProxyTrigger | undefined {
  const index = pair.triggers.findIndex(
    ({ when, direction: wanted }) =>
      wanted === direction &&
      (typeof when === 'number' ? pair.seen[direction] >= when : when.test(pair.tail[direction])),
  );
  return index < 0 ? undefined : pair.triggers.splice(index, 1)[0];
}

function fire(pair: ProxyPair, trigger: ProxyTrigger, chunk: Buffer, to: Socket): void {
  trigger.fired();
  const { action, when, direction } = trigger;
  if (action === 'dropAndCut') {
    trigger.end(pair, 'cut');
    return;
  }
  if (action === 'blackhole') {
    pair.hole = true;
    return;
  }
  const passed = typeof when === 'number' ? chunk.subarray(0, chunk.length - (pair.seen[direction] - when)) : chunk;
  to.write(passed, () => trigger.end(pair, action));
}
