import type { Socket } from 'node:net';

const END_OF_DATA = Buffer.from('\r\n.\r\n');

/** Reads lines and dot-terminated bodies from a socket. Ends with undefined when the other side is gone. */
export interface SmtpLineReader {
  line(): Promise<string | undefined>;
  /** The message after a 354, without dot-stuffing and final dot; `onFirstBytes` runs when some of it is there. */
  body(onFirstBytes: () => Promise<boolean>): Promise<Buffer | undefined>;
  /** Gives the socket up, for STARTTLS. What was already read is dropped: RFC 3207 forbids to use it. */
  detach(): void;
}

export function readSmtpLines(socket: Socket): SmtpLineReader {
  let chunks: Buffer[] = [];
  let ended = false;
  let wake: () => void = () => undefined;
  const onData = (chunk: Buffer) => {
    chunks.push(chunk);
    wake();
  };
  const onEnd = () => {
    ended = true;
    wake();
  };
  socket.on('data', onData);
  for (const event of ['end', 'close'] as const) socket.on(event, onEnd);
  const joined = (): Buffer => {
    if (chunks.length > 1) chunks = [Buffer.concat(chunks)];
    return chunks[0] ?? Buffer.alloc(0);
  };
  const more = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });

  /** Takes up to `separator`; looks only at new bytes, so that 25 MB cost 25 MB. */
  const takeUntil = async (separator: Buffer): Promise<Buffer | undefined> => {
    const passed: Buffer[] = [];
    let tail = Buffer.alloc(0);
    for (;;) {
      const fresh = joined();
      chunks = [];
      const window = Buffer.concat([tail, fresh]);
      const at = window.indexOf(separator);
      if (at >= 0) {
        const rest = window.subarray(at + separator.length);
        if (rest.length > 0) chunks.push(rest);
        return Buffer.concat([...passed, window.subarray(0, at)]);
      }
      const keep = Math.max(0, window.length - separator.length + 1);
      passed.push(window.subarray(0, keep));
      tail = Buffer.from(window.subarray(keep));
      if (ended) return undefined;
      await more();
    }
  };

  return {
    async line() {
      const line = await takeUntil(Buffer.from('\r\n'));
      return line?.toString('utf8');
    },
    async body(onFirstBytes) {
      while (chunks.length === 0 && !ended) await more();
      if (!(await onFirstBytes())) return undefined;
      // The line end before the body belongs to the search, so that an empty message ("." at once) is found too.
      chunks.unshift(Buffer.from('\r\n'));
      const stuffed = await takeUntil(END_OF_DATA);
      if (stuffed === undefined) return undefined;
      const text = Buffer.concat([stuffed.subarray(2), Buffer.from('\r\n')]);
      return text.includes('..') ? unstuff(text) : text;
    },
    detach() {
      socket.off('data', onData);
      for (const event of ['end', 'close'] as const) socket.off(event, onEnd);
    },
  };
}

/** RFC 5321 4.5.2. latin1 keeps every byte as it is. */
function unstuff(text: Buffer): Buffer {
  const lines = `\r\n${text.toString('latin1')}`.replaceAll('\r\n..', '\r\n.');
  return Buffer.from(lines.slice(2), 'latin1');
}
