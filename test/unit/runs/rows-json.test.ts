import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRows, refusal } from './read-rows.ts';

const fileName = 'rows.json';

describe('a JSON file', () => {
  test('is read as a list or line by line, in chunks of any size', async () => {
    const list = '[\n {"id":"E1","note":"a ] } , \\" b"},\n {"id":"E2","paid":true,"sum":1.5,"note":""}\n]\n';
    const lines = '{"id":"E1","note":"a ] } , \\" b"}\n\n{"id":"E2","paid":true,"sum":1.5,"note":""}';
    for (const size of [1, 3, 65_536]) {
      const first = await readRows(list, { fileName }, size);
      expect(first.headers).toEqual(['id', 'note', 'paid', 'sum']);
      expect(first.rows).toEqual([
        { line: 2, values: { id: 'E1', note: 'a ] } , " b', paid: null, sum: null } },
        { line: 3, values: { id: 'E2', note: null, paid: true, sum: 1.5 } },
      ]);
      const second = await readRows(lines, { fileName: 'rows.ndjson' }, size);
      expect([first.detected.format, second.detected.format]).toEqual(['json', 'ndjson']);
      expect(second.rows.map((row) => ('values' in row ? row.values : row))).toEqual(
        first.rows.map((row) => ('values' in row ? row.values : row)),
      );
    }
  });

  test('loses only the rows that cannot be used', async () => {
    const rows = ['{"id":1}', '5', '{"id":[1]}', '{"id":12345678901234567890}', '{"id" 1}', '{}', '{"id":2}'];
    const read = await readRows(`[${rows.join(',\n')}]`, { fileName });
    expect(read.rows.map((row) => ('problem' in row ? row.problem : row.values['id']))).toEqual([
      1,
      expect.stringContaining('no object'),
      expect.stringContaining('list or an object'),
      expect.stringContaining('too many digits'),
      expect.stringContaining('not valid JSON'),
      2,
    ]);
    expect(read.warnings).toEqual([expect.objectContaining({ kind: 'empty_rows', lines: [6] })]);
  });

  test('with a field that the first 100 rows lack tells it of that row', async () => {
    const rows = [...Array.from({ length: 100 }, () => ({ id: 1 })), { id: 2, late: 3 }];
    const read = await readRows(JSON.stringify(rows), { fileName });
    expect(read.rows.at(-1)).toEqual({ line: 1, problem: expect.stringContaining('"late"') });
  });

  test.each([
    ['a list that is cut off', '[{"id":1},', 'never closed'],
    ['an empty element', '[{"id":1},,{"id":2}]', 'comma'],
    ['a comma at the end', '[{"id":1},]', 'comma'],
    ['text behind the list', '[{"id":1}] x', 'outside'],
    ['no list', '"text"', 'one list of objects'],
  ])('is refused with %s', async (_, bytes, words) => {
    const answer = await refusal(bytes, { fileName });
    expect(answer.reason).toBe('json');
    expect(answer.message).toContain(words);
  });

  test('any list comes back as it was', async () => {
    const value = fc.oneof(fc.string({ minLength: 1 }), fc.boolean(), fc.integer());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ a: value, b: value }), { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        async (list, size) => {
          const { rows } = await readRows(JSON.stringify(list, undefined, 1), { fileName }, size);
          expect(rows.map((row) => ('values' in row ? row.values : row))).toEqual(list);
        },
      ),
    );
  });
});
