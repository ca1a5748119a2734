import { expect, test } from 'vitest';
import { cloneFacts } from '../../../rules/conditions/facts.ts';
import { createTemplateEngine } from '../../../rules/expressions/template-engine.ts';
import type { JsonSchema } from '../../../src/sdk/index.ts';

const choice = (...pairs: [unknown, string][]) => ({ oneOf: pairs.map(([value, title]) => ({ const: value, title })) });
const schema: JsonSchema = {
  type: 'object',
  $defs: { state: { type: 'string', ...choice(['in_review', 'In review'], ['done', 'Done <ok>']) } },
  properties: {
    status: { $ref: '#/$defs/state' },
    grade: { type: 'integer', ...choice([1000, 'First'], [2, 'Second']) },
    days: { type: 'number' },
    start: { type: 'string', format: 'date' },
    at: { type: 'string', format: 'date-time' },
    note: { type: 'string' },
    paid: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string', ...choice(['a', 'Alpha'], ['b', 'Beta']) } },
    lines: { type: 'array', items: { type: 'object', properties: { kind: choice(['x', 'Extra']) } } },
    boss: { type: 'object', properties: { name: {}, email: {} } },
  },
};
const facts = {
  ...{
    status: 'in_review',
    grade: 1000,
    days: 1234.5,
    start: '2026-11-28',
    at: '2026-11-28T23:30:00Z',
    note: '2026-11-28',
  },
  ...{
    paid: true,
    tags: ['a', 'b', 'c'],
    lines: [{ kind: 'x' }],
    boss: { name: 'Bo', email: 'bo@acme.test' },
    empty: '',
  },
};
const engine = createTemplateEngine();
const text = (template: string, given: JsonSchema | null = schema) =>
  engine.forSchema(given ?? undefined).render(template, 'text', cloneFacts(facts));

test.each([
  ['{{fieldText status}}', 'In review'],
  ['{{fieldText grade}}', 'First'],
  ['{{fieldText days}}', '1,234.5'],
  ['{{fieldText days locale="de-DE"}}', '1.234,5'],
  ['{{fieldText start}}', 'Nov 28, 2026'],
  ['{{fieldText start format="iso"}}', '2026-11-28'],
  ['{{fieldText at zone="Europe/Prague" format="long" locale="cs-CZ"}}', '29. listopadu 2026 v 0:30'],
  ['{{fieldText note}}', '2026-11-28'],
  ['{{fieldText paid}}', 'yes'],
  ['{{fieldText paid locale="cs"}}', 'ano'],
  ['{{fieldText paid locale="xx-YY"}}', 'yes'],
  ['{{fieldText tags}}', 'Alpha, Beta, c'],
  ['{{#each lines}}{{fieldText kind}}{{/each}}', 'Extra'],
  ['{{upper (fieldText status)}}', 'IN REVIEW'],
  ['{{fieldText boss}}', 'Bo'],
])('A1.45 fieldText shows a field as people read it: %s is %s', (template, expected) => {
  expect(text(template)).toBe(expected);
});

test.each([
  ['{{fieldValue status}}', 'in_review'],
  ['{{fieldValue days}}', '1234.5'],
  ['{{fieldValue start}}', '2026-11-28'],
  ['{{fieldValue paid}}', 'true'],
  ['{{fieldValue tags}}', '["a","b","c"]'],
])('A1.45 fieldValue shows a field as it is stored: %s is %s', (template, expected) => {
  expect(text(template)).toBe(expected);
});

test('without a form a choice is its value, and what looks like a whole date is one', () => {
  expect(text('{{fieldText status}} {{fieldText note}} {{fieldText days}}', null)).toBe(
    'in_review Nov 28, 2026 1,234.5',
  );
});

test('titles are escaped in HTML; an empty field is a missing value; a fixed text is no field', () => {
  const html = engine
    .forSchema(schema)
    .render('{{fieldText status}}', 'html', cloneFacts({ ...facts, status: 'done' }));
  expect(html).toBe('Done &lt;ok&gt;');
  expect(() => text('{{fieldText empty}}')).toThrow('Missing or empty: empty');
  expect(() => text('{{fieldValue gone}}')).toThrow('Missing or empty: gone');
  expect(() => text('{{fieldText "status"}}')).toThrow('name a field');
  expect(engine.inspect('{{fieldText status}}')).toMatchObject({ fields: ['status'], helpers: ['fieldText'] });
});
