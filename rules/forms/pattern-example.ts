const MOST_REPEATED = 100;

/**
 * A text that fits a simple pattern: letters, classes, groups with alternatives, counts; undefined for anything else.
 * The caller checks the result, so a pattern that is read wrongly does no harm.
 */
export function exampleOfPattern(pattern: string): string | undefined {
  const reader = { pattern, at: 0 };
  const text = alternatives(reader);
  return text === undefined || reader.at < pattern.length ? undefined : text;
}

interface Reader {
  pattern: string;
  at: number;
}

/** The first alternative counts; the others are read over. */
function alternatives(reader: Reader): string | undefined {
  const first = sequence(reader);
  while (reader.pattern[reader.at] === '|') {
    reader.at += 1;
    if (sequence(reader) === undefined) return undefined;
  }
  return first;
}

function sequence(reader: Reader): string | undefined {
  let text = '';
  for (let sign = reader.pattern[reader.at]; sign !== undefined && sign !== '|' && sign !== ')'; ) {
    const one = atom(reader);
    if (one === undefined) return undefined;
    text += one.repeat(repeats(reader));
    sign = reader.pattern[reader.at];
  }
  return text;
}

function atom(reader: Reader): string | undefined {
  const sign = reader.pattern[reader.at] ?? '';
  reader.at += 1;
  if (sign === '^' || sign === '$') return '';
  if (sign === '.') return 'x';
  if (sign === '\\') return escaped(reader);
  if (sign === '[') return oneOfClass(reader);
  if (sign !== '(') return /[*+?{}\]]/.test(sign) ? undefined : sign;
  if (reader.pattern.startsWith('?:', reader.at)) reader.at += 2;
  else if (reader.pattern[reader.at] === '?') return undefined;
  const inner = alternatives(reader);
  if (reader.pattern[reader.at] !== ')') return undefined;
  reader.at += 1;
  return inner;
}

function escaped(reader: Reader): string | undefined {
  const sign = reader.pattern[reader.at] ?? '';
  reader.at += 1;
  const classes: Record<string, string> = { d: '1', w: 'a', s: ' ', D: 'a', W: '-', S: 'a' };
  return classes[sign] ?? (/[A-Za-z0-9]/.test(sign) ? undefined : sign);
}

function oneOfClass(reader: Reader): string | undefined {
  const end = reader.pattern.indexOf(']', reader.at + 1);
  const inside = end === -1 ? '^' : reader.pattern.slice(reader.at, end);
  reader.at = end + 1;
  if (inside.startsWith('^')) return undefined;
  if (inside.startsWith('\\')) return escaped({ pattern: inside, at: 1 });
  // '1' rather than '0': a month, a day or an amount of 0 is none.
  return /^0-[1-9]/.test(inside) ? '1' : inside.charAt(0);
}

function repeats(reader: Reader): number {
  const rest = reader.pattern.slice(reader.at, reader.at + 12);
  const counted = /^\{(\d+)(?:,\d*)?\}/.exec(rest)?.[0];
  const taken = counted ?? (/^[*+?]/.exec(rest)?.[0] || '');
  reader.at += taken.length;
  if (counted !== undefined) return Math.min(MOST_REPEATED, Number(/\d+/.exec(counted)?.[0]));
  return 1;
}
