import { type ZipItem, zipFile } from './zip-file.ts';

export interface XlsxSheet {
  name: string;
  /** XML of the rows. */
  rows: string;
  /** XML behind the rows, for example merged cells. */
  after?: string;
  state?: 'hidden' | 'veryHidden';
}

export interface XlsxParts {
  sheets: XlsxSheet[];
  texts?: string[];
  /** Number format of each style: a code of one's own, or the number of a built-in one. */
  formats?: (string | number)[];
  from1904?: boolean;
  extra?: ZipItem[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** A workbook as spreadsheet programs write it. */
export function xlsxFile({ sheets, texts = [], formats = [], from1904 = false, extra = [] }: XlsxParts): Buffer {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const relations = (inner: string) =>
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const list = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="s${index + 1}"/>`,
  );
  const own = formats.map((code, index) =>
    typeof code === 'string' ? `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>` : '',
  );
  const styles = formats.map((code, index) => `<xf numFmtId="${typeof code === 'string' ? 200 + index : code}"/>`);
  return zipFile([
    { name: '_rels/.rels', bytes: relations(relation('w', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      bytes: `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      bytes: relations(
        sheets.map((_, index) => relation(`s${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)).join('') +
          relation('t', 'sharedStrings', '/xl/sharedStrings.xml') +
          relation('f', 'styles', 'styles.xml'),
      ),
    },
    {
      name: 'xl/sharedStrings.xml',
      bytes: `${HEAD}<sst ${MAIN}>${texts.map((text) => `<si>${text.startsWith('<') ? text : `<t>${text}</t>`}</si>`).join('')}</sst>`,
    },
    {
      name: 'xl/styles.xml',
      bytes: `${HEAD}<styleSheet ${MAIN}><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
    },
    ...sheets.map(({ rows, after = '' }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      bytes: `${HEAD}<worksheet ${MAIN}><sheetData>${rows}</sheetData>${after}</worksheet>`,
    })),
    ...extra,
  ]);
}
