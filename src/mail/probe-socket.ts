import type { Duplex } from 'node:stream';

/** A mail server's greeting and replies are short; whoever sends more is not one. */
const LONGEST_REPLY = 16_384;

/** How long and by whose leave something may take. */
export interface Patience {
  timeoutMs: number;
  signal: AbortSignal;
}

/** Rejects with ETIMEDOUT after the time, with the signal's reason when it aborts; `stop` then ends what was begun. */
export function withPatience<T>(
  { timeoutMs, signal }: Patience,
  begin: (done: { resolve(value: T): void; reject(error: unknown): void }) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let stop: () => void = () => undefined;
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      finish();
    };
    const fail = (error: unknown) => settle(() => reject(error));
    const onAbort = () => {
      stop();
      fail(signal.reason);
    };
    const timer = setTimeout(() => {
      stop();
      fail(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' }));
    }, timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    stop = begin({ resolve: (value) => settle(() => resolve(value)), reject: fail });
  });
}

/** What the peer says until `isWhole`; '' when it closes without a word. Rejects with ETIMEDOUT when it stays silent. */
export function readReply(socket: Duplex, patience: Patience, isWhole: (text: string) => boolean): Promise<string> {
  return withPatience(patience, ({ resolve, reject }) => {
    let text = '';
    const stop = () => {
      socket.off('data', onData);
      socket.off('end', onEnd);
      socket.off('close', onEnd);
      socket.off('error', reject);
    };
    const finish = () => {
      stop();
      resolve(text);
    };
    const onData = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (isWhole(text) || text.length > LONGEST_REPLY) finish();
    };
    const onEnd = () => finish();
    socket.on('data', onData);
    socket.on('end', onEnd);
    socket.on('close', onEnd);
    socket.on('error', reject);
    if (socket.destroyed || socket.readableEnded) finish();
    return stop;
  });
}

export const isWholeLine = (text: string): boolean => text.includes('\n');

/** RFC 5321, section 4.2.1: the last line of a reply has a space after its code. */
export const isWholeSmtpReply = (text: string): boolean => /^(?:\d{3}-[^\n]*\n)*\d{3}(?: [^\n]*)?\r?\n/.test(text);
