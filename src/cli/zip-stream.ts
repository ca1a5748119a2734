import { crc32 } from 'node:zlib';
import { AppError } from '../sdk/index.ts';

export interface ZippedFile {
  /** with its folders, separated by '/' */
  name: string;
  open(): AsyncIterable<Uint8Array>;
}

const VERSION = 20;
/** Sizes and checksum come after the bytes (APPNOTE 4.4.4, bit 3); names are UTF-8 (bit 11). */
const FLAGS = 0x808;
/** 1 January 1980: the same files are the same archive, whenever it is made. */
const DATE = 0x21;
const MOST_FILES = 0xffff;
const MOST_BYTES = 0xffff_ffff;

/**
 * A zip file while it is read (PKWARE APPNOTE 6.3), without Zip64. PDFs are packed in themselves: they are stored as they are.
 * TOO_LARGE for more than 65,535 files or 4 GB.
 */
export async function* zipStream(files: readonly ZippedFile[]): AsyncGenerator<Buffer, void, undefined> {
  if (files.length > MOST_FILES) throw tooLarge();
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, open } of files) {
    const at = offset;
    const local = localHeader(Buffer.from(name));
    yield local;
    let [crc, size] = [0, 0];
    for await (const chunk of open()) {
      crc = crc32(chunk, crc);
      size += chunk.byteLength;
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    }
    const sums = numbers([crc, 4], [size, 4], [size, 4]);
    yield Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), sums]);
    offset += local.length + size + 4 + sums.length;
    if (offset > MOST_BYTES) throw tooLarge();
    directory.push(centralHeader(Buffer.from(name), sums, at));
  }
  const central = Buffer.concat(directory);
  yield central;
  const [count, length] = [files.length, central.length];
  const end = numbers([0, 2], [0, 2], [count, 2], [count, 2], [length, 4], [offset, 4], [0, 2]);
  yield Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), end]);
}

function localHeader(name: Buffer): Buffer {
  const fields = numbers([VERSION, 2], [FLAGS, 2], [0, 2], [0, 2], [DATE, 2], [0, 4], [0, 4], [0, 4]);
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, numbers([name.length, 2], [0, 2]), name]);
}

function centralHeader(name: Buffer, sums: Buffer, at: number): Buffer {
  const fields = numbers([VERSION, 2], [VERSION, 2], [FLAGS, 2], [0, 2], [0, 2], [DATE, 2]);
  // No extra field, no comment, first disk, no attributes.
  const rest = numbers([name.length, 2], [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]);
  return Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), fields, sums, rest, name]);
}

/** Unsigned, little-endian, each of so many bytes. */
function numbers(...fields: [value: number, bytes: number][]): Buffer {
  const all = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields) at = all.writeUIntLE(value, at, bytes);
  return all;
}

function tooLarge(): AppError {
  return new AppError('TOO_LARGE', 'These are more files than one upload takes. Split them into several runs.');
}
