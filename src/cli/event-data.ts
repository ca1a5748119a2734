import { linesIn } from './lines-in.ts';

/** The JSON of each server-sent event (WHATWG HTML 9.2); one that was cut off is none. */
export async function* eventsIn<T>(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<T, void, undefined> {
  let data: string[] = [];
  for await (const line of linesIn(chunks)) {
    if (line.startsWith('data:')) data.push(line.slice('data:'.length));
    if (line !== '' || data.length === 0) continue;
    yield JSON.parse(data.join('\n')) as T;
    data = [];
  }
}
