/** The thread that reads messages from outside. One that breaks it breaks nothing else. */
import { parentPort } from 'node:worker_threads';
import { type ReceivedMail, readReceived } from './read-received.ts';

export type ReceivedAnswer = { value: ReceivedMail } | { failed: string };

parentPort?.on('message', (raw: Uint8Array) => {
  readReceived(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)).then(
    (value) => parentPort?.postMessage({ value } satisfies ReceivedAnswer),
    (error: unknown) => {
      const failed = error instanceof Error ? error.message : String(error);
      parentPort?.postMessage({ failed } satisfies ReceivedAnswer);
    },
  );
});
