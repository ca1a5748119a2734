import type { AuthResults, AuthVerdict } from '../sdk/index.ts';

const VERDICTS: readonly AuthVerdict[] = [
  'none',
  'pass',
  'fail',
  'softfail',
  'neutral',
  'policy',
  'temperror',
  'permerror',
];
const UNKNOWN: AuthResults = { dkim: 'unknown', spf: 'unknown', dmarc: 'unknown' };

/**
 * What the receiving server found out about who wrote a message (RFC 8601). Anybody can write such a header, so only the
 * topmost one counts, the one that was added last, and only where it carries the name of the receiving server; that
 * server takes out those that came with its own name (section 5). `headers`: from top to bottom.
 */
export function authResults(headers: readonly string[], authServer: string): AuthResults {
  const [top = ''] = headers;
  const [id = '', ...found] = withoutComments(top).split(';');
  if (authServer === '' || id.trim().split(/\s/)[0]?.toLowerCase() !== authServer.toLowerCase()) return UNKNOWN;
  return { dkim: verdictOf(found, 'dkim'), spf: verdictOf(found, 'spf'), dmarc: verdictOf(found, 'dmarc') };
}

/** Of several signatures one that is good is enough. */
function verdictOf(found: readonly string[], method: string): AuthVerdict {
  const given = found.flatMap((part) => {
    const [, name, result] = /^\s*([a-z-]+)(?:\/\d+)?\s*=\s*([a-z]+)/i.exec(part) ?? [];
    const verdict = VERDICTS.find((known) => known === result?.toLowerCase());
    return name?.toLowerCase() === method && verdict !== undefined ? [verdict] : [];
  });
  return given.find((one) => one === 'pass') ?? given[0] ?? 'unknown';
}

/** Comments may hold anything, "dkim=pass" too; they nest. A quoted string is left as it is. */
function withoutComments(text: string): string {
  let [kept, depth, quoted] = ['', 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\\') {
      if (depth === 0) kept += text.slice(at, at + 2);
      at += 1;
    } else if (sign === '"' && depth === 0) {
      quoted = !quoted;
    } else if (quoted) {
      // A separator in it separates nothing.
      kept += sign === ';' ? ' ' : sign;
    } else if (sign === '(') depth += 1;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += sign;
  }
  return kept;
}
