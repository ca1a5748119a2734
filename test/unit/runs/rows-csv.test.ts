import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRows, refusal } from './read-rows.ts';

const anna = { line: 2, values: { id: 'E001', name: 'Müller, Anna' } };

describe('a CSV file', () => {
  test.each([
    ['commas and quotes', 'id,name\nE001,"Müller, Anna"\n', 'utf-8', ','],
    ['a byte order mark', '\ufeffid;name\r\nE001;Müller, Anna\r\n', 'utf-8', ';'],
    ['tabs', 'id\tname\nE001\tMüller, Anna', 'utf-8', '\t'],
    ['bars', 'id|name\rE001|Müller, Anna\r', 'utf-8', '|'],
    ['UTF-16 with a mark', Buffer.from('\ufeffid;name\nE001;Müller, Anna\n', 'utf16le'), 'utf-16le', ';'],
    ['UTF-16 without a mark', Buffer.from('id;name\nE001;Müller, Anna\n', 'utf16le'), 'utf-16le', ';'],
    ['UTF-16BE', Buffer.from('\ufeffid;name\nE001;Müller, Anna\n', 'utf16le').swap16(), 'utf-16be', ';'],
    ['Windows-1252', Buffer.from('id;name\nE001;Müller, Anna\n', 'latin1'), 'windows-1252', ';'],
  ])('is read with %s, in chunks of any size', async (_, bytes, encoding, separator) => {
    for (const size of [1, 2, 3, 65_536]) {
      const { headers, rows, detected } = await readRows(bytes, {}, size);
      expect({ headers, rows }).toEqual({ headers: ['id', 'name'], rows: [anna] });
      expect(detected).toEqual({ format: 'csv', encoding, separator });
    }
  });

  test('in Windows-1252 is read with a warning, because it was found out and not told', async () => {
    const late = Buffer.concat([
      Buffer.from(`id;name\n${'E000;Eve\n'.repeat(20_000)}`),
      Buffer.from('E001;Jos\xe9\n', 'latin1'),
    ]);
    const { rows, warnings, detected } = await readRows(late);
    expect(rows.at(-1)).toEqual({ line: 20_002, values: { id: 'E001', name: 'José' } });
    expect(detected.encoding).toBe('windows-1252');
    expect(warnings.map(({ kind }) => kind)).toEqual(['encoding']);
  });

  test('that is UTF-8 first and something else later is refused with the place', async () => {
    const bytes = Buffer.concat([
      Buffer.from('id;name\nE001;Müller\n'.padEnd(70_000, '\n')),
      Buffer.from('E002;Jos\xe9;\n', 'latin1'),
    ]);
    expect(await refusal(bytes)).toMatchObject({ reason: 'encoding', code: 'VALIDATION' });
  });

  test('keeps line breaks in quoted cells, and counts lines as an editor does', async () => {
    const { rows } = await readRows('id,note\r\nE001,"a\r\nb ""c"" d"\r\nE002,5" pipe\r\n');
    expect(rows).toEqual([
      { line: 2, values: { id: 'E001', note: 'a\r\nb "c" d' } },
      { line: 4, values: { id: 'E002', note: '5" pipe' } },
    ]);
  });

  test('with a row of too many or too few cells loses that row only', async () => {
    const { rows } = await readRows('id,name\nE001\nE002,Eve,x\nE003,"Eve"x\nE004,Eve\n');
    expect(rows.map((row) => ('problem' in row ? row.problem : row.values['id']))).toEqual([
      expect.stringContaining('1 cells, but there are 2'),
      expect.stringContaining('3 cells, but there are 2'),
      expect.stringContaining('text after the closing quote of cell 2'),
      'E004',
    ]);
  });

  test('with a quote that never closes says where it began', async () => {
    const answer = await refusal(`id,name\nE001,Anna\nE002,"Boris\n${'E003,Eve\n'.repeat(10)}`);
    expect(answer).toMatchObject({ reason: 'unclosed_quote', line: 3 });
    const long = await refusal(`id,name\nE001,"Anna\n${'E003,Eve\n'.repeat(10_000)}`, {
      limits: { maxRowLength: 5000 },
    });
    expect(long).toMatchObject({ reason: 'unclosed_quote', line: 2 });
  });

  test('keeps cells that look like formulas as text, and warns of them but not of numbers', async () => {
    const { rows, warnings } = await readRows('id,a\nE001,=1+1\nE002,-5\nE003,+43 660 12\nE004,@x\nE005,-1+cmd\n');
    expect(rows[0]).toEqual({ line: 2, values: { id: 'E001', a: '=1+1' } });
    expect(warnings).toEqual([expect.objectContaining({ kind: 'formula_text', count: 3, lines: [2, 5, 6] })]);
  });

  test('with a NUL in a cell loses that row only', async () => {
    const { rows } = await readRows(`id,name\nE001,An\0na\nE002,${'x'.repeat(200)}\n`);
    expect(rows.map((row) => 'problem' in row)).toEqual([true, false]);
  });

  test('tells of rows that were emptied, and passes over empty lines', async () => {
    const { rows, warnings } = await readRows('id;name\n\n;\nE001;Anna\n\n');
    expect(rows.map(({ line }) => line)).toEqual([4]);
    expect(warnings).toEqual([expect.objectContaining({ kind: 'empty_rows', count: 1, lines: [3] })]);
  });

  test('is read with the separator its first line tells, and with one column without any', async () => {
    expect((await readRows('sep=|\nid|name\nE001|a,b\n')).rows).toEqual([
      { line: 3, values: { id: 'E001', name: 'a,b' } },
    ]);
    const one = await readRows('mail\na@x.example\n');
    expect(one.detected.separator).toBeNull();
    expect(one.rows).toEqual([{ line: 2, values: { mail: 'a@x.example' } }]);
  });

  test('takes the separator and encoding that were chosen', async () => {
    const chosen = await readRows(Buffer.from('a;b,c\n1;\xe9,3\n', 'latin1'), {
      separator: ',',
      encoding: 'windows-1252',
    });
    expect(chosen.rows).toEqual([{ line: 2, values: { 'a;b': '1;é', c: '3' } }]);
    expect(chosen.warnings).toEqual([]);
  });

  test.each([
    ['two columns of one name', 'id,Name,name\n1,2,3\n', 'headers', 'name'],
    ['a column without a name', 'id,,name\n1,2,3\n', 'headers', 'Without a name: B'],
    ['a column with a name of JavaScript', 'id,__proto__\n1,2\n', 'headers', '__proto__'],
    ['no bytes', '', 'empty', '0 bytes'],
    ['only empty lines', '\n\n', 'empty', 'names of the columns'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'not_a_table', 'a PDF'],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'not_a_table', 'PNG'],
    [
      'bytes of anything',
      Buffer.from(Array.from({ length: 500 }, (_, index) => index % 32)),
      'not_a_table',
      'not text',
    ],
    ['a web page', '<!DOCTYPE html><p>Sign in</p>', 'not_a_table', 'web page'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'old_workbook', '.xlsx'],
  ])('is refused with %s', async (_, bytes, reason, words) => {
    const answer = await refusal(bytes);
    expect(answer).toMatchObject({ code: 'VALIDATION', reason });
    expect(answer.message).toContain(words);
  });

  test('may have 200 columns, and no more than the limit', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `c${index}`).join(';');
    expect((await readRows(`${names}\n${names}\n`)).headers).toHaveLength(200);
    expect(await refusal(`${names}\n`, { limits: { maxColumns: 199 } })).toMatchObject({ code: 'TOO_LARGE' });
    expect(await refusal('a,b\n1,2\n3,4\n', { limits: { maxRows: 1 } })).toMatchObject({ code: 'TOO_LARGE' });
  });

  test('stops when it is cancelled', async () => {
    expect(await refusal('a,b\n1,2\n', { signal: AbortSignal.abort() })).toMatchObject({ code: 'CANCELLED' });
  });

  test('any table written by the rules comes back as it was', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', '\t', '😀') });
    const tables = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(tables, fc.integer({ min: 1, max: 7 }), async (table, size) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const filled = table.map(([a, b], index) => [`${index}${a}`, b]);
        const text = ['x,y', ...filled.map((row) => row.map((one) => quoted(one ?? '')).join(','))].join('\r\n');
        const { rows } = await readRows(text, { separator: ',' }, size);
        const read = rows.map((row) => ('values' in row ? [row.values['x'], row.values['y'] ?? ''] : row));
        expect(read).toEqual(filled);
      }),
      { numRuns: 200 },
    );
  });
});
