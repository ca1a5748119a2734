import { expect, test } from 'vitest';
import { FIRST_DRAFT, type TimingDraft, timingOf } from '../../../web/src/schedules/timing.ts';

const typed: TimingDraft = {
  ...FIRST_DRAFT,
  ...{ at: '2026-12-24T08:00', field: 'start', days: '-3', hours: '2', minutes: '0', every: '15', minute: '30' },
  ...{ time: '07:30', weekdaysOnly: true, weekdays: ['5', '1'], day: '31', nth: 'last', weekday: '5' },
};

test.each([
  ['once', { kind: 'once', at: '2026-12-24T08:00' }],
  ['after', { kind: 'after', days: -3, hours: 2, minutes: 0 }],
  ['field', { kind: 'field', field: 'start', days: -3, time: '07:30' }],
  ['minutes', { kind: 'minutes', every: 15 }],
  ['hourly', { kind: 'hourly', minute: 30 }],
  ['daily', { kind: 'daily', time: '07:30', weekdaysOnly: true }],
  ['weekly', { kind: 'weekly', time: '07:30', days: [1, 5] }],
  ['monthly', { kind: 'monthly', time: '07:30', day: 31 }],
  ['monthly_weekday', { kind: 'monthly_weekday', time: '07:30', nth: 'last', weekday: 5 }],
] as const)('A1.58 %s takes what it needs of what was typed, and nothing else', (kind, expected) => {
  expect(timingOf({ ...typed, kind })).toEqual(expected);
});

test('what was left blank is no number, not zero', () => {
  expect(timingOf({ ...typed, kind: 'minutes', every: ' ' })).toEqual({ kind: 'minutes', every: Number.NaN });
});
