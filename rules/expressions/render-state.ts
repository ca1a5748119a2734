import { HelperProblem } from './helper.ts';

const LARGEST_OUTPUT = 5 * 1024 * 1024;
const MOST_ROUNDS = 10_000;

/** What one rendering has used up, and what it did not find. */
export class RenderState {
  readonly missing = new Set<string>();
  #length = 0;
  #rounds = 0;

  /** Counts text before it is joined: a loop over long values would otherwise fill the memory first. */
  spend(length: number): void {
    this.#length += length;
    if (this.#length > LARGEST_OUTPUT) throw new HelperProblem('The text would be larger than 5 MB.');
  }

  round(): void {
    this.#rounds += 1;
    if (this.#rounds > MOST_ROUNDS) throw new HelperProblem(`The loops have more than ${MOST_ROUNDS} rounds.`);
  }
}
