const LONGEST_LINE = 65_536;

/** Turns the bytes of a connection into lines and literals, in the order in which they were sent. */
export interface LineReader {
  feed(chunk: Buffer): void;
  /** No more bytes will come: pending and later reads give undefined. */
  end(): void;
  /** Forgets what was read ahead, when TLS begins (RFC 3501 6.2.1). */
  clear(): void;
  line(): Promise<string | undefined>;
  /** A whole command with its literals; `invite` is called for each literal that waits for a go-ahead. */
  command(invite: () => void): Promise<Buffer | undefined>;
}

export function createLineReader(largestLiteral: number): LineReader {
  let chunks: Buffer[] = [];
  let length = 0;
  let ended = false;
  let wake: () => void = () => undefined;
  const more = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const joined = (): Buffer => {
    if (chunks.length > 1) chunks = [Buffer.concat(chunks)];
    return chunks[0] ?? Buffer.alloc(0);
  };
  const take = (count: number, skip: number): Buffer => {
    const all = joined();
    const rest = all.subarray(count + skip);
    chunks = rest.length > 0 ? [rest] : [];
    length = rest.length;
    return all.subarray(0, count);
  };
  const end = () => {
    ended = true;
    wake();
  };
  const line = async (): Promise<Buffer | undefined> => {
    for (;;) {
      const at = joined().indexOf('\r\n');
      if (at >= 0) return take(at, 2);
      if (length > LONGEST_LINE) end();
      if (ended) return undefined;
      await more();
    }
  };
  const bytes = async (count: number): Promise<Buffer | undefined> => {
    while (length < count) {
      if (ended) return undefined;
      await more();
    }
    return take(count, 0);
  };
  return {
    feed(chunk) {
      chunks.push(chunk);
      length += chunk.length;
      wake();
    },
    end,
    clear() {
      chunks = [];
      length = 0;
    },
    async line() {
      return (await line())?.toString('latin1');
    },
    async command(invite) {
      const parts: Buffer[] = [];
      for (;;) {
        const part = await line();
        if (part === undefined) return undefined;
        parts.push(part);
        const literal = /\{(\d+)(\+?)\}$/.exec(part.toString('latin1', Math.max(0, part.length - 24)));
        if (literal === null) return Buffer.concat(parts);
        const size = Number(literal[1]);
        if (size > largestLiteral) {
          end();
          return undefined;
        }
        // A literal with "+" (RFC 7888) is already on its way.
        if (literal[2] === '') invite();
        const content = await bytes(size);
        if (content === undefined) return undefined;
        parts.push(Buffer.from('\r\n'), content);
      }
    },
  };
}
