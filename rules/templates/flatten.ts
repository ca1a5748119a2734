import { AppError, type TemplatePart, type TemplatePlace } from '../../src/sdk/index.ts';
import { LARGEST_TEMPLATE_BYTES } from '../expressions/bounds.ts';
import { findInsertions } from '../expressions/partials.ts';

/** One text of the library; line ends are \n. */
export interface SourceText {
  /** name of its template */
  template: string;
  language: string;
  part: TemplatePart;
  text: string;
}

/** A text with its parts in place, and from where each piece of it is. */
export interface FlatText {
  text: string;
  pieces: readonly { at: number; source: SourceText; from: number }[];
}

/** The text that `{{> Name}}` of this source stands for; throws TEMPLATE where there is none. */
export type FindText = (name: string, source: SourceText) => SourceText;

const DEEPEST = 8;
/** Parts that leave nothing behind never reach the limit of bytes. */
const MOST_PIECES = 2_000;

/**
 * A text with its parts in place and without comments. Throws TEMPLATE where parts hold each other, for more than 8 in each
 * other, for more than 2,000 in all, and for more than 256 kB.
 */
export function flatten(source: SourceText, find: FindText): FlatText {
  const made: Made = { find, text: [], length: 0, pieces: [], inserted: 0 };
  append(made, source, [source.template]);
  return { text: made.text.join(''), pieces: made.pieces };
}

/** Where a place of the flat text was written. */
export function placeOf({ text, pieces }: FlatText, line: number, column: number): TemplatePlace {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) start = text.indexOf('\n', start) + 1;
  const offset = start + column - 1;
  const piece = pieces.findLast(({ at }) => at <= offset) ?? pieces[0];
  if (piece === undefined) return { template: '', language: '', line, column };
  const { source, at, from } = piece;
  const before = source.text.slice(0, from + offset - at);
  return {
    template: source.template,
    language: source.language,
    line: before.split('\n').length,
    column: before.length - before.lastIndexOf('\n'),
  };
}

interface Made {
  find: FindText;
  text: string[];
  length: number;
  pieces: { at: number; source: SourceText; from: number }[];
  inserted: number;
}

function append(made: Made, source: SourceText, trail: readonly string[]): void {
  let from = 0;
  const piece = (end: number) => {
    if (end > from || made.pieces.length === 0) made.pieces.push({ at: made.length, source, from });
    made.text.push(source.text.slice(from, end));
    made.length += end - from;
    if (made.length > LARGEST_TEMPLATE_BYTES) throw tooLarge(source);
  };
  for (const { name, start, end, line, column } of insertionsOf(source)) {
    piece(start);
    from = end;
    if (name === undefined) continue;
    const at: TemplatePlace = { template: source.template, language: source.language, line, column };
    made.inserted += 1;
    if (made.inserted > MOST_PIECES)
      throw placedError(at, `more than ${MOST_PIECES} parts are put in; make it simpler.`);
    const inside = placed(at, () => made.find(name, source));
    const circle = trail.findIndex((one) => one.toLowerCase() === inside.template.toLowerCase());
    if (circle !== -1) throw placedError(at, `the parts hold each other: ${circleText(trail, circle)}. Take one out.`);
    if (trail.length >= DEEPEST)
      throw placedError(at, `more than ${DEEPEST} parts are in each other; make it simpler.`);
    append(made, inside, [...trail, inside.template]);
  }
  piece(source.text.length);
}

function circleText(trail: readonly string[], from: number): string {
  return [...trail.slice(from), trail[from]].map((name) => `"${name}"`).join(' holds ');
}

function insertionsOf(source: SourceText) {
  try {
    return findInsertions(source.text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { line = 1, column = 1 } = error.details as { line?: number; column?: number };
    throw placedError({ ...source, line, column }, withoutPlace(error.message));
  }
}

function placed<T>(at: TemplatePlace, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw placedError(at, error.message);
  }
}

function tooLarge({ template, language }: SourceText): AppError {
  const most = LARGEST_TEMPLATE_BYTES / 1024;
  const at = { template, language, line: 1, column: 1 };
  return placedError(at, `with its layout and parts it has more than ${most} kB; make it shorter.`);
}

/** TEMPLATE with the place, of which `details` hold the parts. */
export function placedError(at: TemplatePlace, message: string): AppError {
  const { template, language, line, column } = at;
  return new AppError('TEMPLATE', `${placeText(at)}: ${message}`, {
    details: { template, language, line, column },
  });
}

export function placeText({ template, language, line, column }: TemplatePlace): string {
  return `"${template}", ${language}, line ${line}, column ${column}`;
}

/** Sentences of the parser begin with the place in what it read. */
export function withoutPlace(message: string): string {
  return message.replace(/^Line \d+, column \d+: /, '');
}
