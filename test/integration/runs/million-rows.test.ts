import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openRows } from '../../../src/runs/intake/rows/open-rows.ts';
import type { RowOptions } from '../../../src/runs/intake/rows/row.ts';

const ROWS = 1_000_000;
const AT_ONCE = 1000;

async function* upload(start: string, row: (index: number) => string, end: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(start);
  for (let first = 0; first < ROWS; first += AT_ONCE) {
    yield Buffer.from(Array.from({ length: AT_ONCE }, (_, index) => row(first + index)).join(''));
    // As an upload does: other work gets its turn.
    if (first % 50_000 === 0) await setImmediate();
  }
  yield Buffer.from(end);
}

async function readAll(source: AsyncIterable<Uint8Array>, options: RowOptions) {
  const { rows } = await openRows(source, options);
  let count = 0;
  let most = 0;
  for await (const row of rows) {
    if ('problem' in row) throw new Error(row.problem);
    count += 1;
    if (count % 10_000 === 0)
      most = Math.max(most, process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers);
  }
  return { count, megabytes: most / 1_000_000 };
}

test.each([
  [
    'CSV',
    'rows.csv',
    'id;mail;name;sum\r\n',
    (n: number) => `E${n};e${n}@corp.example;"Müller, Anna";1.234,50\r\n`,
    '',
  ],
  [
    'JSON',
    'rows.json',
    '[',
    (n: number) => `${n ? ',' : ''}{"id":"E${n}","mail":"e${n}@corp.example","sum":1.5}\n`,
    ']',
  ],
])(
  'a million rows of %s are read with flat memory',
  async (_, fileName, start, row, end) => {
    const before = process.memoryUsage();
    const { count, megabytes } = await readAll(upload(start, row, end), { fileName });
    expect(count).toBe(ROWS);
    // 60 MB of text went through; the rest is what the collector has not come to yet.
    expect(megabytes - (before.heapUsed + before.arrayBuffers) / 1_000_000).toBeLessThan(60);
  },
  60_000,
);
