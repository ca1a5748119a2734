import { AppError } from '../../src/sdk/index.ts';

export const LARGEST_TEMPLATE_BYTES = 256 * 1024;
const MOST_EXPRESSIONS = 2_000;
const LONGEST_EXPRESSION = 2_000;
const DEEPEST_BLOCK = 32;
const DEEPEST_BRACKET = 8;

/**
 * Refuses what the parser would need minutes for: its time grows with the square of the nesting (15,000 open blocks
 * took three minutes). One pass over the text, before the parser sees it.
 */
export function assertBounded(template: string): void {
  if (Buffer.byteLength(template) > LARGEST_TEMPLATE_BYTES) {
    throw new AppError(
      'TEMPLATE',
      `A template has at most ${LARGEST_TEMPLATE_BYTES / 1024} kB; keep pictures out of it.`,
    );
  }
  let depth = 0;
  let expressions = 0;
  for (let at = template.indexOf('{{'); at !== -1; ) {
    const isLongComment = template.startsWith('{{!--', at) || template.startsWith('{{~!--', at);
    const end = template.indexOf(isLongComment ? '--}}' : '}}', at + 2);
    const inside = end === -1 ? template.slice(at + 2, at + 2 + LONGEST_EXPRESSION + 1) : template.slice(at + 2, end);
    expressions += 1;
    if (expressions > MOST_EXPRESSIONS) throw tooMuch(template, at, `more than ${MOST_EXPRESSIONS} expressions`);
    if (!isLongComment) {
      if (inside.length > LONGEST_EXPRESSION)
        throw tooMuch(template, at, `an expression of over ${LONGEST_EXPRESSION} characters`);
      if (bracketDepth(inside) > DEEPEST_BRACKET)
        throw tooMuch(template, at, `more than ${DEEPEST_BRACKET} brackets in each other`);
      depth += blockStep(inside);
      if (depth > DEEPEST_BLOCK) throw tooMuch(template, at, `more than ${DEEPEST_BLOCK} blocks in each other`);
    }
    at = end === -1 ? -1 : template.indexOf('{{', end + 2);
  }
}

function blockStep(expression: string): number {
  const sign = expression.replace(/^[~{&]*/, '').charAt(0);
  if (sign === '/') return -1;
  // "{{else if" opens a block inside the other one, as "{{#" and "{{^name" do.
  return sign === '#' || sign === '^' || /^~?\s*else\s+\S/.test(expression) ? 1 : 0;
}

function bracketDepth(expression: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of expression) {
    if (sign === '(') deepest = Math.max(deepest, ++depth);
    else if (sign === ')') depth -= 1;
  }
  return deepest;
}

function tooMuch(template: string, at: number, what: string): AppError {
  const before = template.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  return new AppError('TEMPLATE', `Line ${line}, column ${column}: the template has ${what}; make it simpler.`, {
    details: { line, column },
  });
}
