import { fileError } from './file-problem.ts';

export interface CsvRecord {
  /** Where it begins. */
  line: number;
  cells: string[];
  problem?: string;
}

const QUOTE = '"';

/**
 * Cuts text into records (RFC 4180, and what spreadsheets make of it): CR, LF or CRLF end a record, quoted cells may hold
 * any of them, a quote inside an unquoted cell is text. A mistake costs its record only, except for a quote that never closes.
 */
export class CsvReader {
  private readonly separator: string;
  private readonly maxLength: number;
  private line = 1;
  private start = 1;
  private length = 0;
  private cells: string[] = [];
  private cell = '';
  private problem: string | undefined;
  private state: 'start' | 'plain' | 'quoted' | 'closed' | 'after' = 'start';
  private quoteLine = 0;
  private afterReturn = false;
  private readonly special: RegExp;

  constructor(separator: string, maxLength: number) {
    this.separator = separator;
    this.maxLength = maxLength;
    this.special = new RegExp(`[\\r\\n${separator === '\t' ? '\\t' : `\\${separator}`}]`, 'g');
  }

  /** The records that end in this text. */
  *read(text: string): Generator<CsvRecord> {
    let at = 0;
    while (at < text.length) {
      if (this.state === 'quoted') at = this.readQuoted(text, at);
      else {
        const character = text[at] ?? '';
        if (character === '\n' || character === '\r') {
          at += 1;
          const second = character === '\n' && this.afterReturn;
          this.afterReturn = character === '\r';
          // The second half of CRLF ended nothing new.
          if (second) continue;
          yield this.endRecord();
        } else {
          this.afterReturn = false;
          at = this.readPlain(text, at, character);
        }
      }
    }
  }

  /** The record the file ends in, unless it ended with a line break. */
  end(): CsvRecord | undefined {
    if (this.state === 'quoted') throw this.unclosed();
    return this.state === 'start' && this.cells.length === 0 ? undefined : this.endRecord();
  }

  private readPlain(text: string, at: number, character: string): number {
    if (character === this.separator) {
      this.endCell();
      return at + 1;
    }
    if (character === QUOTE && (this.state === 'start' || this.state === 'closed')) {
      // Right after a closing quote it is the second half of two quotes, which mean one.
      if (this.state === 'closed') this.append(QUOTE);
      else this.quoteLine = this.line;
      this.state = 'quoted';
      return at + 1;
    }
    this.special.lastIndex = at;
    const end = this.special.exec(text)?.index ?? text.length;
    if ((this.state === 'closed' || this.state === 'after') && text.slice(at, end).trim() !== '') {
      this.problem ??= `There is text after the closing quote of cell ${this.cells.length + 1}. Put the quote at its end.`;
    }
    if (this.state === 'start') this.state = 'plain';
    if (this.state === 'closed') this.state = 'after';
    this.append(text.slice(at, end));
    return end;
  }

  private readQuoted(text: string, at: number): number {
    const end = text.indexOf(QUOTE, at);
    this.append(text.slice(at, end < 0 ? text.length : end));
    if (end < 0) return text.length;
    this.state = 'closed';
    return end + 1;
  }

  private append(part: string): void {
    this.cell += part;
    this.length += part.length;
    if (this.state === 'quoted') this.line += lineBreaks(part);
    if (this.length <= this.maxLength) return;
    if (this.state === 'quoted') throw this.unclosed();
    this.problem ??= `The row has more than ${this.maxLength} characters.`;
    this.cell = '';
  }

  private endCell(): void {
    this.cells.push(this.cell);
    this.cell = '';
    this.state = 'start';
  }

  private endRecord(): CsvRecord {
    this.endCell();
    const record = { line: this.start, cells: this.cells, ...(this.problem ? { problem: this.problem } : {}) };
    this.line += 1;
    this.start = this.line;
    this.cells = [];
    this.problem = undefined;
    this.length = 0;
    return record;
  }

  private unclosed() {
    const line = this.quoteLine;
    const message = `The quote that opens in line ${line} is never closed. Close it, or write two quotes where one is meant.`;
    return fileError('unclosed_quote', message, { line });
  }
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
