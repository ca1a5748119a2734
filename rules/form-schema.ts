import { assertSchema } from '../src/schema/validator.ts';
import { AppError, type FieldProblem, invalid, type JsonSchema } from '../src/sdk/index.ts';

const LARGEST = 256 * 1024;
const LONGEST_PATTERN = 200;
const LARGEST_REPEAT = 100;
const MOST_REPEATS = 3;

/** Throws VALIDATION for a schema that cannot be used, or that could stop the server: 27 characters against (a+)+$ took seconds. */
export function assertFormSchema(schema: JsonSchema): void {
  if (JSON.stringify(schema).length > LARGEST)
    throw invalid([{ path: '/schema', message: 'The schema is larger than 256 kB.' }]);
  const problems: FieldProblem[] = [];
  walk(schema, '/schema', problems);
  if (problems.length > 0) throw invalid(problems);
  try {
    assertSchema(schema);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, error.message, {
      cause: error,
      details: { fields: [{ path: '/schema', message: error.message }] },
    });
  }
}

function walk(value: unknown, at: string, problems: FieldProblem[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const path = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const patterns =
      key === 'pattern' && typeof child === 'string'
        ? [child]
        : key === 'patternProperties'
          ? Object.keys(child ?? {})
          : [];
    if (!patterns.every(isSafePattern)) {
      problems.push({
        path,
        message: 'This pattern could take very long. Begin it with ^, and repeat characters, not groups.',
      });
    }
    walk(child, path, problems);
  }
}

/**
 * Patterns whose time is linear: anchored, no repeated group, no look-around or back-reference, one unlimited repeat
 * and few limited ones.
 */
function isSafePattern(pattern: string): boolean {
  if (pattern.length > LONGEST_PATTERN || !pattern.startsWith('^')) return false;
  if (/\\[1-9k]|\(\?(?!:)/.test(pattern)) return false;
  const bare = pattern.replace(/\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|.)/gs, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/\)[*+{]/.test(bare) || bare.includes('[')) return false;
  // Each side of | starts anew, and only the first one is anchored.
  if (bare.includes('|') && !/^\^\([^()]*\)\$?$/.test(bare)) return false;
  const repeats = [...bare.matchAll(/\{\d+,(\d*)\}|[*+]/g)];
  const unlimited = repeats.filter(([, most]) => !most).length;
  const tooLarge = [...bare.matchAll(/\{(\d+)(?:,(\d+))?\}/g)].some(([, a, b]) => Number(b ?? a) > LARGEST_REPEAT);
  return unlimited <= 1 && repeats.length <= MOST_REPEATS && !tooLarge;
}
