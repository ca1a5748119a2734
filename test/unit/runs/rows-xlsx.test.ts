import { describe, expect, test } from 'vitest';
import { type XlsxParts, xlsxFile } from '../../support/xlsx-file.ts';
import { readRows, refusal } from './read-rows.ts';

const text = (ref: string, index: number) => `<c r="${ref}" t="s"><v>${index}</v></c>`;
const inline = (ref: string, words: string) => `<c r="${ref}" t="inlineStr"><is><t>${words}</t></is></c>`;
const row = (line: number, cells: string, attributes = '') => `<row r="${line}"${attributes}>${cells}</row>`;

function workbook(rows: string, more: Partial<XlsxParts> = {}, after = ''): Buffer {
  const head = row(1, inline('A1', 'id') + inline('B1', 'value'));
  return xlsxFile({ sheets: [{ name: 'July', rows: head + rows, after }], ...more });
}

const fileName = 'rows.xlsx';

describe('an XLSX file', () => {
  test('is read with texts, numbers, truth and dates', async () => {
    const { headers, rows, detected, warnings } = await readRows(
      workbook(
        row(2, text('A2', 0) + text('B2', 1)) +
          row(3, `${inline('A3', 'E2')}<c r="B3"><v>1234.5</v></c>`) +
          row(4, `${inline('A4', 'E3')}<c r="B4" t="b"><v>1</v></c>`) +
          row(5, `${inline('A5', 'E4')}<c r="B5" s="1"><v>45839</v></c>`) +
          row(6, `${inline('A6', 'E5')}<c r="B6" s="2"><v>45839.75</v></c>`) +
          row(7, `${inline('A7', 'E6')}<c r="B7" s="3"><v>0.5</v></c>`) +
          row(9, inline('A9', 'E7')),
        {
          texts: ['E1 &amp; Co', '<r><t>rich </t></r><r><t>text</t></r><rPh><t>no</t></rPh>'],
          formats: [0, 14, 'dd/mm/yyyy hh:mm', 'h:mm'],
        },
      ),
      { fileName },
      50,
    );
    expect(detected).toEqual({ format: 'xlsx', sheet: 'July', sheets: [{ name: 'July', hidden: false }] });
    expect(headers).toEqual(['id', 'value']);
    expect(
      rows.map((read) => ('values' in read ? [read.line, read.values['id'], read.values['value']] : read)),
    ).toEqual([
      [2, 'E1 & Co', 'rich text'],
      [3, 'E2', 1234.5],
      [4, 'E3', true],
      [5, 'E4', '2025-07-01'],
      [6, 'E5', '2025-07-01T18:00:00'],
      [7, 'E6', '12:00:00'],
      [9, 'E7', null],
    ]);
    expect(warnings).toEqual([]);
  });

  test('takes numbers with the digits that people see, and not with those of their binary form', async () => {
    const { rows } = await readRows(
      workbook(
        row(2, '<c r="A2"><v>0.30000000000000004</v></c><c r="B2"><v>12345678901234567</v></c>') +
          row(3, '<c r="A3"><v>1.1000000000000001E-5</v></c><c r="B3"><v>2001.50</v></c>'),
      ),
      { fileName },
    );
    expect(rows).toEqual([
      { line: 2, values: { id: 0.3, value: 12_345_678_901_234_600 } },
      { line: 3, values: { id: 0.000011, value: 2001.5 } },
    ]);
  });

  test('counts dates from 1904 where it says so, and the day that never was', async () => {
    const dates = (parts: Partial<XlsxParts>) =>
      readRows(
        workbook(row(2, '<c r="A2" s="0"><v>1</v></c><c r="B2" s="0"><v>61</v></c>'), { formats: [14], ...parts }),
        { fileName },
      );
    expect((await dates({})).rows).toEqual([{ line: 2, values: { id: '1900-01-01', value: '1900-03-01' } }]);
    expect((await dates({ from1904: true })).rows).toEqual([
      { line: 2, values: { id: '1904-01-02', value: '1904-03-02' } },
    ]);
  });

  test('takes numbers that are shown with zeros as the text people see, with a warning', async () => {
    const { rows, warnings } = await readRows(
      workbook(row(2, '<c r="A2" s="0"><v>123</v></c>'), { formats: ['00000'] }),
      { fileName },
    );
    expect(rows).toEqual([{ line: 2, values: { id: '00123', value: null } }]);
    expect(warnings).toEqual([expect.objectContaining({ kind: 'leading_zeros', lines: [2] })]);
  });

  test('takes formulas by their saved value with a warning, and refuses those without one', async () => {
    const { rows, warnings } = await readRows(
      workbook(
        row(2, `${inline('A2', 'E1')}<c r="B2"><f>1+1</f><v>2</v></c>`) +
          row(3, `${inline('A3', 'E2')}<c r="B3"><f>1+1</f></c>`) +
          row(4, `${inline('A4', 'E3')}<c r="B4" t="e"><v>#N/A</v></c>`) +
          row(5, inline('A5', 'E4') + inline('C5', 'beside')),
      ),
      { fileName },
    );
    expect(rows.map((read) => ('problem' in read ? read.problem : read.values['value']))).toEqual([
      2,
      expect.stringContaining('B3 was never calculated'),
      expect.stringContaining('B4 holds the error #N/A'),
      expect.stringContaining('C5 stands beside'),
    ]);
    expect(warnings).toEqual([expect.objectContaining({ kind: 'formula', count: 1, lines: [2] })]);
  });

  test('tells of hidden rows, merged cells and emptied rows', async () => {
    const rows = row(2, inline('A2', 'E1'), ' hidden="1"') + row(3, '<c r="A3"/>') + row(4, inline('A4', 'E2'));
    const read = await readRows(workbook(rows, {}, '<mergeCells><mergeCell ref="A2:B2"/></mergeCells>'), { fileName });
    expect(read.rows.map(({ line }) => line)).toEqual([2, 4]);
    const told = Object.fromEntries(read.warnings.map(({ kind, lines }) => [kind, lines]));
    expect(told).toEqual({ hidden_rows: [2], empty_rows: [3], merged_cells: [2] });
  });

  test('gives its first visible sheet, or the one that is named', async () => {
    const sheet = (word: string) => row(1, inline('A1', 'id')) + row(2, inline('A2', word));
    const sheets = [
      { name: 'Secret', rows: sheet('one'), state: 'veryHidden' as const },
      { name: 'July', rows: sheet('two') },
    ];
    const first = await readRows(xlsxFile({ sheets }), { fileName });
    expect(first.rows).toEqual([{ line: 2, values: { id: 'two' } }]);
    expect(first.warnings).toEqual([expect.objectContaining({ kind: 'other_sheets', count: 1 })]);
    const named = await readRows(xlsxFile({ sheets }), { fileName, sheet: 'Secret' });
    expect(named.rows).toEqual([{ line: 2, values: { id: 'one' } }]);
    expect(named.warnings.map(({ kind }) => kind)).toEqual(['hidden_sheet', 'other_sheets']);
    const none = await refusal(xlsxFile({ sheets }), { fileName, sheet: 'May' });
    expect(none).toMatchObject({ reason: 'no_such_sheet', message: expect.stringContaining('"Secret", "July"') });
  });

  test('is refused where it is a bomb, cut off, no workbook or too large', async () => {
    const bomb = workbook(row(2, inline('A2', ' '.repeat(40_000_000))));
    expect(await refusal(bomb, { fileName })).toMatchObject({ reason: 'zip_bomb' });
    const good = workbook(row(2, inline('A2', 'E1')));
    expect(await refusal(good.subarray(0, good.length - 30), { fileName })).toMatchObject({ reason: 'damaged' });
    expect(await refusal(xlsxFile({ sheets: [] }), { fileName })).toMatchObject({ reason: 'no_such_sheet' });
    expect(await refusal(good, { fileName, limits: { maxXlsxBytes: 100 } })).toMatchObject({ code: 'TOO_LARGE' });
    expect(await refusal(good, { fileName, limits: { maxSheetBytes: 100 } })).toMatchObject({ code: 'TOO_LARGE' });
    const broken = xlsxFile({ sheets: [{ name: 'July', rows: '<row r="1"><c></row>' }] });
    expect(await refusal(broken, { fileName })).toMatchObject({ reason: 'damaged' });
    const far = xlsxFile({ sheets: [{ name: 'July', rows: row(1, inline('XFD1', 'id')) }] });
    expect(await refusal(far, { fileName })).toMatchObject({ code: 'TOO_LARGE' });
  });
});
