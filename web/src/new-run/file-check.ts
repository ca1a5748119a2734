import { sizeText } from '../attachments/attachment.ts';
import { newRun } from '../words/new-run.ts';

export type FileKind = 'rows' | 'documents';

const MB = 1024 * 1024;
/** What the server takes: RUN_UPLOAD_BYTES. A PDF may hold the documents of all persons. */
const MOST_MB = 600;
const HEAD_BYTES = 1024;
const TABLE_NAME = /\.(csv|tsv|txt|json|ndjson|jsonl)$/i;

const words = newRun.files;

/** Why this file cannot be what it was dropped as; by its content, so that nobody waits for an upload to learn it. */
export async function refusalOf(file: File, kind: FileKind): Promise<string | undefined> {
  if (file.size === 0) return words.empty;
  if (file.size > MOST_MB * MB) return words.tooBig(sizeText(file.size), `${MOST_MB} MB`);
  let head: Uint8Array;
  try {
    head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  } catch (error) {
    // A folder, or a file that was moved or locked meanwhile.
    if (error instanceof DOMException) return words.unreadable;
    throw error;
  }
  const sort = sortOf(head);
  if (kind === 'documents') return sort === 'pdf' || sort === 'zip' ? undefined : words.notDocument;
  if (sort === 'pdf' || (sort === 'zip' && /\.zip$/i.test(file.name))) return words.isDocument;
  if (sort === 'old office') return words.oldExcel;
  return sort === 'binary' && !TABLE_NAME.test(file.name) ? words.notTable : undefined;
}

type Sort = 'pdf' | 'zip' | 'old office' | 'binary' | 'text';

/** By the first bytes. An .xlsx file is a zip file. */
export function sortOf(head: Uint8Array): Sort {
  const starts = (...bytes: number[]) => bytes.every((byte, place) => head[place] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'old office';
  if (new TextDecoder('latin1').decode(head).includes('%PDF-')) return 'pdf';
  const isUtf16 = starts(0xff, 0xfe) || starts(0xfe, 0xff);
  return head.includes(0) && !isUtf16 ? 'binary' : 'text';
}
