import type { Worker } from 'node:worker_threads';
import { startThread } from '../threads/start-thread.ts';
import type { ReceivedMail } from './read-received.ts';
import type { ReceivedAnswer } from './received-worker.ts';

/** Reads messages from outside one after the other, beside the event loop. */
export interface ReceivedReader {
  /** The message, or why it cannot be read, as a sentence. Rejects when `close` came between. */
  read(raw: Buffer): Promise<{ mail: ReceivedMail } | { problem: string }>;
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
  return {
    read: async (raw) => {
      worker ??= start();
      const answer = await ask(worker, raw, timeoutMs);
      if (answer === 'slow' || answer === 'broke') {
        await end();
        const seconds = Math.round(timeoutMs / 1000);
        return {
          problem:
            answer === 'slow' ? `It could not be read within ${seconds} s.` : 'Reading it takes too much memory.',
        };
      }
      return 'value' in answer ? { mail: answer.value } : { problem: `It cannot be read: ${answer.failed}` };
    },
    close: end,
  };
}

function start(): Worker {
  const worker = startThread(import.meta.url, './received-worker', {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  worker.unref();
  return worker;
}

function ask(worker: Worker, raw: Buffer, timeoutMs: number): Promise<ReceivedAnswer | 'slow' | 'broke'> {
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
    worker.postMessage(bytes, [bytes.buffer]);
  });
}
