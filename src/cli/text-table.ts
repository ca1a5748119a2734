const WIDEST_CELL = 60;

/** Columns padded to their widest cell. Control characters of mail subjects and server replies must not reach the terminal. */
export function textTable(head: string[], rows: unknown[][]): string {
  const lines = [head, ...rows].map((row) => row.map(cell));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n');
}

/** A text on one line that cannot steer a terminal. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ');
}

/** An instant in ISO 8601, to the second. */
export function instantText(at: number | null | undefined): string {
  return at === null || at === undefined ? '' : new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function cell(value: unknown): string {
  const text = printable(value === null || value === undefined ? '' : String(value));
  return text.length > WIDEST_CELL ? `${text.slice(0, WIDEST_CELL - 1)}…` : text;
}
