import { expect, test } from 'vitest';
import { durationText } from '../../../src/cli/duration-text.ts';

const [S, M, H, D] = [1_000, 60_000, 3_600_000, 86_400_000];

test.each([
  [0, '1 second'],
  [300, '1 second'],
  [45 * S, '45 seconds'],
  [M, '1 minute'],
  [61 * S, '2 minutes'],
  [59 * M + S, '1 hour'],
  [H, '1 hour'],
  [2 * H + 4 * M + 10 * S, '2 hours 5 minutes'],
  [H + 59 * M + 30 * S, '2 hours'],
  [24 * H - M, '23 hours 59 minutes'],
  [24 * H - S, '1 day'],
  [D, '1 day'],
  [3 * D + 30 * M, '3 days 1 hour'],
  [D + 23 * H + 30 * M, '2 days'],
])('%d ms are said as "%s"', (ms, words) => {
  expect(durationText(ms)).toBe(words);
});
