import type { RuleField } from '../api/rule-field.ts';
import { conditions } from '../words/conditions.ts';
import { dotPathOf, findField, keyOf, namesOf } from './field-key.ts';
import { operandOf, operatorWords } from './operators.ts';
import type { Leaf } from './tree.ts';

const words = conditions.sentence;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** A civil date has no zone: it is shown as it stands. */
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

export function fieldLabel(fields: readonly RuleField[], key: string): string {
  if (key === '') return words.blank;
  const field = findField(fields, key);
  if (field === undefined) return conditions.fieldRemoved(dotPathOf(key));
  return namesOf(fields, conditions.fieldOf).get(keyOf(field)) ?? field.label;
}

/** 'Days requested is more than 5' */
export function leafWords(leaf: Leaf, fields: readonly RuleField[]): string {
  const field = findField(fields, leaf.field);
  const start = `${fieldLabel(fields, leaf.field)} ${operatorWords(leaf.operator, field?.type)}`;
  const operand = operandOf(leaf.operator);
  if (operand === 'none') return start;
  if (operand === 'days') return `${fieldLabel(fields, leaf.field)} ${daysWords(leaf)}`;
  if (leaf.valueSource === 'field') return `${start} ${fieldLabel(fields, String(leaf.value))}`;
  if (!Array.isArray(leaf.value)) return `${start} ${valueWords(leaf.value, field)}`;
  const values = leaf.value.map((value) => valueWords(value, field));
  if (operand === 'range') return `${start} ${words.range(values[0] ?? words.blank, values[1] ?? words.blank)}`;
  return `${start} ${values.length === 0 ? words.blank : words.either(values)}`;
}

/** 'is in the last 7 days' */
function daysWords({ operator, value }: Leaf): string {
  const say = words.days[operator];
  return say === undefined ? operator : say(typeof value === 'number' ? value : undefined);
}

/** A choice by its label, text in quotes, a date as people write it here. */
export function valueWords(value: unknown, field: RuleField | undefined): string {
  const choice = field?.choices?.find((one) => one.value === value);
  if (choice !== undefined) return choice.label;
  if (value === '') return words.blank;
  if (typeof value === 'boolean') return value ? conditions.yes : conditions.no;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  const isDay = field?.type === 'date' && DATE.test(value) && !Number.isNaN(Date.parse(value));
  return isDay ? day.format(Date.parse(value)) : words.text(value);
}
