import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { AppError } from '../../../sdk/errors.ts';

export interface ZipLimits {
  maxEntries: number;
  /** Unpacked bytes per packed byte, where an entry is larger than RATIO_FROM. */
  maxRatio: number;
}

export interface ZipArchive {
  entries: Entry[];
  /** Unpacked bytes; fails where they are not those the archive promised (size, CRC-32). */
  read(entry: Entry): AsyncGenerator<Buffer>;
  close(): void;
}

export type ZipReason = 'damaged' | 'zip_bomb' | 'too_many_entries';

/** Small entries may compress as well as they like. */
const RATIO_FROM = 1_000_000;

/** Opens a zip file, by its path or in memory. Throws ATTACHMENT with `details.reason` (ZipReason). */
export async function openArchive(source: string | Buffer, limits: ZipLimits): Promise<ZipArchive> {
  // Names are decoded by us: the library would end at the first one it does not like.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
  const zip = await (typeof source === 'string'
    ? openPromise(source, options)
    : fromBufferPromise(source, options)
  ).catch((cause: unknown) => {
    throw zipError('damaged', 'The file is not a zip file that can be read. Pack it again.', cause);
  });
  try {
    return {
      entries: await readEntries(zip, limits),
      read: (entry) => readEntry(zip, entry),
      close: () => zip.close(),
    };
  } catch (thrown) {
    zip.close();
    throw thrown;
  }
}

async function readEntries(zip: ZipFile, { maxEntries }: ZipLimits): Promise<Entry[]> {
  if (zip.entryCount > maxEntries) {
    throw zipError(
      'too_many_entries',
      `The zip file has ${zip.entryCount} files; the limit is ${maxEntries}. Split it.`,
    );
  }
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (cause) {
    throw zipError('damaged', 'The list of files in the zip file is damaged. Pack it again.', cause);
  }
  // Each entry needs its bytes, its header (30 bytes and its name) and its line in the directory (46 and its name).
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize + 76 + 2 * entry.fileNameLength, 0);
  // Entries that share their bytes: a few kilobytes can be made to unpack to petabytes without any single ratio showing it.
  if (packed > zip.fileSize)
    throw zipError('zip_bomb', 'The files in the zip file overlap, as in a zip bomb. Pack it again.');
  return entries;
}

export function isZipBomb(
  { uncompressedSize, compressedSize }: Entry,
  { maxRatio }: Pick<ZipLimits, 'maxRatio'>,
): boolean {
  return uncompressedSize > RATIO_FROM && uncompressedSize > compressedSize * maxRatio;
}

async function* readEntry(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let check = 0;
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      check = crc32(chunk, check);
      yield chunk;
    }
  } catch (cause) {
    throw zipError('damaged', 'The file is damaged inside the zip file. Pack it again.', cause);
  }
  if (check !== entry.crc32) throw zipError('damaged', 'The file is damaged inside the zip file. Pack it again.');
}

function zipError(reason: ZipReason, message: string, cause?: unknown): AppError {
  return new AppError('ATTACHMENT', message, { details: { reason }, cause });
}
