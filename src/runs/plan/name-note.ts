const WORKBOOK_NAME = /\.(xlsx|xlsm|xls)$/i;
const TEXT_NAME = /\.(csv|tsv|txt|json|ndjson|jsonl)$/i;
const HEAD_BYTES = 512;
/** Excel 97 to 2003, and workbooks with a password */
const OLE = '\u00d0\u00cf\u0011\u00e0';
/** RAR, 7-Zip, gzip, bzip2, xz */
const ARCHIVES = ['Rar!', "7z\u00bc\u00af'\u001c", '\u001f\u008b', 'BZh', '\u00fd7zXZ'];
const EMPTY_ZIP = 'PK\u0005\u0006';

/** What is said of a file with rows whose name says something else than its content; '' where they agree. */
export function nameNote(name: string, head: Uint8Array): string {
  const bytes = Buffer.from(head);
  const isWorkbook = bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
  if (isWorkbook && TEXT_NAME.test(name)) {
    return `"${name}" is a workbook, whatever its name says: it is read as XLSX.`;
  }
  // What else it is, and no table, is said when it is read.
  const isOldWorkbook = bytes.subarray(0, 4).toString('latin1') === OLE;
  if (isWorkbook || isOldWorkbook || !WORKBOOK_NAME.test(name)) return '';
  const isJson = /^\ufeff?\s*[[{]/.test(bytes.toString('utf8'));
  return `"${name}" is a text and no workbook, whatever its name says: it is read as ${isJson ? 'JSON' : 'CSV'}.`;
}

/** What is said of uploaded documents that nobody will find in it. */
export function archiveNote(name: string, head: Uint8Array): string {
  const start = Buffer.from(head).toString('latin1');
  if (start.startsWith(EMPTY_ZIP)) return `"${name}" is a ZIP file with nothing in it.`;
  if (!ARCHIVES.some((archive) => start.startsWith(archive))) return '';
  return `"${name}" is an archive that is no ZIP file. Pack the documents into a ZIP file.`;
}

/** The same chunks; `head` has their beginning when they have been read. */
export function withHead(chunks: AsyncIterable<Uint8Array>): { chunks: AsyncIterable<Uint8Array>; head(): Uint8Array } {
  let head = Buffer.alloc(0);
  async function* all(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
      yield chunk;
    }
  }
  return { chunks: all(), head: () => head };
}
