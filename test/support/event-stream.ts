export interface StreamedEvent {
  event: string;
  id: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: the data is JSON; the test says what it expects in it
  data: any;
}

/** A reader of server-sent events that knows nothing of how ours are written. */
export interface EventStream {
  status: number;
  headers: Headers;
  /** everything as it came, comments too */
  text(): string;
  /** the next event; rejects when the stream ends before */
  next(): Promise<StreamedEvent>;
  /** the next event of this name */
  nextOf(event: string): Promise<StreamedEvent>;
  /** resolves when the server has ended the stream */
  ended: Promise<void>;
  close(): void;
}

export async function openEventStream(url: string, headers: Record<string, string>): Promise<EventStream> {
  const gone = new AbortController();
  const response = await fetch(url, { headers, signal: gone.signal });
  const queue: StreamedEvent[] = [];
  let all = '';
  let over = false;
  let wake = () => {};
  const read = async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body ?? []) {
      const text = decoder.decode(chunk as Uint8Array, { stream: true });
      all += text;
      rest += text;
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      queue.push(...blocks.flatMap(parseBlock));
      wake();
    }
  };
  const ended = read().catch((error: unknown) => {
    if (!gone.signal.aborted) throw error;
  });
  const finish = () => {
    over = true;
    wake();
  };
  ended.then(finish, finish);
  const next = async (): Promise<StreamedEvent> => {
    for (;;) {
      const event = queue.shift();
      if (event) return event;
      if (over) throw new Error(`The stream has ended: ${all}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const nextOf = async (name: string): Promise<StreamedEvent> => {
    for (;;) {
      const event = await next();
      if (event.event === name) return event;
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    text: () => all,
    next,
    nextOf,
    ended,
    close: () => gone.abort(),
  };
}

function parseBlock(block: string): StreamedEvent[] {
  const fields = new Map(
    block
      .split('\n')
      .filter((line) => !line.startsWith(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]),
  );
  const data = fields.get('data');
  if (data === undefined) return [];
  return [{ event: fields.get('event') ?? 'message', id: fields.get('id'), data: JSON.parse(data) }];
}
