/** The thread that reads messages from outside. One that breaks it breaks nothing else. */
import { parentPort } from 'node:worker_threads';
import { readReceived } from './read-received.ts';
import { receivedFile, viewReceived } from './view-received.ts';

/** What is wanted of a message. */
export type ReceivedWant = 'meaning' | 'view' | { file: number };
export interface ReceivedQuestion {
  raw: Uint8Array;
  want: ReceivedWant;
}
export type ReceivedAnswer = { value: unknown } | { failed: string };

parentPort?.on('message', ({ raw, want }: ReceivedQuestion) => {
  answer(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), want).then(
    (value) => parentPort?.postMessage({ value } satisfies ReceivedAnswer),
    (error: unknown) => {
      const failed = error instanceof Error ? error.message : String(error);
      parentPort?.postMessage({ failed } satisfies ReceivedAnswer);
    },
  );
});

function answer(raw: Buffer, want: ReceivedWant): Promise<unknown> {
  if (want === 'meaning') return readReceived(raw);
  return want === 'view' ? viewReceived(raw) : receivedFile(raw, want.file);
}
