import { describe, expect, test } from 'vitest';
import { cloneFacts } from '../../../rules/conditions/facts.ts';
import { createTemplateEngine, listHelpers } from '../../../rules/expressions/template-engine.ts';
import type { TemplateKind } from '../../../src/sdk/index.ts';

const engine = createTemplateEngine();
const facts = {
  name: 'Ada & <b>Bob</b>',
  net: 2810.5,
  empty: '',
  nothing: null,
  zero: 0,
  day: '2026-10-31',
  at: '2026-10-31T23:30:00Z',
  lines: [
    { text: 'Salary', amount: 0.1 },
    { text: 'Bonus <', amount: 0.2 },
  ],
  portal: 'https://hr.example.com/a?b=1&c="2"',
  script: 'javascript:alert(1)',
  evil: 'Hello\r\nBcc: eve@evil.test\u0000',
};
const render = (template: string, kind: TemplateKind = 'text') => engine.render(template, kind, cloneFacts(facts));
const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error as { code: string; message: string; details: Record<string, unknown> };
  }
  throw new Error('was not refused');
};

describe('A1.45 expressions calculate', () => {
  test.each([
    ['{{add zero net 0.1 0.2}}', '2810.8'],
    ['{{subtract net 10 0.5}}', '2800'],
    ['{{multiply 0.1 3}}', '0.3'],
    ['{{divide net 12}}', '234.208333'],
    ['{{currency (divide (multiply net 12) 13) "EUR" locale="de-DE"}}', '2.594,31 €'],
    ['{{pad zero 3}}{{pad "7" 3 "x"}}{{pad "1234" 3}}', '000xx71234'],
    ['{{dateAdd day days=1}}', '2026-11-01'],
    ['{{dateAdd day months=-1}}', '2026-09-30'],
    ['{{dateAdd "2024-02-29" years=1}}', '2025-02-28'],
    ['{{dateAdd "2026-01-31" months=1 days=1}}', '2026-03-01'],
    ['{{dateAdd at hours=1 days=-1}}', '2026-10-31T00:30:00.000Z'],
    ['{{date (dateAdd day weeks=2) format="long" locale="en-GB"}}', '14 November 2026'],
  ])('%s is %s', (template, shown) => {
    expect(render(template).replaceAll('\u00a0', ' ')).toBe(shown);
  });

  test.each([
    ['{{divide net 0}}', 'divided by 0'],
    ['{{add net name}}', 'is not a number'],
    ['{{pad name 0}}', 'from 1 to 100'],
    ['{{pad name 101}}', 'from 1 to 100'],
    ['{{pad name 9 "ab"}}', 'one sign'],
    ['{{dateAdd day}}', 'needs days'],
    ['{{dateAdd day hours=1}}', 'has no time'],
    ['{{dateAdd at months=1}}', 'dates without a time'],
    ['{{dateAdd name days=1}}', 'not a date'],
    ['{{dateAdd "2026-02-30" days=1}}', 'no date 2026-02-30'],
    ['{{dateAdd day days=0.5}}', 'whole number'],
    ['{{dateAdd day days=99999999}}', 'at most 100000'],
    ['{{dateAdd day years=9000}}', 'year 9999'],
  ])('%s says why not', (template, why) => {
    expect(refusal(() => render(template)).message).toContain(why);
  });

  test('a missing number is a missing value, not a zero', () => {
    expect(refusal(() => render('{{add net gone}}')).details['names']).toEqual(['gone']);
  });
});

describe('R26 strict templates', () => {
  test.each([
    ['a\n\n  {{name', 3, 5],
    ['{{#if name}}', 1, 13],
    ['x {{#if name}}{{/each}}', 1, 6],
    ['{{> other}}', 1, 1],
    ['ab{{{name}}}', 1, 3],
    ['{{nope name}}', 1, 1],
    ['{{name "x" y=}}', 1, 14],
    ['{{date}} {{date day zoom=1}}', 1, 10],
  ])('R26 %j is refused with line %i and column %i', (template, line, column) => {
    expect(refusal(() => engine.inspect(template))).toMatchObject({ code: 'TEMPLATE', details: { line, column } });
  });

  test('beyond 7 R26 every missing or empty value is named at once', () => {
    const error = refusal(() =>
      render('{{name}} {{gone}} {{empty}} {{date nothing}} {{#each rows}}x{{/each}}{{#each lines}}{{note}}{{/each}}'),
    );
    expect(error.code).toBe('MISSING_VALUE');
    expect(error.details['names']).toEqual(['gone', 'empty', 'nothing', 'rows', 'lines.*.note']);
  });

  test('R26 default and #if make a value optional; zero is a value', () => {
    expect(render('{{default gone "there"}}{{default empty ""}}{{#if gone}}!{{else}}.{{/if}}{{zero}}')).toBe('there.0');
    expect(render('{{#if (and name (not gone))}}yes{{/if}}{{#if (or gone (eq zero 0))}}!{{/if}}')).toBe('yes!');
  });

  test('the fields and helpers of a template are read without running it', () => {
    expect(
      engine.inspect('{{a.b}} {{#each rows}}{{x}} {{../y}} {{@root.z}}{{/each}} {{currency (sum rows "x") cur}}'),
    ).toMatchObject({
      fields: ['a.b', 'cur', 'rows', 'rows.*.x', 'y', 'z'],
      helpers: ['currency', 'sum'],
    });
  });

  test('each field has the place of the braces that name it first', () => {
    const { places } = engine.inspect('a\n {{#each rows}}{{x}}\n{{currency (sum y "z") cur}}{{/each}}{{x}}{{x}}');
    expect(Object.fromEntries(places)).toEqual({
      rows: { line: 2, column: 2 },
      'rows.*.x': { line: 2, column: 16 },
      'rows.*.y': { line: 3, column: 1 },
      'rows.*.cur': { line: 3, column: 1 },
      x: { line: 3, column: 38 },
    });
  });
});

