import { describe, expect, test } from 'vitest';
import { isOpen, nextOpening } from '../../../src/runs/release/send-window.ts';
import { instantInZone, isTimeZone } from '../../../src/sdk/index.ts';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);
const office = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] };

describe('send window', () => {
  test('is open by the wall clock of its zone', () => {
    expect(isOpen(office, BERLIN, at('2026-11-20T06:59:59Z'))).toBe(false);
    expect(isOpen(office, BERLIN, at('2026-11-20T07:00:00Z'))).toBe(true);
    expect(isOpen(office, BERLIN, at('2026-11-20T16:59:59Z'))).toBe(true);
    expect(isOpen(office, BERLIN, at('2026-11-20T17:00:00Z'))).toBe(false);
    expect(isOpen(office, 'America/New_York', at('2026-11-20T17:00:00Z'))).toBe(true);
    expect(isOpen(undefined, BERLIN, at('2026-11-21T03:00:00Z'))).toBe(true);
  });

  test('opens next on the next of its days', () => {
    const friday = at('2026-11-20T17:00:00Z');
    expect(new Date(nextOpening(office, BERLIN, friday)).toISOString()).toBe('2026-11-23T07:00:00.000Z');
    const open = at('2026-11-20T12:00:00Z');
    expect(nextOpening(office, BERLIN, open)).toBe(open);
    const mondays = { from: '08:00', to: '09:00', days: [1] };
    const over = at('2026-11-23T08:00:00Z');
    expect(new Date(nextOpening(mondays, BERLIN, over)).toISOString()).toBe('2026-11-30T07:00:00.000Z');
  });

  test('opens at eight on both sides of a change of the clocks', () => {
    const everyDay = { from: '08:00', to: '18:00' };
    const opening = (text: string) => new Date(nextOpening(everyDay, BERLIN, at(text))).toISOString();
    // Summer time begins on 2027-03-28 at 01:00 UTC and ends on 2027-10-31 at 01:00 UTC.
    expect(opening('2027-03-27T20:00:00Z')).toBe('2027-03-28T06:00:00.000Z');
    expect(opening('2027-03-26T20:00:00Z')).toBe('2027-03-27T07:00:00.000Z');
    expect(opening('2027-10-30T20:00:00Z')).toBe('2027-10-31T07:00:00.000Z');
  });

  test('a window that opens in the hour that the clocks skip opens when they skip', () => {
    const night = { from: '02:30', to: '04:00' };
    const opensAt = nextOpening(night, BERLIN, at('2027-03-27T20:00:00Z'));
    expect(new Date(opensAt).toISOString()).toBe('2027-03-28T01:00:00.000Z');
    expect(isOpen(night, BERLIN, opensAt)).toBe(true);
  });

  test('a local time becomes an instant: of two the first, of none the moment of the change', () => {
    const instant = (text: string) => new Date(instantInZone(text, BERLIN) ?? Number.NaN).toISOString();
    expect(instant('2026-11-27T08:00')).toBe('2026-11-27T07:00:00.000Z');
    expect(instant('2027-07-01T08:00')).toBe('2027-07-01T06:00:00.000Z');
    expect(instant('2027-10-31T02:30')).toBe('2027-10-31T00:30:00.000Z');
    expect(instant('2027-03-28T02:30')).toBe('2027-03-28T01:00:00.000Z');
    expect(instantInZone('2026-11-27T08:00', 'Asia/Kathmandu')).toBe(at('2026-11-27T02:15:00.000Z'));
    expect(instantInZone('2028-02-29T23:59', 'UTC')).toBe(at('2028-02-29T23:59:00Z'));
  });

  test('a date or time that no calendar has is no instant', () => {
    for (const text of [
      ...['2027-13-01T08:00', '2027-00-01T08:00', '2027-02-30T08:00', '2027-02-29T08:00', '2027-04-31T08:00'],
      ...['2027-01-00T08:00', '2027-01-01T24:00', '2027-01-01T25:00', '2027-01-01T08:60'],
    ]) {
      expect(instantInZone(text, BERLIN), text).toBeUndefined();
    }
  });

  test('knows which zones there are', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
  });
});
