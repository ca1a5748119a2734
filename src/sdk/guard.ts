import { parseAddress, sameAddress } from './address.ts';

export const GUARD_MODES = ['off', 'capture', 'redirect', 'allow_list'] as const;
export type GuardMode = (typeof GUARD_MODES)[number];

/** What keeps an installation that is not the real one from writing to real people. */
export interface Guard {
  mode: GuardMode;
  /** of `redirect`: who gets everything */
  redirectTo: string | null;
  /** of `allow_list`: addresses, and whole domains as '@example.com' */
  allowed: readonly string[];
}

export const NO_GUARD: Guard = { mode: 'off', redirectTo: null, allowed: [] };

/**
 * Those of configuration and setting that count together. The setting may be stricter, never weaker: of two redirections
 * the configured one counts, and capturing stands above everything.
 */
export function guardsInForce(configured: Guard, stored: Guard): Guard[] {
  const on = [configured, stored].filter(({ mode }) => mode !== 'off');
  const capture = on.find(({ mode }) => mode === 'capture');
  if (capture !== undefined) return [capture];
  if (configured.mode === 'redirect' && stored.mode === 'redirect') return [configured];
  return on;
}

/** Whether an e-mail may really go to this address. */
export function letsThrough(guards: readonly Guard[], address: string): boolean {
  return guards.every((guard) => {
    if (guard.mode === 'redirect') return guard.redirectTo !== null && sameAddress(address, guard.redirectTo);
    return guard.mode === 'off' || (guard.mode === 'allow_list' && isListed(guard.allowed, address));
  });
}

export function redirectOf(guards: readonly Guard[]): string | undefined {
  return guards.find(({ mode }) => mode === 'redirect')?.redirectTo ?? undefined;
}

/** One sentence for whoever wonders where the e-mails are; undefined: there is no guard. */
export function guardText(guards: readonly Guard[]): string | undefined {
  const redirectTo = redirectOf(guards);
  if (guards.length === 0) return undefined;
  if (guards.some(({ mode }) => mode === 'capture')) return 'Nothing is sent from here: every e-mail is captured.';
  const listed = guards.some(({ mode }) => mode === 'allow_list');
  if (redirectTo !== undefined) return `Every e-mail goes to ${redirectTo} instead of its recipients.`;
  return listed ? 'E-mails go to the addresses of a list only; all others are captured.' : undefined;
}

/** Whether it can stand in the list. */
export function isListEntry(entry: string): boolean {
  return entry.startsWith('@') ? 'address' in parseAddress(`x${entry}`) : 'address' in parseAddress(entry);
}

function isListed(entries: readonly string[], address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@')).toLowerCase();
  return entries.some((entry) =>
    entry.startsWith('@') ? entry.toLowerCase() === domain : sameAddress(entry, address),
  );
}
