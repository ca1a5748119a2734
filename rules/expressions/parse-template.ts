import Handlebars from 'handlebars';
import { AppError } from '../../src/sdk/index.ts';
import { assertBounded } from './bounds.ts';

/** The syntax tree, or TEMPLATE with line and column, both from 1. Anything but a string is refused: a ready-made tree could carry code. */
export function parseTemplate(template: unknown): hbs.AST.Program {
  if (typeof template !== 'string') throw new AppError('TEMPLATE', 'A template must be text.');
  assertBounded(template);
  try {
    return Handlebars.parse(template);
  } catch (error) {
    throw syntaxError(error as Error & { lineNumber?: number; column?: number });
  }
}

/** A mistake at a place of the tree, whose columns begin at 0. */
export function templateError(at: { line: number; column: number }, message: string): AppError {
  const [line, column] = [at.line, at.column + 1];
  return new AppError('TEMPLATE', `Line ${line}, column ${column}: ${message}`, { details: { line, column } });
}

/**
 * The parser's own errors say the line and show an excerpt with an arrow; only its lexer knows the column. Blocks that
 * do not match say both.
 */
function syntaxError(error: Error & { lineNumber?: number; column?: number }): AppError {
  if (error.lineNumber !== undefined && error.column !== undefined) {
    return templateError(
      { line: error.lineNumber, column: error.column },
      `${error.message.replace(/ - \d+:\d+$/, '')}.`,
    );
  }
  const place = (
    Handlebars as unknown as { Parser: { lexer: { yylloc: { first_line: number; first_column: number } } } }
  ).Parser.lexer.yylloc;
  const expected = /got '([A-Z_]+)'/.exec(error.message)?.[1];
  return templateError(
    { line: place.first_line, column: place.first_column },
    expected === 'EOF' ? 'a block is opened and not closed.' : 'this cannot stand here; check braces and quotes.',
  );
}
