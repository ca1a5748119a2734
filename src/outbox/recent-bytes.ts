/** 100 payslips: copies follow their mails closely, mostly. */
const MOST_BYTES = 8_000_000;

/** The bytes of mails that this process has just sent, for their copies: they need not be read and opened once more. */
export class RecentBytes {
  readonly #mails = new Map<string, Buffer[]>();
  readonly #most: number;
  #bytes = 0;

  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  /** Passes the pieces of a mail on, and keeps them when they were all asked for. The oldest mails make room. */
  async *keeping(id: string, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
    let kept: Buffer[] | undefined = [];
    let size = 0;
    for await (const piece of pieces) {
      size += piece.length;
      if (size > this.#most) kept = undefined;
      kept?.push(piece);
      yield piece;
    }
    if (kept) this.#keep(id, kept);
  }

  /** Once only: a copy that is filed again reads what is stored. */
  take(id: string): Buffer[] | undefined {
    const pieces = this.#mails.get(id);
    if (pieces === undefined) return undefined;
    this.#mails.delete(id);
    this.#bytes -= lengthOf(pieces);
    return pieces;
  }

  #keep(id: string, pieces: Buffer[]): void {
    this.take(id);
    this.#mails.set(id, pieces);
    this.#bytes += lengthOf(pieces);
    for (const oldest of this.#mails.keys()) {
      if (this.#bytes <= this.#most) return;
      this.take(oldest);
    }
  }
}

function lengthOf(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
