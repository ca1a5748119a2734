import type { RowWarning, RowWarningKind } from './row.ts';

const MOST_LINES = 10;

/** Collects warnings, one per kind; `sentence` is made with the count. */
export interface RowWarnings {
  list: RowWarning[];
  add(kind: RowWarningKind, line: number | undefined, sentence: (count: number) => string): void;
}

export function rowWarnings(): RowWarnings {
  const list: RowWarning[] = [];
  return {
    list,
    add: (kind, line, sentence) => {
      let warning = list.find((known) => known.kind === kind);
      if (!warning) {
        warning = { kind, message: '', count: 0, lines: [] };
        list.push(warning);
      }
      warning.count += 1;
      warning.message = sentence(warning.count);
      if (line !== undefined && warning.lines.length < MOST_LINES) warning.lines.push(line);
    },
  };
}

export function warnEmptyRow(warnings: RowWarnings, line: number): void {
  warnings.add('empty_rows', line, (count) => `${count} rows without any value were passed over.`);
}
