import type { Clock } from '../../sdk/index.ts';

/** Lets loops wait for work: at most so long, or until somebody says that there is some. */
export class Wake {
  #waiting = new Set<AbortController>();
  #rung = false;

  /** All who wait go on; with nobody waiting, the next wait returns at once. */
  ring(): void {
    this.#rung = this.#waiting.size === 0;
    // With a reason: making the default one, an exception with a stack, would cost more than all the rest.
    for (const controller of this.#waiting) controller.abort('rung');
  }

  async wait(clock: Clock, ms: number, stop: AbortSignal): Promise<void> {
    if (this.#rung) {
      this.#rung = false;
      return;
    }
    const controller = new AbortController();
    this.#waiting.add(controller);
    try {
      await clock.sleep(ms, AbortSignal.any([controller.signal, stop]));
    } finally {
      this.#waiting.delete(controller);
    }
  }
}
