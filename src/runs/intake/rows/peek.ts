/** How much of a file is looked at before it is read. */
export const SAMPLE_BYTES = 64 * 1024;

/** The first bytes of a stream, `size` of them where it has so many, and the whole stream. Its first chunk has all of them. */
export async function peek(
  source: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{ first: Uint8Array; all: AsyncIterableIterator<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < size && !ended) {
    const next = await iterator.next();
    ended = next.done === true;
    if (next.done || next.value.byteLength === 0) continue;
    // The source may use its memory again.
    read.push(Buffer.from(next.value));
    length += next.value.byteLength;
  }
  const start = Buffer.concat(read);
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (start.length > 0) yield start;
      while (!ended) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      // Whoever stops early ends the source too: an upload must not hang half read.
      await iterator.return?.();
    }
  }
  return { first: start.subarray(0, size), all: all() };
}
