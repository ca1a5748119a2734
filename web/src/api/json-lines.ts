import { refused } from './client.ts';

interface StreamCall {
  data?: ReadableStream<Uint8Array> | null;
  error?: unknown;
  response: Response;
}

/** The lines of an application/x-ndjson answer, each as it arrives: call the API with `parseAs: 'stream'`. */
export async function* jsonLines(call: Promise<unknown>): AsyncGenerator<unknown> {
  const { data, error, response } = (await call) as StreamCall;
  if (!response.ok || !data) throw refused(response, error);
  const reader = data.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? '')).split('\n');
    rest = done ? '' : (lines.pop() ?? '');
    for (const line of lines) if (line !== '') yield JSON.parse(line);
    if (done) return;
  }
}
