import { fieldTypes, type JsonSchema } from '../../../src/sdk/index.ts';
import { choicesOf } from '../../forms/choices.ts';
import { type Helper, type HelperContext, HelperProblem, textOf } from '../helper.ts';
import { formatInstant } from '../instant.ts';
import { formatNumber } from '../number-format.ts';
import { yesNo } from '../yes-no.ts';

const MOST_ITEMS = 1000;

export const helper: Helper = {
  name: 'fieldText',
  summary: 'A field as people read it: the title of a choice, a date or a number in the locale, yes or no',
  usage: '{{fieldText status locale="de-DE"}}',
  arity: [1, 1],
  options: ['format', 'locale', 'zone'],
  lenient: false,
  ofField: true,
  run: ([value], context) => asText(value, context),
};

function asText(value: unknown, context: HelperContext): string {
  if (Array.isArray(value)) {
    if (value.length > MOST_ITEMS) throw new HelperProblem(`A list of more than ${MOST_ITEMS} values is not shown.`);
    const items = context.field.flatMap(({ items }) => (isSchema(items) ? [items] : []));
    return value.map((one) => asText(one, { ...context, field: items })).join(', ');
  }
  const choice = choicesOf(context.field).find((one) => one.value === value);
  if (choice !== undefined && typeof value !== 'boolean') return choice.label;
  if (typeof value === 'boolean') return yesNo(value, context.locale);
  if (typeof value === 'number')
    return isNumeric(context.field) ? formatNumber(value, context.locale, {}) : String(value);
  if (typeof value === 'string') return isDate(context.field, value) ? dateText(value, context) : value;
  const { name, email, address, file } = (value ?? {}) as Record<string, unknown>;
  const shown = [name, email, address, file].find((one) => typeof one === 'string' && one !== '');
  return textOf(shown ?? value);
}

/** Without a schema a number is a number; with one, a choice of numbers is no amount. */
function isNumeric(field: readonly JsonSchema[]): boolean {
  return choicesOf(field).length === 0;
}

function isDate(field: readonly JsonSchema[], value: string): boolean {
  const formats = field.map(({ format }) => format);
  if (formats.includes('date') || formats.includes('date-time')) return true;
  // Of a form that says more than "text" it is text; without a form a whole date is one.
  if (field.some((schema) => fieldTypes(schema).length > 0)) return false;
  return /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(value);
}

function dateText(value: string, context: HelperContext): string {
  return formatInstant(value, context, value.includes('T'));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
