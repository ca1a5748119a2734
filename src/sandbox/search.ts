import { decodeWords } from '../mail/mime-parse.ts';
import { type Folder, type Message, parseNumberSet } from './folder.ts';
import { type Argument, badCommand, textOf } from './wire.ts';

export type SearchTest = (message: Message, sequence: number) => boolean;

const DAY_MS = 86_400_000;

function dayOf(text: string): number {
  return Math.floor(Date.parse(`${text.replaceAll('-', ' ')} UTC`) / DAY_MS);
}

function fromWire(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

function flagOf(word: string): string {
  return `\\${word.charAt(0)}${word.slice(1).toLowerCase()}`;
}

/** Substring search without regard to case. Messages hold bytes; what is looked for and what is looked at is UTF-8. */
function contains(wanted: string, read: (message: Message) => string): SearchTest {
  const text = fromWire(wanted).toLowerCase();
  return (message) => read(message).toLowerCase().includes(text);
}

function headerTest(name: string, wanted: string): SearchTest {
  const key = name.toLowerCase();
  if (wanted === '') return (message) => message.mime.header(key) !== undefined;
  return contains(wanted, (message) =>
    message.mime
      .headers(key)
      .map((value) => decodeWords(fromWire(value)))
      .join('\n'),
  );
}

function hasFlag(flag: string): SearchTest {
  return (message) => message.flags.has(flag);
}

function not(test: SearchTest): SearchTest {
  return (message, sequence) => !test(message, sequence);
}

const sentDay = (message: Message) => Math.floor(Date.parse(message.mime.header('date') ?? '') / DAY_MS);
const receivedDay = (message: Message) => Math.floor(message.receivedAt.getTime() / DAY_MS);

/** Keys with arguments: each gets a function that takes the next text argument. */
const KEYS: Readonly<Record<string, (next: () => string, folder: Folder) => SearchTest>> = {
  ALL: () => () => true,
  OLD: () => () => true,
  NEW: () => () => false,
  RECENT: () => () => false,
  UID: (next, folder) => {
    const has = parseNumberSet(next(), folder.messages.at(-1)?.uid ?? 0);
    return (message) => has(message.uid);
  },
  KEYWORD: (next) => hasFlag(next()),
  UNKEYWORD: (next) => not(hasFlag(next())),
  FROM: (next) => headerTest('from', next()),
  TO: (next) => headerTest('to', next()),
  CC: (next) => headerTest('cc', next()),
  BCC: (next) => headerTest('bcc', next()),
  SUBJECT: (next) => headerTest('subject', next()),
  HEADER: (next) => headerTest(next(), next()),
  BODY: (next) => contains(next(), (message) => message.mime.body.toString('utf8')),
  TEXT: (next) => contains(next(), (message) => message.raw.toString('utf8')),
  SINCE: (next) => byDay(next(), (message, day) => receivedDay(message) >= day),
  BEFORE: (next) => byDay(next(), (message, day) => receivedDay(message) < day),
  ON: (next) => byDay(next(), (message, day) => receivedDay(message) === day),
  SENTSINCE: (next) => byDay(next(), (message, day) => sentDay(message) >= day),
  SENTBEFORE: (next) => byDay(next(), (message, day) => sentDay(message) < day),
  SENTON: (next) => byDay(next(), (message, day) => sentDay(message) === day),
  LARGER: (next) => byNumber(next(), (message, size) => message.raw.length > size),
  SMALLER: (next) => byNumber(next(), (message, size) => message.raw.length < size),
  MODSEQ: (next) => byNumber(next(), (message, modseq) => message.modseq >= modseq),
};

function byDay(text: string, test: (message: Message, day: number) => boolean): SearchTest {
  const day = dayOf(text);
  return (message) => test(message, day);
}

function byNumber(text: string, test: (message: Message, number: number) => boolean): SearchTest {
  const number = Number(text);
  return (message) => test(message, number);
}

/** All keys of a SEARCH command together (RFC 3501 6.4.4). `size` is the number of messages the client knows. */
export function parseSearch(keys: readonly Argument[], folder: Folder, size: number): SearchTest {
  const rest = [...keys];
  const text = () => textOf(rest.shift());
  const next = (): SearchTest => {
    const key = rest.shift();
    if (key === undefined) throw badCommand('A search key is missing.');
    if (key.kind === 'list') return parseSearch(key.items, folder, size);
    const word = key.text.toUpperCase();
    if (/^[\d*][\d:,*]*$/.test(word)) {
      const has = parseNumberSet(word, size);
      return (_, sequence) => has(sequence);
    }
    if (word === 'NOT') return not(next());
    if (word === 'OR') {
      const [left, right] = [next(), next()];
      return (message, sequence) => left(message, sequence) || right(message, sequence);
    }
    const flag = /^(UN)?(SEEN|ANSWERED|FLAGGED|DELETED|DRAFT)$/.exec(word);
    if (flag !== null) {
      const test = hasFlag(flagOf(flag[2] ?? ''));
      return flag[1] === undefined ? test : not(test);
    }
    const make = Object.hasOwn(KEYS, word) ? KEYS[word] : undefined;
    if (make === undefined) throw badCommand(`Unknown search key ${word}.`);
    return make(text, folder);
  };
  const tests: SearchTest[] = [];
  while (rest.length > 0) tests.push(next());
  return (message, sequence) => tests.every((test) => test(message, sequence));
}
