import { fileError } from './file-problem.ts';

export type FileKind = 'text' | 'zip';

const MAGIC: [kind: string, bytes: number[]][] = [
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['a compressed file', [0x1f, 0x8b]],
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** OLE: workbooks of Excel 97 to 2003, and every workbook that is protected by a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

const MARKUP = /^\ufeff?\s*<(?:!doctype|html|\?xml|table|meta|head|body)\b/i;

/** What the first bytes say, whatever the name says. Throws for files that are no table. */
export function fileKindOf(first: Uint8Array): FileKind {
  if (first.byteLength === 0) throw fileError('empty', 'The file is empty (0 bytes). Export it again.');
  if (startsWith(first, ZIP)) return 'zip';
  if (startsWith(first, OLE)) {
    const message = 'The workbook is of an old format or protected by a password. Save it as .xlsx without a password.';
    throw fileError('old_workbook', message);
  }
  const known = MAGIC.find(([, bytes]) => startsWith(first, bytes))?.[0];
  if (MARKUP.test(Buffer.from(first.subarray(0, 512)).toString('utf8'))) {
    throw notATable('The file is a web page or XML, as some programs export tables, whatever its name says.');
  }
  if (known) throw notATable(`The file is ${known}, whatever its name says.`);
  return 'text';
}

export function notATable(what: string): Error {
  return fileError('not_a_table', `${what} Upload the table as CSV, XLSX or JSON.`);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
