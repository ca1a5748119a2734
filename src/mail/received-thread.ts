import type { Worker } from 'node:worker_threads';
import { startThread } from '../threads/start-thread.ts';
import type { ReceivedMail } from './read-received.ts';
import type { ReceivedAnswer, ReceivedQuestion, ReceivedWant } from './received-worker.ts';
import type { ReceivedFile, ReceivedView } from './view-received.ts';

/** Reads messages from outside one after the other, beside the event loop. `problem`: why it cannot be, as a sentence. */
export interface ReceivedReader {
  /** what it says */
  read(raw: Buffer): Promise<{ mail: ReceivedMail } | { problem: string }>;
  /** what it looks like */
  view(raw: Buffer): Promise<{ view: ReceivedView } | { problem: string }>;
  /** its attachment at this place, from 0; null: there is none */
  file(raw: Buffer, index: number): Promise<{ file: ReceivedFile | null } | { problem: string }>;
  close(): Promise<void>;
}

const HEAP_MB = 256;
export const READ_MS = 20_000;

/** `timeoutMs`: for one message. A thread that is slow, or broke, is ended, and the next message gets a new one. */
export function openReceivedReader(timeoutMs = READ_MS): ReceivedReader {
  let worker: Worker | undefined;
  const end = async () => {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  const answer = async <T>(raw: Buffer, want: ReceivedWant): Promise<{ value: T } | { problem: string }> => {
    worker ??= start();
    const found = await ask(worker, { raw, want }, timeoutMs);
    if (found === 'slow' || found === 'broke') {
      await end();
      const seconds = Math.round(timeoutMs / 1000);
      return {
        problem: found === 'slow' ? `It could not be read within ${seconds} s.` : 'Reading it takes too much memory.',
      };
    }
    return 'value' in found ? { value: found.value as T } : { problem: `It cannot be read: ${found.failed}` };
  };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(raw: Buffer, want: ReceivedWant): Promise<{ value: T } | { problem: string }> => {
    const mine = last.then(() => answer<T>(raw, want));
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    read: async (raw) => named('mail', await inTurn<ReceivedMail>(raw, 'meaning')),
    view: async (raw) => named('view', await inTurn<ReceivedView>(raw, 'view')),
    file: async (raw, index) => named('file', await inTurn<ReceivedFile | null>(raw, { file: index })),
    close: end,
  };
}

function named<N extends string, T>(
  name: N,
  found: { value: T } | { problem: string },
): Record<N, T> | { problem: string } {
  return 'problem' in found ? found : ({ [name]: found.value } as Record<N, T>);
}

function start(): Worker {
  const worker = startThread(import.meta.url, './received-worker', {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  worker.unref();
  return worker;
}

function ask(
  worker: Worker,
  { raw, want }: { raw: Buffer; want: ReceivedWant },
  timeoutMs: number,
): Promise<ReceivedAnswer | 'slow' | 'broke'> {
  return new Promise((resolve) => {
    const settle = (answer: ReceivedAnswer | 'slow' | 'broke') => {
      clearTimeout(timer);
      worker.off('message', settle).off('error', broke).off('exit', broke).unref();
      resolve(answer);
    };
    const broke = () => settle('broke');
    const timer = setTimeout(() => settle('slow'), timeoutMs);
    worker.on('message', settle).on('error', broke).on('exit', broke).ref();
    // A copy of its own: a Buffer may share its memory with others.
    const bytes = new Uint8Array(raw);
    worker.postMessage({ raw: bytes, want } satisfies ReceivedQuestion, [bytes.buffer]);
  });
}
