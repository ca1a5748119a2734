import { describe, expect, test } from 'vitest';
import { nextRun, nextRuns, type Timing } from '../../../rules/schedules/next-run.ts';
import { timingText } from '../../../rules/schedules/timing-text.ts';

const ZONE = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);

function runs(timing: Timing, after: string, most = 3, over: { zone?: string; facts?: object } = {}): string[] {
  const frame = { zone: over.zone ?? ZONE, anchor: at(after), facts: (over.facts ?? {}) as never };
  return nextRuns(timing, frame, at(after), most).map((one) => new Date(one).toISOString().slice(0, 16));
}

describe('A1.58 when a schedule runs', () => {
  test('every day at the same time of the clock on both sides of a change of the clocks', () => {
    const timing: Timing = { kind: 'daily', time: '08:00' };
    expect(runs(timing, '2026-03-27T12:00Z')).toEqual(['2026-03-28T07:00', '2026-03-29T06:00', '2026-03-30T06:00']);
    expect(runs(timing, '2026-10-23T12:00Z')).toEqual(['2026-10-24T06:00', '2026-10-25T07:00', '2026-10-26T07:00']);
  });

  test('a time that the clocks skip runs once, at the moment they skip', () => {
    const timing: Timing = { kind: 'daily', time: '02:30' };
    expect(runs(timing, '2026-03-28T12:00Z', 2)).toEqual(['2026-03-29T01:00', '2026-03-30T00:30']);
  });

  test('a time that comes twice runs once, the first time', () => {
    const timing: Timing = { kind: 'daily', time: '02:30' };
    expect(runs(timing, '2026-10-24T12:00Z', 2)).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
  });

  test('every hour goes on through the hour that comes twice, and has none for the hour that is skipped', () => {
    const timing: Timing = { kind: 'hourly', minute: 15 };
    expect(runs(timing, '2026-10-25T00:00Z', 2)).toEqual(['2026-10-25T00:15', '2026-10-25T01:15']);
    expect(runs(timing, '2026-03-29T00:15Z', 2)).toEqual(['2026-03-29T01:15', '2026-03-29T02:15']);
  });

  test('every hour is at the minute of the zone, also where zones differ by half an hour', () => {
    const timing: Timing = { kind: 'hourly', minute: 0 };
    expect(runs(timing, '2026-11-27T10:00Z', 2, { zone: 'Asia/Kolkata' })).toEqual([
      '2026-11-27T10:30',
      '2026-11-27T11:30',
    ]);
    // Lord Howe Island moves its clocks by half an hour: 02:00 becomes 02:30, and 03:00 comes half an hour later.
    expect(runs(timing, '2026-10-03T15:10Z', 1, { zone: 'Australia/Lord_Howe' })).toEqual(['2026-10-03T16:00']);
  });

  test('the 31st is the last day of a shorter month, and the 29th of February only falls on one', () => {
    expect(runs({ kind: 'monthly', day: 31, time: '09:00' }, '2026-01-30T12:00Z', 4)).toEqual([
      '2026-01-31T08:00',
      '2026-02-28T08:00',
      '2026-03-31T07:00',
      '2026-04-30T07:00',
    ]);
    expect(runs({ kind: 'monthly', day: 29, time: '09:00' }, '2028-02-01T12:00Z', 1)).toEqual(['2028-02-29T08:00']);
  });

  test('the first to fourth and the last of a weekday, whether the month has four of them or five', () => {
    const friday = (nth: 'first' | 'fourth' | 'last') =>
      runs({ kind: 'monthly_weekday', nth, weekday: 5, time: '09:00' }, '2026-10-01T00:00Z', 2);
    expect(friday('first')).toEqual(['2026-10-02T07:00', '2026-11-06T08:00']);
    expect(friday('fourth')).toEqual(['2026-10-23T07:00', '2026-11-27T08:00']);
    expect(friday('last')).toEqual(['2026-10-30T08:00', '2026-11-27T08:00']);
  });

  test('on weekdays only, and on chosen days of the week', () => {
    expect(runs({ kind: 'daily', time: '08:00', weekdaysOnly: true }, '2026-11-27T12:00Z', 1)).toEqual([
      '2026-11-30T07:00',
    ]);
    expect(runs({ kind: 'weekly', days: [7, 2], time: '08:00' }, '2026-11-27T12:00Z', 2)).toEqual([
      '2026-11-29T07:00',
      '2026-12-01T07:00',
    ]);
  });

  test('every n minutes counts from when the schedule was made, however late it is asked', () => {
    const frame = { zone: ZONE, anchor: at('2026-11-27T10:07Z'), facts: {} };
    const timing: Timing = { kind: 'minutes', every: 10 };
    expect(nextRun(timing, frame, frame.anchor - 1)).toBe(at('2026-11-27T10:17Z'));
    expect(nextRun(timing, frame, at('2026-11-28T10:18Z'))).toBe(at('2026-11-28T10:27Z'));
  });

  test('once at a date of the record, days before by the calendar and hours by the clock', () => {
    const facts = { due: '2026-03-30', exact: '2026-03-30T10:00:00+02:00', wrong: '2026-02-30', none: 5 };
    const daysBefore = (field: string, more: object = {}) =>
      runs({ kind: 'field', field, days: -2, ...more }, '2026-01-01T00:00Z', 3, { facts });
    expect(daysBefore('due')).toEqual(['2026-03-28T07:00']);
    expect(daysBefore('due', { time: '10:30', hours: -1 })).toEqual(['2026-03-28T08:30']);
    expect(daysBefore('exact')).toEqual(['2026-03-28T09:00']);
    for (const field of ['wrong', 'none', 'missing']) expect(daysBefore(field)).toEqual([]);
  });

  test('once: at a time, after a while, and never again', () => {
    expect(runs({ kind: 'once', at: '2026-12-01T08:00' }, '2026-11-27T12:00Z')).toEqual(['2026-12-01T07:00']);
    expect(runs({ kind: 'once', at: '2026-11-01T08:00' }, '2026-11-27T12:00Z')).toEqual([]);
    expect(runs({ kind: 'once', at: '2026-02-30T08:00' }, '2026-01-27T12:00Z')).toEqual([]);
    expect(runs({ kind: 'after', days: 1, minutes: 5 }, '2026-10-24T12:00Z')).toEqual(['2026-10-25T13:05']);
  });

  test('it is said in words', () => {
    expect(timingText({ kind: 'monthly_weekday', nth: 'last', weekday: 5, time: '09:00' })).toBe(
      'On the last Friday of each month at 09:00',
    );
    expect(timingText({ kind: 'field', field: 'due', days: -2 })).toBe('Once, 2 days before due');
    expect(timingText({ kind: 'field', field: 'due', days: -1, hours: 3 })).toBe('Once, -1 day 3 hours from due');
    expect(timingText({ kind: 'monthly', day: 30, time: '09:00' })).toBe(
      'On day 30 of each month at 09:00, or its last day',
    );
  });
});
