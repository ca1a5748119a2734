import { assertSchema } from '../../src/schema/validator.ts';
import { AppError, type FieldProblem, invalid, type JsonSchema } from '../../src/sdk/index.ts';
import { findExpansionProblem } from './schema-expansion.ts';

const LARGEST = 256 * 1024;
const LONGEST_PATTERN = 200;
const LARGEST_REPEAT = 100;
const MOST_REPEATS = 3;
/** Asynchronous validation answers a promise, which counts as "valid"; the others lead to schemas that are not below. */
const UNUSABLE = new Set(['$async', '$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$recursiveRef']);

/** Throws VALIDATION for a schema that cannot be used, or that could stop the server: 27 characters against (a+)+$ took seconds. */
export function assertFormSchema(schema: JsonSchema): void {
  if (JSON.stringify(schema).length > LARGEST)
    throw invalid([{ path: '/schema', message: 'The schema is larger than 256 kB.' }]);
  const problems: FieldProblem[] = [];
  walk(schema, '/schema', problems);
  if (problems.length === 0) problems.push(...findExpansionProblem(schema));
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
    // A field may well be called so: then it has a schema of its own.
    if (UNUSABLE.has(key) && typeof child !== 'object' && !(key === '$id' && at === '/schema')) {
      problems.push({ path, message: `A form's schema cannot use "${key}".` });
    }
    if (key === 'uniqueItems' && child === true && !hasSimpleItems(value)) {
      problems.push({
        path,
        message: 'Only lists of texts, numbers or yes/no can be unique; name the type of their items.',
      });
    }
    walk(child, path, problems);
  }
}

/** Every item is compared with every other one, unless they are simple: then they are counted. */
function hasSimpleItems(list: object): boolean {
  const { items } = list as { items?: { type?: unknown } };
  const types = [items?.type].flat();
  return types.every((type) => ['string', 'number', 'integer', 'boolean'].includes(String(type)));
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
