import type { RuleInput } from '../rules/rule-model.ts';

export interface KeptDraft {
  rule: RuleInput;
  /** version of the rule that it began with; 0 for a new one */
  version: number;
  at: number;
}

/** Characters. Browsers keep about five million for one site; a draft with large files in it is not kept. */
const LARGEST = 2_000_000;

/** One for each person and rule; the storage itself belongs to one tab. */
export const draftKey = (user: string, ruleId: string | undefined) => `mailrule.draft.${user}.${ruleId ?? 'new'}`;

/** What was typed and not saved when this tab was loaded again. */
export function findDraft(key: string): KeptDraft | undefined {
  const text = sessionStorage.getItem(key);
  if (text === null) return undefined;
  const kept = parsed(text);
  return isDraft(kept) ? kept : undefined;
}

/** What is no JSON was not written here, and is as good as nothing. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function keepDraft(key: string, draft: KeptDraft | undefined): void {
  // First of all: a draft that does not fit must not leave an older one behind.
  sessionStorage.removeItem(key);
  if (draft === undefined) return;
  const text = JSON.stringify(draft);
  if (text.length <= LARGEST) sessionStorage.setItem(key, text);
}

/** An older page may have left something else there. */
function isDraft(value: unknown): value is KeptDraft {
  if (typeof value !== 'object' || value === null || !('rule' in value)) return false;
  const rule = value.rule as Partial<RuleInput> | null;
  return typeof rule === 'object' && Array.isArray(rule?.actions) && typeof rule.trigger === 'object';
}