describe('R27 escaping by place', () => {
  test('R27 HTML is escaped, text is not', () => {
    expect(render('{{name}}', 'html')).toBe('Ada &amp; &lt;b&gt;Bob&lt;/b&gt;');
    expect(render('{{name}}', 'text')).toBe('Ada & <b>Bob</b>');
    expect(render('{{table lines "text:Item"}}', 'html')).toContain('<td align="left">Bonus &lt;</td>');
  });

  test('R28 a header stays one line and nowhere is a control character left', () => {
    expect(render('{{evil}}', 'header')).toBe('Hello Bcc: eve@evil.test');
    expect(render('a\r\nb\u2028c', 'header')).toBe('a b c');
    for (const kind of ['html', 'text'] as const) expect(render('{{evil}}', kind)).toBe('Hello\nBcc: eve@evil.test');
  });

  test('R27 links take http, https and mailto only, also inside href', () => {
    expect(render('{{link portal "<Open>"}}', 'html')).toBe(
      '<a href="https://hr.example.com/a?b=1&amp;c=%222%22">&lt;Open&gt;</a>',
    );
    expect(render('{{link portal "Open"}}')).toBe('Open (https://hr.example.com/a?b=1&c=%222%22)');
    for (const template of ['{{link script "x"}}', '<a href="{{url script}}">']) {
      expect(refusal(() => render(template, 'html'))).toMatchObject({ code: 'TEMPLATE' });
    }
    const mailto = (address: string) => engine.render('{{url address}}', 'text', cloneFacts({ address }));
    expect(mailto('mailto:hr@acme.test?subject=Hi&BODY=x')).toBe('mailto:hr@acme.test?subject=Hi&BODY=x');
    for (const field of ['bcc', 'CC', 'to', 'b%63c', 'in-reply-to'])
      expect(refusal(() => mailto(`mailto:hr@acme.test?subject=x&${field}=eve@evil.test`))).toMatchObject({
        code: 'TEMPLATE',
      });
    for (const template of [
      '<a href="{{portal}}">',
      "<img src='{{portal}}'>",
      '<a href={{portal}}>',
      '<b onclick="f({{name}})">',
    ]) {
      expect(refusal(() => engine.inspect(template))).toMatchObject({ code: 'TEMPLATE' });
    }
  });
});

test.each([
  ['{{date day}}', 'Oct 31, 2026'],
  ['{{date day format="long" locale="de-DE" zone="Pacific/Kiritimati"}}', '31. Oktober 2026'],
  ['{{date day format="month"}}', 'October 2026'],
  ['{{date at format="iso" zone="Europe/Berlin"}}', '2026-11-01'],
  ['{{dateTime at format="short" locale="de-DE" zone="Europe/Berlin"}}', '01.11.26, 00:30'],
  ['{{number net decimals=2 locale="de-DE"}}', '2.810,50'],
  ['{{currency net "EUR" locale="de-DE"}}', '2.810,50\u00a0€'],
  ['{{currency (sum lines "amount") "USD" locale="en-US"}}', '$0.30'],
  ['{{upper (concat "a" zero)}}{{lower "B"}}', 'A0b'],
  ['{{lower (slice "Émile" 1 4)}}{{slice day 1 4}}{{slice "😀x" 1 1}}{{slice "ab" 1 9}}', 'émil2026😀ab'],
  ['{{table lines "text:Item" "amount:Amount"}}', 'Item\tAmount\nSalary\t0.1\nBonus <\t0.2'],
])('%s gives %j', (template, text) => {
  expect(render(template)).toBe(text);
});

test.each([
  '{{date name}}',
  '{{date "2026-02-30"}}',
  '{{number name}}',
  '{{slice name 0 4}}',
  '{{slice name 3 2}}',
  '{{currency net "EURO"}}',
  '{{date day locale="!"}}',
  '{{lines}}',
])('%s says what is wrong instead of printing nonsense', (template) =>
  expect(refusal(() => render(template))).toMatchObject({ code: 'TEMPLATE' }),
);

