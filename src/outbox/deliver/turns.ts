interface Waiting {
  connectorId: string;
  go(taken: boolean): void;
}

/**
 * The SMTP sessions of one process, at most so many at once, shared among connectors: whoever has the fewest is served
 * first, and who has more than somebody who waits is asked to give one back. Without a limit everybody may.
 */
export class Turns {
  readonly #most: number;
  readonly #held = new Map<string, number>();
  #waiting: Waiting[] = [];
  #taken = 0;

  constructor(most: number = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  /** Resolves with a session; false when `stop` came first. */
  async take(connectorId: string, stop: AbortSignal): Promise<boolean> {
    if (stop.aborted) return false;
    if (this.tryTake(connectorId)) return true;
    return new Promise((resolve) => {
      const waiting: Waiting = {
        connectorId,
        go: (taken) => {
          stop.removeEventListener('abort', onStop);
          this.#waiting = this.#waiting.filter((one) => one !== waiting);
          resolve(taken);
        },
      };
      const onStop = () => waiting.go(false);
      stop.addEventListener('abort', onStop, { once: true });
      this.#waiting.push(waiting);
    });
  }

  /** One more session, where one is free. */
  tryTake(connectorId: string): boolean {
    if (this.#taken >= this.#most) return false;
    this.#count(connectorId, 1);
    return true;
  }

  give(connectorId: string): void {
    this.#count(connectorId, -1);
    const held = (one: Waiting) => this.#of(one.connectorId);
    const [next] = [...this.#waiting].sort((a, b) => held(a) - held(b));
    if (next === undefined) return;
    this.#count(next.connectorId, 1);
    next.go(true);
  }

  /** Somebody waits who has fewer sessions than this connector. */
  isWanted(connectorId: string): boolean {
    return this.#waiting.some((one) => this.#of(one.connectorId) < this.#of(connectorId));
  }

  #of(connectorId: string): number {
    return this.#held.get(connectorId) ?? 0;
  }

  #count(connectorId: string, by: number): void {
    this.#taken += by;
    const held = this.#of(connectorId) + by;
    if (held > 0) this.#held.set(connectorId, held);
    else this.#held.delete(connectorId);
  }
}
