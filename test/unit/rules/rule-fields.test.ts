import { describe, expect, test } from 'vitest';
import { exampleFacts } from '../../../rules/forms/example-facts.ts';
import { exampleOfPattern } from '../../../rules/forms/pattern-example.ts';
import { fieldsOfSchema, MOST_FIELDS, readableName } from '../../../rules/forms/rule-fields.ts';
import { openPreviewPages } from '../../../rules/preview/preview-pages.ts';
import { findProblems } from '../../../src/schema/validator.ts';
import { type JsonSchema, toAppError } from '../../../src/sdk/index.ts';

const now = Date.UTC(2026, 10, 20);

describe('fields of a form', () => {
  test('references, allOf, titles, nullable values and choices with titles are followed', () => {
    const schema = {
      type: 'object',
      $defs: { person: { title: 'Person', type: 'object', properties: { firstName: { type: ['string', 'null'] } } } },
      allOf: [{ properties: { due: { type: 'string', format: 'date-time', title: 'Due on' } } }],
      properties: {
        manager: { $ref: '#/$defs/person', title: 'Manager' },
        level: {
          oneOf: [
            { const: 1, title: 'Low' },
            { const: 2, title: 'High' },
          ],
        },
        emails: { type: 'array', items: { type: 'string' } },
        anything: { type: 'object' },
      },
    };
    expect(fieldsOfSchema(schema, 'Leave')).toEqual([
      {
        name: 'manager.firstName',
        fact: 'manager',
        path: '$.firstName',
        label: 'First name',
        group: 'Manager',
        type: 'text',
      },
      {
        name: 'level',
        fact: 'level',
        label: 'Level',
        group: 'Leave',
        type: 'choice',
        choices: [
          { value: 1, label: 'Low' },
          { value: 2, label: 'High' },
        ],
      },
      { name: 'emails', fact: 'emails', label: 'Emails', group: 'Leave', type: 'list' },
      { name: 'anything', fact: 'anything', label: 'Anything', group: 'Leave', type: 'object' },
      { name: 'due', fact: 'due', label: 'Due on', group: 'Leave', type: 'date' },
    ]);
  });

  test('names that no template or condition can write are left out', () => {
    const names = ['a b', 'a.b', '{{x}}', '', 'this', 'constructor', '2nd', '<script>', 'ok', 'ünïcode', 'a-b'];
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
    expect(fieldsOfSchema({ properties }, 'F').map(({ name }) => name)).toEqual(['ok', 'ünïcode', 'a-b']);
  });

  test.each([
    ['firstName', 'First name'],
    ['net_amount', 'Net amount'],
    ['IBAN', 'IBAN'],
    ['id', 'Id'],
  ])('%s reads as %s', (name, label) => expect(readableName(name)).toBe(label));

  const wide = {
    properties: Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`f${n}`, { type: 'string' }])),
  };
  const deep = Array.from({ length: 200 }).reduce<JsonSchema>(
    (inner) => ({ type: 'object', properties: { a: inner, b: inner } }),
    { type: 'string' },
  );
  const loops = {
    $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } },
    properties: { x: { $ref: '#/$defs/a' } },
  };
  const endless = {
    $defs: {
      node: { type: 'object', properties: { left: { $ref: '#/$defs/node' }, right: { $ref: '#/$defs/node' } } },
    },
    allOf: [{ $ref: '#/$defs/node' }, { $ref: '#' }],
  };
  const alternatives = Array.from({ length: 60 }).reduce<JsonSchema>((inner) => ({ anyOf: [inner, { ...inner }] }), {
    properties: { x: { type: 'string' } },
  });
  test.each<[string, JsonSchema]>([
    ['thousands of fields', wide],
    ['two hundred levels, doubled at each', deep],
    ['references in a ring', loops],
    ['itself in itself', endless],
    ['alternatives within alternatives', alternatives],
    ['nonsense', { properties: 7, allOf: 'x', items: null, enum: 3, $ref: '#/%' } as unknown as JsonSchema],
    [
      'nonsense below',
      { properties: { a: null, b: true, c: false, d: { enum: [{}], title: 9, type: 7 } } } as JsonSchema,
    ],
  ])('a hostile schema is cut off, quickly: %s', (_, schema) => {
    const start = performance.now();
    expect(fieldsOfSchema(schema, 'F').length).toBeLessThanOrEqual(MOST_FIELDS);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('an example of a form', () => {
  test.each<[string, JsonSchema]>([
    [
      'examples, defaults, constants',
      { properties: { a: { type: 'string', examples: ['x'] }, b: { default: 3 }, c: { const: null } } },
    ],
    [
      'lengths and limits',
      {
        properties: {
          a: { type: 'string', minLength: 20, maxLength: 25 },
          b: { type: 'integer', maximum: 5, multipleOf: 2 },
          c: { type: 'number', exclusiveMinimum: 500 },
        },
        required: ['a', 'b', 'c'],
      },
    ],
    [
      'formats',
      {
        properties: Object.fromEntries(
          ['date', 'date-time', 'email', 'uri', 'uuid', 'time', 'ipv4', 'hostname'].map((format) => [
            format.replace('-', ''),
            { type: 'string', format },
          ]),
        ),
        required: ['date', 'uuid', 'time'],
      },
    ],
    [
      'patterns',
      {
        properties: {
          month: { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' },
          iban: { type: 'string', pattern: '^[A-Z]{2}\\d{2}[A-Z0-9]{4,30}$' },
        },
        required: ['month', 'iban'],
      },
    ],
    [
      'lists',
      {
        properties: {
          a: {
            type: 'array',
            minItems: 3,
            items: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
          },
        },
        required: ['a'],
      },
    ],
    [
      'optional values that nothing simple fits',
      {
        type: 'object',
        properties: { a: { type: 'string', pattern: '^(?=x)' }, b: { not: {} }, c: { type: 'number' } },
      },
    ],
    [
      'alternatives that exclude each other',
      {
        oneOf: [
          {
            properties: { kind: { const: 'a' }, x: { type: 'string' } },
            additionalProperties: false,
            required: ['kind'],
          },
          {
            properties: { kind: { const: 'b' }, y: { type: 'number' } },
            additionalProperties: false,
            required: ['kind'],
          },
        ],
      },
    ],
  ])('fits its schema: %s', (_, schema) => {
    expect(findProblems(schema, exampleFacts(schema, now))).toEqual([]);
  });

  test('a schema that nothing fits gets the nearest, and a huge one comes to an end', () => {
    expect(exampleFacts({ required: ['a'], properties: { a: { not: {} } } }, now)).toEqual({});
    const huge = { properties: { a: { type: 'array', minItems: 1e9, items: { type: 'string', minLength: 1e9 } } } };
    expect(JSON.stringify(exampleFacts(huge, now)).length).toBeLessThan(1_000_000);
  });

  test.each([
    ['^[0-9]{4}$', '1111'],
    ['^a(b|c)d?$', 'abd'],
    ['^\\d+$', '1'],
    ['^[^a]$', undefined],
    ['^(?=a)$', undefined],
    ['^(a$', undefined],
  ])('the pattern %s gives %s', (pattern, text) => expect(exampleOfPattern(pattern)).toBe(text));
});

describe('pages of previews', () => {
  const world = { now };
  const openPages = () => openPreviewPages({ now: () => world.now, sleep: async () => {} });
  const refusal = (run: () => unknown) => {
    try {
      return run();
    } catch (error) {
      return toAppError(error).code;
    }
  };

  test('a page is for its maker, and for ten minutes', () => {
    const pages = openPages();
    const id = pages.add({ html: '<p>x</p>', subject: 'a </title><script>' }, 'dora') ?? '';
    expect(pages.get(id, 'dora')).toContain('<title>a &lt;/title>&lt;script></title><p>x</p>');
    expect(refusal(() => pages.get(id, 'uma'))).toBe('NOT_FOUND');
    world.now += 10 * 60_000 - 1;
    expect(pages.get(id, 'dora')).toContain('<p>x</p>');
    world.now += 1;
    expect(refusal(() => pages.get(id, 'dora'))).toBe('NOT_FOUND');
  });

  test('pages are bounded in number for each caller and in bytes for all', () => {
    const pages = openPages();
    const first = pages.add({ html: 'first', subject: '' }, 'uma') ?? '';
    const mine = Array.from({ length: 100 }, () => pages.add({ html: 'x', subject: '' }, 'dora') ?? '');
    expect(mine.filter((id) => refusal(() => pages.get(id, 'dora')) !== 'NOT_FOUND')).toEqual(mine.slice(40));
    expect(pages.get(first, 'uma')).toContain('first');
    expect(pages.add({ html: 'x'.repeat(5_000_000), subject: '' }, 'dora')).toBeNull();
    for (let n = 0; n < 40; n += 1) pages.add({ html: 'x'.repeat(2_000_000), subject: '' }, `u${n}`);
    expect(refusal(() => pages.get(first, 'uma'))).toBe('NOT_FOUND');
  });

  test('every link opens a tab of its own that knows nothing of the page', () => {
    const pages = openPages();
    const html = '<a href="x" target="_self" rel="opener">1</a><A/HREF=y>2</A><abbr title="<a href">3</abbr>';
    const page = pages.get(pages.add({ html, subject: '' }, 'dora') ?? '', 'dora');
    expect(page).toContain('<a target=_blank rel=noreferrer  href="x" target="_self"');
    expect(page).toContain('<A target=_blank rel=noreferrer /HREF=y>');
    expect(page).toContain('<abbr title="<a target=_blank rel=noreferrer  href">');
  });
});