test('every helper has the usage it is listed with', () => {
  const helpers = listHelpers();
  expect(helpers.length).toBeGreaterThan(12);
  for (const { usage } of helpers) expect(() => engine.inspect(usage)).not.toThrow();
});

describe('lists', () => {
  test('a row that is a text, a number or yes/no stands beside fields of the objects around it', () => {
    const order = cloneFacts({ name: 'Ada', rows: [{ id: 7, tags: ['a', 1, true] }] });
    const template = '{{#each rows}}{{#each tags}}{{../../name}} {{../id}} {{this}};{{/each}}{{/each}}';
    expect(engine.render(template, 'text', order)).toBe('Ada 7 a;Ada 7 1;Ada 7 true;');
  });

  test('loops in loops come to an end with a sentence', () => {
    const list = cloneFacts({ list: Array(1000).fill(1) });
    const template = '{{#each list}}{{#each ../list}}{{#each ../../list}}x{{/each}}{{/each}}{{/each}}';
    expect(refusal(() => engine.render(template, 'text', list))).toMatchObject({
      code: 'TEMPLATE',
      message: expect.stringContaining('rounds'),
    });
  });
});

describe('security 1: templates cannot run code or reach prototypes', () => {
  const CHAIN =
    '{{#with "s" as |string|}}{{#with "e"}}{{#with split as |conslist|}}{{this.pop}}{{this.push (lookup string.sub "constructor")}}{{this.pop}}{{#with string.split as |codelist|}}{{this.pop}}{{this.push "return 1"}}{{this.pop}}{{#each conslist}}{{#with (string.sub.apply 0 codelist)}}{{this}}{{/with}}{{/each}}{{/with}}{{/with}}{{/with}}{{/with}}';
  test.each([
    CHAIN,
    '{{constructor}}',
    '{{constructor.constructor}}',
    '{{name.constructor}}',
    '{{__proto__}}',
    '{{this.__proto__.polluted}}',
    '{{[__proto__].x}}',
    '{{@root.constructor.name}}',
    '{{lookup this "constructor"}}',
    '{{#each this}}{{this}}{{/each}}',
    '{{helperMissing}}',
    '{{helperMissing "x"}}',
    '{{#helperMissing}}{{/helperMissing}}',
    '{{blockHelperMissing name}}',
    '{{#name}}x{{/name}}',
    '{{^name}}x{{/name}}',
    '{{log name}}',
    '{{#with name}}{{/with}}',
    '{{> (lookup . "name")}}',
    '{{#*inline "a"}}{{> a}}{{/inline}}{{> a}}',
    '{{#> layout}}x{{/layout}}',
    '{{* decorator}}',
    '{{{name}}}',
    '{{&name}}',
    '{{{{raw}}}}{{name}}{{{{/raw}}}}',
    '{{$value name}}',
    '{{$need name}}',
    '{{@state}}',
    '{{@state.missing}}',
    '{{@kind}}',
    '{{../name}}',
    '{{toString}}',
    '{{valueOf}}',
    '{{(date) day}}',
  ])('%j is refused', (template) => {
    expect(['TEMPLATE', 'MISSING_VALUE']).toContain(refusal(() => render(template, 'html')).code);
  });

  test('a ready-made syntax tree is not a template', () => {
    const tree = {
      type: 'Program',
      body: [{ type: 'MustacheStatement', params: [{ type: 'NumberLiteral', value: 'process.exit()' }] }],
    };
    for (const template of [tree, [tree], null, 5, new String('x')]) {
      expect(refusal(() => engine.inspect(template))).toMatchObject({ code: 'TEMPLATE' });
      expect(refusal(() => engine.render(template as string, 'text', {}))).toMatchObject({ code: 'TEMPLATE' });
    }
  });

  test('bombs end soon: loops, nesting, size', () => {
    const rows = Array.from({ length: 300 }, (_, index) => index);
    const long = 'x'.repeat(100_000);
    const bombs: [string, object][] = [
      ['{{#each rows}}{{#each @root.rows}}{{#each @root.rows}}x{{/each}}{{/each}}{{/each}}', { rows }],
      ['{{#each rows}}{{@root.long}}{{/each}}', { rows, long }],
      ['{{long}}'.repeat(2000), { long }],
      ['{{#if a}}'.repeat(15_000), {}],
      ['{{#if a}}'.repeat(15_000) + '{{/if}}'.repeat(15_000), {}],
      [`{{#if a}}${'{{else if a}}'.repeat(9_000)}{{/if}}`, {}],
      [`{{a ${'(a '.repeat(50_000)}`, {}],
      [`{{a${'.a'.repeat(100_000)}}}`, {}],
      ['{{!--'.repeat(40_000), {}],
      ['{'.repeat(200_000), {}],
      ['{{long}}'.repeat(5000), { long }],
      ['x'.repeat(1024 * 1024), {}],
    ];
    for (const [template, of] of bombs) {
      const started = performance.now();
      expect(refusal(() => engine.render(template, 'html', cloneFacts(of))).code).toBe('TEMPLATE');
      // Without bounds each of them takes minutes, or all memory.
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });
});
