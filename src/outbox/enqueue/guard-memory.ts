import type { Guard } from '../../sdk/index.ts';
import { readGate } from '../deliver/gate.ts';
import type { OutboxDeps } from '../deps.ts';

const KEPT_MS = 1_000;

/**
 * The guards for composing: asked for each e-mail, so they are remembered for a second. One that was changed meanwhile by
 * another process lets nothing out that it should not: the claim reads it anew, and captures.
 */
export interface GuardMemory {
  load(): Promise<readonly Guard[]>;
  forget(): void;
}

export function openGuardMemory(deps: Pick<OutboxDeps, 'store' | 'clock' | 'guard'>): GuardMemory {
  let known: { guards: Promise<readonly Guard[]>; at: number } | undefined;
  const forget = () => {
    known = undefined;
  };
  return {
    load: () => {
      const now = deps.clock.now();
      if (known === undefined || now - known.at > KEPT_MS || now < known.at) {
        const guards = readGate(deps.store.read, deps).then((gate) => gate.guards);
        // A database that does not answer is asked again by the next one.
        guards.catch(forget);
        known = { guards, at: now };
      }
      return known.guards;
    },
    forget,
  };
}
