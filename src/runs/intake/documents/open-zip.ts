import { type Entry, getFileNameLowLevel } from 'yauzl';
import { AppError } from '../../../sdk/errors.ts';
import { isZipBomb, openArchive, type ZipArchive } from '../zip/zip-archive.ts';
import {
  type DocumentLimits,
  type DocumentOptions,
  documentLimits,
  type OpenDocuments,
  type RefusedDocument,
  refuse,
  type UploadedDocument,
} from './document.ts';
import { findNameProblem, nameKey, repeatedKeys } from './document-name.ts';
import { checkCancelled, readDocument } from './read-document.ts';

interface NamedEntry {
  entry: Entry;
  name: string;
  nameEncoding: NonNullable<UploadedDocument['nameEncoding']>;
}

const UTF8_FLAG = 0x800;
const UNICODE_PATH = 0x7075;
/** Who packed the entry, and its file mode: for Unix in the upper half of the attributes. */
const MADE_ON_UNIX = 3;
const MODE_KIND = 0o170000;
const MODE_LINK = 0o120000;
const MODE_FILE = 0o100000;

/**
 * The PDFs in a zip file. Throws ATTACHMENT with `details.reason` (ZipReason) for a file that is no zip file or a bomb as
 * a whole, TOO_LARGE for too much in total, CANCELLED; anything wrong with one file is told for that file.
 */
export async function openZip(path: string, options: DocumentOptions = {}): Promise<OpenDocuments> {
  const limits = documentLimits(options.limits);
  const archive = await openArchive(path, { maxEntries: limits.maxCount, maxRatio: limits.maxRatio });
  try {
    checkTotal(archive, limits);
  } catch (thrown) {
    archive.close();
    throw thrown;
  }
  return {
    documents: readAll(archive, limits, options.signal),
    close: () => Promise.resolve(archive.close()),
  };
}

/** Names only, those that will be refused included. */
export async function listZip(path: string): Promise<string[]> {
  const { maxCount, maxRatio } = documentLimits();
  const archive = await openArchive(path, { maxEntries: maxCount, maxRatio });
  const names = archive.entries.map((entry) => nameOf(entry).name).filter((name) => !name.endsWith('/'));
  archive.close();
  return names;
}

function checkTotal({ entries }: ZipArchive, { maxTotalBytes }: DocumentLimits): void {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total <= maxTotalBytes) return;
  const most = Math.floor(maxTotalBytes / 1_000_000);
  throw new AppError('TOO_LARGE', `The zip file unpacks to more than ${most} MB. Split it into several.`);
}

async function* readAll(
  archive: ZipArchive,
  limits: DocumentLimits,
  signal: AbortSignal | undefined,
): AsyncGenerator<UploadedDocument | RefusedDocument> {
  const named = archive.entries.map(nameOf).filter(({ name }) => !name.endsWith('/'));
  const repeated = repeatedKeys(named.map(({ name }) => name));
  for (const { entry, name, nameEncoding } of named) {
    checkCancelled(signal);
    const problem = findNameProblem(name) ?? findEntryProblem(entry, name, limits);
    if (problem) yield problem;
    else if (repeated.has(nameKey(name))) yield refuse(name, 'duplicate_name');
    else yield await readDocument({ name, nameEncoding, open: () => archive.read(entry) }, limits, signal);
  }
}

function findEntryProblem(entry: Entry, name: string, limits: DocumentLimits): RefusedDocument | undefined {
  const kind = entry.versionMadeBy >>> 8 === MADE_ON_UNIX ? (entry.externalFileAttributes >>> 16) & MODE_KIND : 0;
  if (kind === MODE_LINK) return refuse(name, 'symlink');
  if (kind !== 0 && kind !== MODE_FILE) return refuse(name, 'special_file');
  if (entry.isEncrypted()) return refuse(name, 'encrypted_entry');
  if (!entry.canDecodeFileData()) return refuse(name, 'unknown_compression');
  if (entry.uncompressedSize === 0) return refuse(name, 'empty');
  if (isZipBomb(entry, limits)) return refuse(name, 'zip_bomb');
  return entry.uncompressedSize > limits.maxBytes ? refuse(name, 'too_big') : undefined;
}

/** Some programs write UTF-8 without saying so; text of another code page is hardly ever valid UTF-8 by chance. */
function nameOf(entry: Entry): NamedEntry {
  const raw = entry.fileNameRaw;
  const declared =
    (entry.generalPurposeBitFlag & UTF8_FLAG) !== 0 || entry.extraFields.some(({ id }) => id === UNICODE_PATH);
  const ascii = raw.every((byte) => byte < 128);
  const undeclared = !declared && !ascii && isUtf8(raw);
  const flags = undeclared ? entry.generalPurposeBitFlag | UTF8_FLAG : entry.generalPurposeBitFlag;
  const name = getFileNameLowLevel(flags, raw, entry.extraFields, false).normalize('NFC');
  const nameEncoding = undeclared ? 'utf-8 undeclared' : declared || ascii ? 'utf-8' : 'cp437';
  return { entry, name, nameEncoding };
}

function isUtf8(bytes: Buffer): boolean {
  return !bytes.toString('utf8').includes('\ufffd');
}
