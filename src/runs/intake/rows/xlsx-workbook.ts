import { posix } from 'node:path';
import type { Entry } from 'yauzl';
import { isZipBomb, type ZipArchive } from '../zip/zip-archive.ts';
import { fileError, fileTooLarge } from './file-problem.ts';
import type { RowLimits } from './row.ts';
import { type NumberShape, numberShapes } from './xlsx-values.ts';
import { readXml } from './xlsx-xml.ts';

export interface Sheet {
  name: string;
  hidden: boolean;
  path: string;
}

export interface Workbook {
  sheets: Sheet[];
  /** Dates count from 1904 instead of 1900. */
  from1904: boolean;
  texts: string[];
  /** Per cell style, what its number format makes of a number. */
  shapes: NumberShape[];
}

const MAX_RATIO = 300;

export async function readWorkbook(archive: ZipArchive, limits: RowLimits): Promise<Workbook> {
  const path = (await readRelations(archive, '', limits)).find(({ type }) => type.endsWith('/officeDocument'))?.target;
  if (path === undefined) {
    throw fileError('not_a_table', 'The file is a zip file without a workbook. Upload the table as CSV, XLSX or JSON.');
  }
  const relations = await readRelations(archive, path, limits);
  const target = (end: string) => relations.find(({ type }) => type.endsWith(end))?.target;
  const { sheets, from1904 } = await readSheets(archive, path, limits);
  const withPaths = sheets.flatMap(({ id, ...sheet }) => {
    const relation = relations.find((one) => one.id === id && one.type.endsWith('/worksheet'));
    return relation ? [{ ...sheet, path: relation.target }] : [];
  });
  return {
    sheets: withPaths,
    from1904,
    texts: await readTexts(archive, target('/sharedStrings'), limits),
    shapes: await readShapes(archive, target('/styles'), limits),
  };
}

/** The bytes of a part; undefined where there is none. Refuses bombs before the first byte is unpacked. */
export function readPart(archive: ZipArchive, path: string, maxBytes: number): AsyncGenerator<Buffer> | undefined {
  const entry = archive.entries.find((one) => partName(one) === path.toLowerCase());
  if (!entry) return undefined;
  if (isZipBomb(entry, { maxRatio: MAX_RATIO })) {
    throw fileError('zip_bomb', 'The workbook unpacks to far more than it is, as a zip bomb does. Save it again.');
  }
  if (entry.uncompressedSize > maxBytes) {
    const size = Math.ceil(entry.uncompressedSize / 1_000_000);
    const most = Math.floor(maxBytes / 1_000_000);
    throw fileTooLarge(`A part of the workbook has ${size} MB; the limit is ${most} MB. Save the sheet as CSV.`);
  }
  return archive.read(entry);
}

function partName({ fileNameRaw }: Entry): string {
  return fileNameRaw.toString('utf8').replaceAll('\\', '/').toLowerCase();
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

async function readRelations(archive: ZipArchive, part: string, { maxTextBytes }: RowLimits): Promise<Relation[]> {
  const folder = posix.dirname(part);
  const chunks = readPart(archive, posix.join(folder, '_rels', `${posix.basename(part)}.rels`), maxTextBytes);
  const relations: Relation[] = [];
  if (!chunks) return relations;
  await readXml(chunks, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const target = posix.join('/', folder, attributes['Target'] ?? '').slice(1);
      const absolute = attributes['Target']?.startsWith('/') ? attributes['Target'].slice(1) : target;
      relations.push({ id: attributes['Id'] ?? '', type: attributes['Type'] ?? '', target: absolute });
    },
  });
  return relations;
}

async function readSheets(archive: ZipArchive, path: string, { maxTextBytes }: RowLimits) {
  const sheets: { id: string; name: string; hidden: boolean }[] = [];
  let from1904 = false;
  const chunks = readPart(archive, path, maxTextBytes);
  if (!chunks) throw fileError('damaged', 'The workbook lacks its list of sheets. Save it again.');
  await readXml(chunks, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ id, name: attributes['name'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible' });
    },
  });
  return { sheets, from1904 };
}

async function readTexts(archive: ZipArchive, path: string | undefined, limits: RowLimits): Promise<string[]> {
  const texts: string[] = [];
  const chunks = path === undefined ? undefined : readPart(archive, path, limits.maxTextBytes);
  if (!chunks) return texts;
  let text = '';
  let within = false;
  let phonetic = 0;
  await readXml(chunks, {
    open: (name) => {
      if (name === 'si') text = '';
      // How a Japanese text is spoken: not part of the cell.
      if (name === 'rPh') phonetic += 1;
      within = name === 't' && phonetic === 0;
    },
    text: (part) => {
      if (within) text += part;
    },
    close: (name) => {
      within = false;
      if (name === 'rPh') phonetic -= 1;
      if (name === 'si') texts.push(text);
    },
  });
  return texts;
}

async function readShapes(archive: ZipArchive, path: string | undefined, limits: RowLimits): Promise<NumberShape[]> {
  const formats = new Map<number, string>();
  const styles: number[] = [];
  const chunks = path === undefined ? undefined : readPart(archive, path, limits.maxTextBytes);
  if (!chunks) return [];
  let cells = false;
  await readXml(chunks, {
    open: (name, attributes) => {
      if (name === 'cellXfs') cells = true;
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'xf' && cells) styles.push(Number(attributes['numFmtId'] ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') cells = false;
    },
  });
  return numberShapes(styles, formats);
}
