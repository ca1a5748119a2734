import type { RuleField } from '../api/rule-field.ts';
import { conditions } from '../words/conditions.ts';
import { findField } from './field-key.ts';
import { holdsNumbers, isNoNumber } from './number-text.ts';
import { operandOf, operatorsFor } from './operators.ts';
import { type Branch, isBranch, type Leaf } from './tree.ts';

const words = conditions.needs;

export type Part = 'field' | 'value';

export interface Need {
  part: Part;
  message: string;
  /** not only missing yet: said at once */
  wrong?: boolean;
}

/** What a condition still needs, and where. A blank value would be saved as "is nothing" and never hold. */
export function findNeed(leaf: Leaf, fields: readonly RuleField[]): Need | undefined {
  if (leaf.field === '') return { part: 'field', message: words.field };
  const field = findField(fields, leaf.field);
  if (hasNoDays(leaf)) return { part: 'value', message: words.days, wrong: true };
  if (hasNoNumber(leaf, field)) return { part: 'value', message: words.number, wrong: true };
  const message = valueNeed(leaf, field?.type);
  return message === undefined ? undefined : { part: 'value', message };
}

/** The tree as it can be tried: what is no number is on the screen only, and counts as not entered. */
export function withoutWrong(tree: Branch, fields: readonly RuleField[]): Branch {
  const rules = tree.rules.map((node) => {
    if (isBranch(node)) return withoutWrong(node, fields);
    if (hasNoDays(node)) return { ...node, value: '' };
    if (!hasNoNumber(node, findField(fields, node.field))) return node;
    const blanked = [node.value].flat().map((one) => (isNoNumber(one) ? '' : one));
    return { ...node, value: Array.isArray(node.value) ? blanked : '' };
  });
  return { ...tree, rules };
}

/** Something stands there, and it is no whole number of days. */
function hasNoDays({ operator, value }: Leaf): boolean {
  return operandOf(operator) === 'days' && value !== '' && !(Number.isInteger(value) && Number(value) >= 0);
}

function hasNoNumber({ operator, value, valueSource }: Leaf, field: RuleField | undefined): boolean {
  if (valueSource === 'field' || ['none', 'days'].includes(operandOf(operator))) return false;
  return holdsNumbers(field) && [value].flat().some(isNoNumber);
}

function valueNeed({ operator, value, valueSource }: Leaf, type: RuleField['type'] | undefined): string | undefined {
  const operand = operandOf(operator);
  if (operand === 'none') return undefined;
  if (valueSource === 'field') return value === '' ? words.otherField : undefined;
  if (operand === 'list') return Array.isArray(value) && value.length > 0 ? undefined : words.list;
  if (operand === 'range') return rangeNeed(value);
  if (value !== '') return undefined;
  if (operand === 'days') return words.days;
  if (type === 'choice' || type === 'boolean') return words.choice;
  const canBeEmpty = operator === 'equal' && operatorsFor(type, '').includes('isEmpty');
  return canBeEmpty ? words.text : words.value;
}

function rangeNeed(value: Leaf['value']): string | undefined {
  if (!Array.isArray(value) || value.length !== 2 || value.includes('')) return words.range;
  const [low, high] = value;
  return low !== undefined && high !== undefined && typeof low === typeof high && low > high ? words.order : undefined;
}
