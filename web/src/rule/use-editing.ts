import { useEffect, useRef, useState } from 'react';
import type { RuleInput } from '../rules/rule-model.ts';
import { useMe } from '../session/me.ts';
import { inputOf, isSame } from './draft.ts';
import { draftKey, findDraft, type KeptDraft, keepDraft } from './kept-draft.ts';
import type { StoredRule } from './use-save.ts';

/** The rule as it is typed, what is stored of it, and what was typed before this tab was loaded again. */
export function useEditing(loaded: StoredRule | undefined, begun: RuleInput) {
  const [start] = useState(begun);
  const [stored, setStored] = useState(loaded);
  const [draft, setDraft] = useState(start);
  const base = stored ? inputOf(stored.rule) : start;
  const dirty = !isSame(draft, base);
  const key = draftKey(useMe()?.id ?? '', stored?.rule.id);
  const [offered, setOffered] = useState(() => {
    const kept = findDraft(key);
    return kept && !isSame(kept.rule, start) ? kept : undefined;
  });

  // Somebody saved it elsewhere: taken over unless something was typed here; then Save will show both.
  const newer = loaded !== undefined && loaded.rule.version > (stored?.rule.version ?? 0);
  useEffect(() => {
    if (!newer || dirty) return;
    setStored(loaded);
    setDraft(inputOf(loaded.rule));
  }, [newer, dirty, loaded]);

  useKeptDraft(key, {
    draft: dirty ? { rule: draft, version: stored?.rule.version ?? 0 } : undefined,
    untouched: offered !== undefined && !dirty,
  });
  return {
    draft,
    change: setDraft,
    stored,
    dirty,
    offered,
    /** what was typed before, or undefined to forget it */
    answerOffer: (kept?: KeptDraft) => {
      if (kept) setDraft(kept.rule);
      setOffered(undefined);
    },
    /** `taken`: the stored version replaces what is on the screen */
    settle: (now: StoredRule, taken = false) => {
      setStored(now);
      if (taken) setDraft(inputOf(now.rule));
    },
  };
}

interface Kept {
  draft: Omit<KeptDraft, 'at'> | undefined;
  /** what is kept has been offered and not answered: it stays */
  untouched: boolean;
}

/** Kept at every change, and forgotten when the page is left on purpose; a reload leaves no time for that. */
function useKeptDraft(key: string, { draft, untouched }: Kept): void {
  const isUntouched = useRef(untouched);
  isUntouched.current = untouched;
  const text = JSON.stringify(draft);
  useEffect(() => {
    if (isUntouched.current) return;
    keepDraft(key, text === undefined ? undefined : { ...JSON.parse(text), at: Date.now() });
  }, [key, text]);
  useEffect(
    () => () => {
      if (!isUntouched.current) keepDraft(key, undefined);
    },
    [key],
  );
}
