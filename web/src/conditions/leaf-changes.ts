import type { RuleField } from '../api/rule-field.ts';
import { findField, keyOf } from './field-key.ts';
import { isOffered, type Operand, operandOf, operatorsFor } from './operators.ts';
import type { Leaf, Scalar } from './tree.ts';

/** Another field: operator and value stay where they still mean something (same type, and for a choice the same value). */
export function withField(leaf: Leaf, key: string, fields: readonly RuleField[]): Leaf {
  const field = findField(fields, key);
  const type = field?.type ?? 'text';
  const isSameType = findField(fields, leaf.field)?.type === type;
  const operator =
    isSameType || isOffered(type, leaf.operator) ? leaf.operator : (operatorsFor(type, '')[0] ?? leaf.operator);
  const changed = { ...leaf, field: key, operator };
  const keepsValue = isSameType && operator === leaf.operator && (leaf.valueSource === 'field' || fits(leaf, field));
  return keepsValue ? changed : { ...changed, valueSource: 'value', value: blank(operandOf(operator)) };
}

/** Another operator: the value stays, as one value, as a list or as the lowest of two. */
export function withOperator(leaf: Leaf, operator: string): Leaf {
  const [from, to] = [operandOf(leaf.operator), operandOf(operator)];
  if (from === to || (isSingle(from) && isSingle(to))) return { ...leaf, operator };
  if (leaf.valueSource === 'field') return { ...leaf, operator, valueSource: 'value', value: blank(to) };
  const first = Array.isArray(leaf.value) ? (leaf.value[0] ?? '') : leaf.value;
  return { ...leaf, operator, value: shaped(first, to) };
}

export function withSource(leaf: Leaf, valueSource: Leaf['valueSource']): Leaf {
  return { ...leaf, valueSource, value: valueSource === 'field' ? '' : blank(operandOf(leaf.operator)) };
}

/** The fields a value can be taken from: of the same type; a choice is text too. */
export function fieldsToCompare(leaf: Leaf, fields: readonly RuleField[]): RuleField[] {
  const field = findField(fields, leaf.field);
  if (field === undefined || !isSingle(operandOf(leaf.operator)) || field.type === 'list') return [];
  const kind = kindOf(field.type);
  return fields.filter((other) => keyOf(other) !== keyOf(field) && kindOf(other.type) === kind);
}

function kindOf(type: RuleField['type']): string {
  return type === 'choice' ? 'text' : type;
}

function fits({ value }: Leaf, field: RuleField | undefined): boolean {
  const choices = field?.choices;
  if (choices === undefined) return true;
  return [value].flat().every((one) => one === '' || choices.some((choice) => choice.value === one));
}

function isSingle(operand: Operand): boolean {
  return operand === 'scalar' || operand === 'order' || operand === 'text';
}

function shaped(first: Scalar, operand: Operand): Leaf['value'] {
  if (operand === 'list') return first === '' ? [] : [first];
  if (operand === 'range') return [first, ''];
  if (operand === 'days') return typeof first === 'number' ? first : '';
  return operand === 'none' ? '' : first;
}

function blank(operand: Operand): Leaf['value'] {
  return shaped('', operand);
}
