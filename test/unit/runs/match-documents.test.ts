import { describe, expect, test } from 'vitest';
import { matchDocuments } from '../../../src/runs/intake/documents/match-documents.ts';

const document = (name: string, sha256 = name) => ({ name, sha256 });
const rows = (...ids: (string | number | null)[]) =>
  ids.map((employeeId, index) => ({ line: index + 2, values: { employeeId } }));
const pattern = '{{employeeId}}.pdf';

describe('matching rows and documents', () => {
  test('finds by pattern in any folder, ignoring case and normal form', () => {
    const anna = document('slips/e001.PDF');
    const soren = document('S\u00f8re\u0301n.pdf');
    const matches = matchDocuments(
      rows('E001', 'Sørén', 7, null),
      [anna, soren, document('7.pdf'), document('spare.pdf')],
      { pattern },
    );
    expect(matches.rows.map((row) => (row.found === 'document' ? row.document.name : [row.found, row.wanted]))).toEqual(
      ['slips/e001.PDF', 'S\u00f8re\u0301n.pdf', '7.pdf', ['none', null]],
    );
    expect(matches.unclaimed).toEqual([document('spare.pdf')]);
    expect(matches.shared).toEqual([]);
  });

  test('tells of no document and of several, and takes the folder where the row names it', () => {
    const two = [document('a/E001.pdf', 'x'), document('b/E001.pdf', 'y')];
    const found = matchDocuments(rows('E001', 'E002'), two, { pattern }).rows;
    expect(found.map(({ found: answer }) => answer)).toEqual(['several', 'none']);
    const [row] = matchDocuments([{ line: 2, values: { file: 'B\\E001.pdf' } }], two, { column: 'file' }).rows;
    expect(row).toMatchObject({ found: 'document', document: { name: 'b/E001.pdf' } });
  });

  test('tells of one document for two rows, by its name and by its bytes', () => {
    const documents = [document('E001.pdf', 'same'), document('E002.pdf', 'same'), document('E003.pdf', 'own')];
    expect(matchDocuments(rows('E001', 'E002', 'E003', 'E003'), documents, { pattern }).shared).toEqual([
      { by: 'digest', lines: [2, 3], names: ['E001.pdf', 'E002.pdf'] },
      { by: 'name', lines: [4, 5], names: ['E003.pdf'] },
    ]);
  });

  test('refuses a pattern without a column and columns that are not there', () => {
    expect(() => matchDocuments(rows('E001'), [], { pattern: 'slip.pdf' })).toThrow('names no column');
    expect(() => matchDocuments(rows('E001'), [], { pattern: '{{id}}.pdf' })).toThrow('no column id');
    expect(() => matchDocuments(rows('E001'), [], { column: 'toString' })).toThrow('no column toString');
  });
});
