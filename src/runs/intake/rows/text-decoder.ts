import { TextDecoder } from 'node:util';
import { notATable } from './file-kind.ts';
import { fileError } from './file-problem.ts';
import type { Detected, TextEncoding } from './row.ts';
import type { RowWarnings } from './row-warnings.ts';

type Found = { encoding: TextEncoding; marked: boolean };

const WARNING = 'The file is not UTF-8; it was read as Windows-1252. Check names with accents, or save it as UTF-8.';

/**
 * Text of the bytes. `detected.encoding` is set from the sample, and once more when the first letter beyond ASCII comes
 * only later: until then UTF-8 and Windows-1252 look the same.
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  sample: Uint8Array,
  chosen: TextEncoding | undefined,
  detected: Detected,
  warnings: RowWarnings,
): AsyncGenerator<string> {
  const found = chosen ? { encoding: chosen, marked: true } : detectEncoding(sample);
  const ascii = !found.marked && found.encoding === 'utf-8' && isAscii(sample);
  detected.encoding = found.encoding;
  checkText(sample, found.encoding);
  if (found.encoding === 'windows-1252' && !chosen) warnings.add('encoding', undefined, () => WARNING);
  let decoder: TextDecoder | undefined = ascii ? undefined : makeDecoder(found.encoding);
  let lines = 1;
  for await (const chunk of chunks) {
    if (!decoder && !isAscii(chunk)) {
      detected.encoding = isUtf8(chunk) ? 'utf-8' : 'windows-1252';
      if (detected.encoding === 'windows-1252') warnings.add('encoding', undefined, () => WARNING);
      decoder = makeDecoder(detected.encoding);
    }
    const text: string = decoder ? decodeChunk(decoder, chunk, lines) : Buffer.from(chunk).toString('latin1');
    if (decoder?.fatal) lines += countLines(text);
    yield text;
  }
  const rest = decoder ? decodeChunk(decoder, undefined, lines) : '';
  if (rest) yield rest;
}

export function detectEncoding(sample: Uint8Array): Found {
  const marked = bomOf(sample);
  if (marked) return marked;
  const wide = wideEncoding(sample);
  if (wide) return { encoding: wide, marked: true };
  return { encoding: isUtf8(sample) ? 'utf-8' : 'windows-1252', marked: false };
}

function bomOf([a, b, c]: Uint8Array): Found | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', marked: true };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', marked: true };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', marked: true };
  return undefined;
}

/** UTF-16 without a mark: of Latin text every second byte is zero. */
function wideEncoding(sample: Uint8Array): TextEncoding | undefined {
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = sample.length * 0.3;
  if (odd > many && even < many / 10) return 'utf-16le';
  if (even > many && odd < many / 10) return 'utf-16be';
  return undefined;
}

/** Also true where the sample ends in the middle of a character. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    // A refusal is the answer here, not a failure.
    return false;
  }
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > 127) return false;
  return true;
}

function checkText(sample: Uint8Array, encoding: TextEncoding): void {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return;
  let strange = 0;
  for (const byte of sample) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) strange += 1;
  if (strange > sample.length / 50 && strange > 2) throw notATable('The file is not text, whatever its name says.');
}

function makeDecoder(encoding: TextEncoding): TextDecoder {
  return new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' });
}

function decodeChunk(decoder: TextDecoder, chunk: Uint8Array | undefined, line: number): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (cause) {
    const message = `Near line ${line} the file has bytes that are not ${decoder.encoding.toUpperCase()}. Save it again as UTF-8.`;
    throw fileError('encoding', message, { line, cause });
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
