import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** `npm run bench:sync` in small: that it measures, and that a dozen mailboxes in one process warn of nothing. */
test('the measurement of reading mailboxes runs to its end, and many mailboxes in one process leave no warning', async () => {
  const args = ['--import', 'tsx', 'test/bench/sync.ts', '--messages', '40', '--mailboxes', '12', '--print'];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { timeout: 100_000 });
  expect(stdout).toContain('| First synchronisation, stored |');
  expect(stdout).toMatch(/\| 12 mailboxes in one process, peak memory \| \d+ MB \|/);
  expect(stderr).toBe('');
}, 120_000);
