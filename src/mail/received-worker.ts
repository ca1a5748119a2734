/** The thread that reads messages from outside. One that breaks it breaks nothing else. */
import { parentPort } from 'node:worker_threads';
import { readReceived } from './read-received.ts';
import { receivedFile, viewReceived } from './view-received.ts';

/** What is wanted of a message. */
export type ReceivedWant = 'meaning' | 'view' | { file: number };
/** Answered one after the other, each with a message of its own. */
export interface ReceivedQuestion {
  raws: Uint8Array[];
  want: ReceivedWant;
}
export type ReceivedAnswer = { value: unknown } | { failed: string };

// One at a time: a later question waits for the earlier ones.
let last = Promise.resolve();
parentPort?.on('message', ({ raws, want }: ReceivedQuestion) => {
  for (const raw of raws) last = last.then(() => tell(raw, want));
});

async function tell(raw: Uint8Array, want: ReceivedWant): Promise<void> {
  try {
    const value = await answer(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), want);
    parentPort?.postMessage({ value } satisfies ReceivedAnswer);
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ failed } satisfies ReceivedAnswer);
  }
}

function answer(raw: Buffer, want: ReceivedWant): Promise<unknown> {
  if (want === 'meaning') return readReceived(raw);
  return want === 'view' ? viewReceived(raw) : receivedFile(raw, want.file);
}
