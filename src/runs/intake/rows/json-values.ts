import { fileError } from './file-problem.ts';

export interface JsonText {
  /** Line where the value begins. */
  line: number;
  text: string;
}

const SPACE = /\s/;
const STOP = /["{}[\],\n]/g;
const STRING_STOP = /["\\\n]/g;

/**
 * Cuts a JSON array into the texts of its elements without holding more than one of them. JSON.parse then reads each, so
 * nothing here needs to know what is valid inside.
 */
export class JsonArrayReader {
  private readonly maxLength: number;
  private line = 1;
  private start = 1;
  private depth = 0;
  private text = '';
  private inString = false;
  private escaped = false;
  private state: 'before' | 'inside' | 'after' = 'before';
  private afterComma = false;

  constructor(maxLength: number) {
    this.maxLength = maxLength;
  }

  *read(chunk: string): Generator<JsonText> {
    let at = 0;
    while (at < chunk.length) {
      if (this.state !== 'inside') at = this.readOutside(chunk, at);
      else if (this.inString) at = this.readString(chunk, at);
      else {
        const end = this.stopAt(STOP, chunk, at);
        this.append(chunk.slice(at, end));
        at = end + 1;
        const character = chunk[end];
        const whole = character === undefined ? undefined : this.step(character);
        if (whole) yield whole;
      }
    }
  }

  end(): void {
    if (this.state !== 'after') throw this.broken('The list is never closed; the file seems to be cut off');
  }

  /** One character that may end an element. */
  private step(character: string): JsonText | undefined {
    if (character === '\n') this.line += 1;
    if (this.depth === 0 && (character === ',' || character === ']')) return this.endElement(character);
    if (character === '"') this.inString = true;
    if (character === '{' || character === '[') this.depth += 1;
    if (character === '}' || character === ']') this.depth -= 1;
    this.append(character);
    return undefined;
  }

  private endElement(character: string): JsonText | undefined {
    const text = this.text.trim();
    if (character === ']') this.state = 'after';
    if (text === '') {
      if (character === ',' || this.afterComma) throw this.broken('There is a comma with nothing after or before it');
      return undefined;
    }
    this.afterComma = character === ',';
    this.text = '';
    return { line: this.start, text };
  }

  private readString(chunk: string, at: number): number {
    if (this.escaped) {
      this.escaped = false;
      this.append(chunk[at] ?? '');
      return at + 1;
    }
    const end = this.stopAt(STRING_STOP, chunk, at);
    this.append(chunk.slice(at, end + 1));
    if (chunk[end] === '"') this.inString = false;
    if (chunk[end] === '\\') this.escaped = true;
    if (chunk[end] === '\n') this.line += 1;
    return end + 1;
  }

  private readOutside(chunk: string, at: number): number {
    const character = chunk[at] ?? '';
    if (character === '\n') this.line += 1;
    if (this.state === 'before' && character === '[') this.state = 'inside';
    else if (!SPACE.test(character)) throw this.broken('There is text outside the list');
    return at + 1;
  }

  private append(part: string): void {
    if (this.text === '') {
      const begins = part.trimStart();
      if (begins === '') return;
      this.start = this.line;
      this.text = begins;
    } else this.text += part;
    if (this.text.length > this.maxLength) throw this.broken(`An element has more than ${this.maxLength} characters`);
  }

  private stopAt(stop: RegExp, chunk: string, at: number): number {
    stop.lastIndex = at;
    return stop.exec(chunk)?.index ?? chunk.length;
  }

  private broken(what: string) {
    return fileError('json', `${what} (line ${this.line}). The file must be one list of objects: [{...}, {...}].`, {
      line: this.line,
    });
  }
}

/** Cuts NDJSON: one object per line. */
export class JsonLineReader {
  private readonly maxLength: number;
  private line = 1;
  private text = '';

  constructor(maxLength: number) {
    this.maxLength = maxLength;
  }

  *read(chunk: string): Generator<JsonText> {
    const lines = chunk.split('\n');
    for (const [index, part] of lines.entries()) {
      this.text += part;
      if (this.text.length > this.maxLength) {
        const message = `Line ${this.line} has more than ${this.maxLength} characters. Write one object per line.`;
        throw fileError('json', message, { line: this.line });
      }
      if (index === lines.length - 1) return;
      yield* this.end();
      this.line += 1;
    }
  }

  *end(): Generator<JsonText> {
    const text = this.text.trim();
    this.text = '';
    if (text !== '') yield { line: this.line, text };
  }
}
