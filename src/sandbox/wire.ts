import { AppError } from '../sdk/index.ts';

/**
 * One argument of a command. Text is kept as latin1, one character a byte, so that nothing is lost on the way.
 * `bytes` is there for a literal only.
 */
export type Argument =
  | { kind: 'atom'; text: string }
  | { kind: 'string'; text: string; bytes?: Buffer }
  | { kind: 'list'; items: Argument[] };

export function badCommand(message: string): AppError {
  return new AppError('BAD_REQUEST', message);
}

const LITERAL = /^\{(\d+)\+?\}\r\n/;
const [SPACE, OPEN, CLOSE, QUOTE, BACKSLASH, BRACE] = Buffer.from(' ()"\\{');
/** "{", ten digits, "+}" and the line end fit in here. */
const LITERAL_HEAD_LENGTH = 24;

/** Splits a complete command, its literals included. `BODY.PEEK[HEADER.FIELDS (A B)]<0.10>` stays one atom. */
export function parseArguments(command: Buffer): Argument[] {
  let at = 0;
  const quoted = (): Argument => {
    let text = '';
    for (at++; command[at] !== QUOTE; at++) {
      if (at >= command.length) throw badCommand('A quoted string is not closed.');
      if (command[at] === BACKSLASH) at++;
      text += String.fromCharCode(command[at] ?? 0);
    }
    at++;
    return { kind: 'string', text };
  };
  const literal = (): Argument | undefined => {
    const head = LITERAL.exec(command.toString('latin1', at, at + LITERAL_HEAD_LENGTH));
    if (head === null) return undefined;
    const start = at + head[0].length;
    at = start + Number(head[1]);
    const bytes = command.subarray(start, at);
    return { kind: 'string', text: bytes.toString('latin1'), bytes };
  };
  const atom = (): Argument => {
    const start = at;
    for (let depth = 0; at < command.length; at++) {
      const character = String.fromCharCode(command[at] ?? 0);
      if (character === '[') depth++;
      if (character === ']') depth--;
      if (depth <= 0 && ' ()'.includes(character)) break;
    }
    return { kind: 'atom', text: command.toString('latin1', start, at) };
  };
  const list = (inner: boolean): Argument[] => {
    const items: Argument[] = [];
    for (;;) {
      while (command[at] === SPACE) at++;
      if (at >= command.length) {
        if (inner) throw badCommand('A ) is missing.');
        return items;
      }
      const next = command[at];
      if (next === CLOSE) {
        if (!inner) throw badCommand('There is a ) too many.');
        at++;
        return items;
      }
      if (next === OPEN) {
        at++;
        items.push({ kind: 'list', items: list(true) });
      } else if (next === QUOTE) items.push(quoted());
      else items.push((next === BRACE ? literal() : undefined) ?? atom());
    }
  };
  return list(false);
}

export function textOf(argument: Argument | undefined): string {
  if (argument === undefined || argument.kind === 'list') throw badCommand('An argument is missing.');
  return argument.text;
}

export function wordOf(argument: Argument | undefined): string {
  return textOf(argument).toUpperCase();
}

export function isWord(argument: Argument | undefined, word: string): boolean {
  return argument !== undefined && argument.kind !== 'list' && argument.text.toUpperCase() === word;
}

/** The items of a list; a single argument counts as a list of one. */
export function itemsOf(argument: Argument | undefined): Argument[] {
  if (argument === undefined) throw badCommand('An argument is missing.');
  return argument.kind === 'list' ? argument.items : [argument];
}

/** A latin1 string as NIL, quoted string, or literal where the quoted form cannot carry it. */
export function quote(text: string | undefined): string {
  if (text === undefined) return 'NIL';
  if (/^[\x20-\x7e\t]*$/.test(text)) return `"${text.replace(/[\\"]/g, '\\$&')}"`;
  return `{${Buffer.byteLength(text, 'latin1')}}\r\n${text}`;
}
