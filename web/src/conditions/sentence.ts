import type { RuleField } from '../api/rule-field.ts';
import { conditions } from '../words/conditions.ts';
import { readConditions } from './read-conditions.ts';
import { type Branch, isBranch } from './tree.ts';
import { leafWords } from './value-words.ts';

const words = conditions.sentence;

/** What stands after "Send when:". Empty where there are no conditions: what "always" means depends on the trigger. */
export function sentenceOf(stored: object, fields: readonly RuleField[]): string {
  const reading = readConditions(stored);
  return 'reason' in reading ? words.onlyJson : branchWords(reading.tree, fields);
}

function branchWords(branch: Branch, fields: readonly RuleField[]): string {
  const { combinator, rules } = branch;
  const parts = rules
    .map((node) => {
      if (!isBranch(node)) return leafWords(node, fields);
      const inner = branchWords(node, fields);
      return inner === '' ? '' : `(${inner})`;
    })
    .filter((part) => part !== '');
  if (parts.length === 0) return '';
  const joined = parts.join(combinator === 'and' || combinator === 'notAll' ? words.and : words.or);
  return combinator === 'none' || combinator === 'notAll' ? words[combinator](joined) : joined;
}
