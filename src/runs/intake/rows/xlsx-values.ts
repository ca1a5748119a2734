/** What a number format makes of a number: a date, digits filled up with zeros, or just a number. */
export type NumberShape = { kind: 'number' } | { kind: 'date' } | { kind: 'zeros'; digits: number };

const DAY_MS = 86_400_000;
/** Built-in formats that show dates or times (ECMA-376, 18.8.30, with those of East Asia). */
const BUILT_IN_DATES: [from: number, to: number][] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

export function numberShapes(styles: readonly number[], formats: ReadonlyMap<number, string>): NumberShape[] {
  return styles.map((id) => {
    const code = formats.get(id);
    if (code === undefined) {
      return { kind: BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to) ? 'date' : 'number' };
    }
    // 00000 shows employee 123 as 00123, and that is how everybody knows her.
    if (/^0{2,}$/.test(code)) return { kind: 'zeros', digits: code.length };
    // Texts in quotes, escaped characters and colours are no date, though they may have a d or an m in them.
    const bare = code.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|[_*]./gi, '');
    return { kind: /[dmyhs]/i.test(bare.split(';')[0] ?? '') && !/general/i.test(bare) ? 'date' : 'number' };
  });
}

/** The day and time of a serial number, as ISO 8601 without a zone: a workbook has none. */
export function isoDate(serial: number, from1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return undefined;
  // Half a millisecond of rounding, because times are fractions of a day.
  const ms = Math.round((serial % 1) * DAY_MS);
  const days = Math.floor(serial);
  if (days === 0 && !from1904) return clock(ms);
  // Lotus 1-2-3 took 1900 for a leap year, and so do all since: day 60 is one that never was.
  const offset = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const iso = new Date(offset + days * DAY_MS + ms).toISOString();
  return ms === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}
