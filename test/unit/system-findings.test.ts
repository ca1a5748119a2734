import { expect, test } from 'vitest';
import { systemFindings } from '../../src/cli/system-findings.ts';
import type { SystemReport } from '../../src/system/system-report.ts';

const NOW = 1_795_000_000_000;
const WELL: SystemReport = {
  version: '1',
  now: NOW,
  database: {
    kind: 'sqlite',
    version: '3',
    schema: '0001',
    unknownMigrations: 0,
    bytes: 1e6,
    walBytes: 1e6,
    freeBytes: 1e11,
    clockAheadMs: 20,
    connections: { open: 20, most: 100 },
  },
  queue: { waiting: 3, oldestMs: 1000, stuck: 0, overdue: 0 },
};

test('a machine that is well has nothing to look at', () => {
  expect(systemFindings(WELL, NOW + 300).filter(({ ok }) => !ok)).toEqual([]);
});

test.each<[string, Partial<SystemReport['database']> & Partial<SystemReport['queue']>, string]>([
  ['schema', { unknownMigrations: 1 }, 'newer version'],
  ['log of SQLite', { walBytes: 2e9 }, 'foreign programs'],
  ['free disk', { freeBytes: 1e8 }, 'make room'],
  ['clock of PostgreSQL', { clockAheadMs: -90_000 }, 'NTP'],
  ['connections', { connections: { open: 95, most: 100 } }, 'max_connections'],
  ['queue', { oldestMs: 7_200_000 }, '120 min'],
  ['leases', { stuck: 2 }, 'no worker runs'],
  ['leases', { overdue: 2 }, 'no worker runs'],
])('%s: %j is told with what to do', (check, wrong, sentence) => {
  const report = { ...WELL, database: { ...WELL.database, ...wrong }, queue: { ...WELL.queue, ...wrong } };
  const troubled = systemFindings(report, NOW).filter(({ ok }) => !ok);
  expect(troubled).toMatchObject([{ check, detail: expect.stringContaining(sentence) }]);
});

test('a server with another time than this machine is told', () => {
  expect(systemFindings(WELL, NOW + 60_000).filter(({ ok }) => !ok)).toMatchObject([{ check: 'clock' }]);
});
