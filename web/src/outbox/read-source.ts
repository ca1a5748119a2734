import { API_PATH, refused } from '../api/client.ts';

const MOST_BYTES = 200_000;

export interface SourceText {
  text: string;
  /** bytes that were read; the rest is only in the file */
  shown: number;
}

export function sourceUrl(id: string): string {
  return `${API_PATH}/outbox/${id}/message`;
}

/** The beginning of the message; of a large one the rest is not even transferred. */
export async function readSource(id: string, signal: AbortSignal): Promise<SourceText> {
  const response = await fetch(sourceUrl(id), { signal });
  if (!response.ok || response.body === null) {
    throw refused(response, await response.json().catch(() => undefined));
  }
  const reader = response.body.getReader();
  // Bytes that are not UTF-8 become the replacement character: this is for reading, the file is for proof.
  const decoder = new TextDecoder();
  let text = '';
  let shown = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), shown };
    const piece = value.subarray(0, MOST_BYTES - shown);
    shown += piece.length;
    text += decoder.decode(piece, { stream: true });
    if (shown === MOST_BYTES) {
      await reader.cancel();
      return { text, shown };
    }
  }
}
