import type { Worker } from 'node:worker_threads';
import { startThread } from '../threads/start-thread.ts';
import type { ReceivedMail } from './read-received.ts';
import type { ReceivedAnswer, ReceivedQuestion, ReceivedWant } from './received-worker.ts';
import type { ReceivedFile, ReceivedView } from './view-received.ts';

/** Reads messages from outside one after the other, beside the event loop. `problem`: why it cannot be, as a sentence. */
export interface ReceivedReader {
  /** what it says */
  read(raw: Buffer): Promise<{ mail: ReceivedMail } | { problem: string }>;
  /** the same of several, in their order: fewer turns between the threads. Each has its own time */
  readMany(raws: readonly Buffer[]): Promise<({ mail: ReceivedMail } | { problem: string })[]>;
  /** what it looks like */
  view(raw: Buffer): Promise<{ view: ReceivedView } | { problem: string }>;
  /** its attachment at this place, from 0; null: there is none */
  file(raw: Buffer, index: number): Promise<{ file: ReceivedFile | null } | { problem: string }>;
  /** what is read or waits has no answer then but that reading was ended */
  close(): Promise<void>;
}

const HEAP_MB = 256;
export const READ_MS = 20_000;

/** `timeoutMs`: for one message. A thread that is slow, or broke, is ended, and the next message gets a new one. */
export function openReceivedReader(timeoutMs = READ_MS): ReceivedReader {
  let worker: Worker | undefined;
  let isClosed = false;
  const end = async () => {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  };
  /** Of one that is slow, or breaks the thread, the reason; those behind it are asked again, in a new thread. */
  const answers = async <T>(raws: readonly Buffer[], want: ReceivedWant): Promise<Answered<T>[]> => {
    const found: Answered<T>[] = [];
    while (found.length < raws.length && !isClosed) {
      worker ??= start();
      const told = await ask(worker, { raws: raws.slice(found.length), want }, timeoutMs);
      found.push(...told.answers.map((one) => meaningOf<T>(one)));
      if (told.ended === undefined) break;
      await end();
      const problem =
        told.ended === 'slow'
          ? `It could not be read within ${Math.round(timeoutMs / 1000)} s.`
          : 'Reading it takes too much memory.';
      found.push({ problem });
    }
    while (found.length < raws.length) found.push({ problem: 'Reading was ended.' });
    return found;
  };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(raws: readonly Buffer[], want: ReceivedWant): Promise<Answered<T>[]> => {
    const mine = last.then(() => answers<T>(raws, want));
    last = mine.catch(() => undefined);
    return mine;
  };
  const one = async <T>(raw: Buffer, want: ReceivedWant): Promise<Answered<T>> => {
    const [only] = await inTurn<T>([raw], want);
    return only ?? { problem: 'It was not read.' };
  };
  return {
    read: async (raw) => named('mail', await one<ReceivedMail>(raw, 'meaning')),
    readMany: async (raws) => (await inTurn<ReceivedMail>(raws, 'meaning')).map((found) => named('mail', found)),
    view: async (raw) => named('view', await one<ReceivedView>(raw, 'view')),
    file: async (raw, index) => named('file', await one<ReceivedFile | null>(raw, { file: index })),
    close: () => {
      isClosed = true;
      return end();
    },
  };
}

type Answered<T> = { value: T } | { problem: string };

function meaningOf<T>(found: ReceivedAnswer): Answered<T> {
  return 'value' in found ? { value: found.value as T } : { problem: `It cannot be read: ${found.failed}` };
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

interface Told {
  answers: ReceivedAnswer[];
  /** why the next one has no answer; absent: all have one */
  ended?: 'slow' | 'broke';
}

/** `timeoutMs`: for each of them. */
function ask(
  worker: Worker,
  { raws, want }: { raws: readonly Buffer[]; want: ReceivedWant },
  timeoutMs: number,
): Promise<Told> {
  return new Promise((resolve) => {
    const answers: ReceivedAnswer[] = [];
    const settle = (ended?: 'slow' | 'broke') => {
      clearTimeout(timer);
      worker.off('message', told).off('error', broke).off('exit', broke).unref();
      resolve({ answers, ...(ended === undefined ? {} : { ended }) });
    };
    const broke = () => settle('broke');
    const told = (answer: ReceivedAnswer) => {
      answers.push(answer);
      if (answers.length === raws.length) settle();
      else timer.refresh();
    };
    const timer = setTimeout(() => settle('slow'), timeoutMs);
    worker.on('message', told).on('error', broke).on('exit', broke).ref();
    // Copies of their own: a Buffer may share its memory with others.
    const copies = raws.map((raw) => new Uint8Array(raw));
    const memory = copies.map(({ buffer }) => buffer);
    worker.postMessage({ raws: copies, want } satisfies ReceivedQuestion, memory);
  });
}
