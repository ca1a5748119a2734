import { type Details, isChanged, PARTS, type Part, type StoredPart } from './details.ts';

export type Stored = { [P in Part]: StoredPart<P> };

export interface Editing {
  draft: Details;
  /** what the draft began with: its ETags go into If-Match */
  base: Stored;
}

export function valuesOf({ global, mailbox, runs, retention }: Stored): Details {
  return { global: global.values, mailbox: mailbox.values, runs: runs.values, retention: retention.values };
}

export function begun(stored: Stored): Editing {
  return { base: stored, draft: valuesOf(stored) };
}

export function changedParts({ base, draft }: Editing): Part[] {
  return PARTS.filter((part) => isChanged(part, valuesOf(base), draft));
}

/**
 * A part without changes follows what is stored. One with changes keeps them and the ETag that they began with, so that
 * saving finds out that somebody else was there.
 */
export function rebased(now: Editing, stored: Stored): Editing {
  const kept = changedParts(now).filter((part) => isChanged(part, valuesOf(stored), now.draft));
  return kept.reduce<Editing>(
    ({ base, draft }, part) => ({
      base: { ...base, [part]: now.base[part] },
      draft: { ...draft, [part]: now.draft[part] },
    }),
    begun(stored),
  );
}

/** This part, changed by somebody else meanwhile: theirs instead of ours, or ours on top of theirs. */
export function settled(now: Editing, part: Part, theirs: Stored, takeTheirs: boolean): Editing {
  const base = { ...now.base, [part]: theirs[part] };
  return { base, draft: takeTheirs ? { ...now.draft, [part]: theirs[part].values } : now.draft };
}
