import { conditions } from '../words/conditions.ts';

export interface JsonMistake {
  line: number;
  column: number;
  words: string;
}

interface Place {
  at: number;
  words: string;
}

/** Where the reader stands in the text. */
interface Reader {
  text: string;
  at: number;
}

const words = conditions.mistakes;
const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON text may not hold them
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const PLAIN = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * The first mistake in a text that is not JSON, counted from 1. The browsers' own messages have a place only sometimes,
 * and not the same words.
 */
export function findJsonMistake(text: string): JsonMistake | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const reader = { text, at: 0 };
    const place = readValue(reader) ?? { at: skipSpace(reader), words: words.tooMuch };
    const before = text.slice(0, place.at).split('\n');
    return { line: before.length, column: (before.at(-1) ?? '').length + 1, words: place.words };
  }
}

function readValue(reader: Reader): Place | undefined {
  skipSpace(reader);
  const next = reader.text[reader.at];
  if (next === '{') return readMembers(reader);
  if (next === '[') return readItems(reader);
  if (next === '"') return readText(reader);
  return skip(reader, PLAIN) ? undefined : mistake(reader, words.value);
}

function readMembers(reader: Reader): Place | undefined {
  reader.at += 1;
  if (skipSign(reader, '}')) return undefined;
  for (;;) {
    skipSpace(reader);
    if (reader.text[reader.at] !== '"') return mistake(reader, words.name);
    const wrongName = readText(reader);
    if (wrongName !== undefined) return wrongName;
    if (!skipSign(reader, ':')) return mistake(reader, words.colon);
    const wrongValue = readValue(reader);
    if (wrongValue !== undefined) return wrongValue;
    if (skipSign(reader, '}')) return undefined;
    if (!skipSign(reader, ',')) return mistake(reader, words.commaOrBrace);
  }
}

function readItems(reader: Reader): Place | undefined {
  reader.at += 1;
  if (skipSign(reader, ']')) return undefined;
  for (;;) {
    const wrong = readValue(reader);
    if (wrong !== undefined) return wrong;
    if (skipSign(reader, ']')) return undefined;
    if (!skipSign(reader, ',')) return mistake(reader, words.commaOrBracket);
  }
}

function readText(reader: Reader): Place | undefined {
  return skip(reader, TEXT) ? undefined : { at: reader.at, words: words.text };
}

function mistake(reader: Reader, why: string): Place {
  return { at: reader.at, words: reader.at >= reader.text.length ? words.endsEarly : why };
}

function skipSign(reader: Reader, sign: string): boolean {
  skipSpace(reader);
  if (reader.text[reader.at] !== sign) return false;
  reader.at += 1;
  return true;
}

function skipSpace(reader: Reader): number {
  skip(reader, SPACE);
  return reader.at;
}

function skip(reader: Reader, pattern: RegExp): boolean {
  pattern.lastIndex = reader.at;
  if (!pattern.test(reader.text)) return false;
  reader.at = pattern.lastIndex;
  return true;
}
