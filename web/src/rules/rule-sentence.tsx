import type { RuleField } from '../api/rule-field.ts';
import { sentenceOf } from '../conditions/sentence.ts';
import { rules as words } from '../words/rules.ts';
import type { Rule } from './rule-model.ts';
import { alwaysWords } from './trigger-words.ts';

/** Under which conditions a rule sends, in words. */
export function RuleSentence({ rule, fields }: { rule: Rule; fields: RuleField[] }) {
  return words.sendWhen(sentenceOf(rule.conditions, fields) || alwaysWords(rule.trigger));
}
