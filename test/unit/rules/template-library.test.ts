import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createTemplateEngine } from '../../../rules/expressions/template-engine.ts';
import { inlineCss } from '../../../rules/templates/inline-css.ts';
import { composed, type LibraryTemplate, libraryOf, mailTemplateOf } from '../../../rules/templates/library.ts';
import { listStarters } from '../../../rules/templates/starters.ts';
import { canonicalLanguage, languageFor } from '../../../src/sdk/index.ts';

type Text = LibraryTemplate['texts'][number];

const template = (
  name: string,
  kind: LibraryTemplate['kind'],
  texts: Text | Text[],
  layoutId: string | null = null,
) => ({
  ...{ id: name, name, nameKey: name.toLowerCase(), kind, layoutId, version: 1 },
  texts: [texts].flat(),
});
const part = (name: string, html: string, text?: string) =>
  template(name, 'part', { language: 'default', html, ...(text === undefined ? {} : { text }) });
const mail = (html: string, layoutId: string | null = null) =>
  template('Mail', 'email', { language: 'default', subject: 'S', html }, layoutId);
const htmlOf = async (one: LibraryTemplate, others: LibraryTemplate[], language = 'default') =>
  (await composed(libraryOf([one, ...others]), one, language)).html;
const inspect = (one: LibraryTemplate, others: LibraryTemplate[] = [], language = 'default') =>
  mailTemplateOf(libraryOf([one, ...others]), one, createTemplateEngine()).inspect(language);

describe('languages', () => {
  test.each([
    ['fr-CA', ['default', 'fr', 'fr-CA'], 'fr-CA'],
    ['fr-CA', ['default', 'fr'], 'fr'],
    ['fr_ca', ['default', 'fr-CA'], 'fr-CA'],
    ['fr-CA', ['default', 'de'], 'default'],
    ['zh-Hant-TW', ['default', 'zh', 'zh-Hant'], 'zh-Hant'],
    ['de-x-own', ['default', 'de'], 'de'],
    ['', ['default', 'fr'], 'default'],
    ['  ', ['default', 'fr'], 'default'],
    ['not a language', ['default', 'fr'], 'default'],
    [undefined, ['default', 'fr'], 'default'],
  ])('23 for somebody in %s of %j it is %s', (wanted, there, chosen) => {
    expect(languageFor(wanted, there)).toBe(chosen);
  });

  test('tags are written as BCP 47 writes them', () => {
    expect(['FR-ca', 'Default', 'x', 'fr-CA; DROP'].map(canonicalLanguage)).toEqual([
      'fr-CA',
      'default',
      undefined,
      undefined,
    ]);
  });
});

describe('parts and layouts', () => {
  test('a part stands where it is named, in capitals or not, and its comments do not', async () => {
    const signature = part('Signature', '<p>{{company}}{{!-- not }} for others --}}</p>');
    expect(await htmlOf(mail('<p>Hi {{name}}</p>{{> signature}}{{! secret }}'), [signature])).toBe(
      '<p>Hi {{name}}</p><p>{{company}}</p>',
    );
  });

  test('a part in a loop sees the row', () => {
    const row = part('Row', '<td>{{amount}}</td>');
    const [found] = inspect(mail('{{#each lines}}{{> Row}}{{/each}}'), [row]).filter(({ part }) => part === 'html');
    expect(found?.fields).toEqual([
      { field: 'lines', place: { template: 'Mail', language: 'default', line: 1, column: 1 } },
      { field: 'lines.*.amount', place: { template: 'Row', language: 'default', line: 1, column: 5 } },
    ]);
  });

  test('a field of a part in a layout is told with its own place', () => {
    const signature = part('Signature', '<p>\nYours\n{{boss.name}}</p>');
    const frame = template('Frame', 'layout', { language: 'default', html: '<div>{{> body}}</div>\n{{> Signature}}' });
    const [, html] = inspect(mail('<p>{{first}}</p>\n{{second}}', 'Frame'), [signature, frame]);
    const places = html?.fields.map(({ field, place }) => [field, place.template, place.line, place.column]);
    expect(places).toEqual([
      ['boss.name', 'Signature', 3, 1],
      ['first', 'Mail', 1, 4],
      ['second', 'Mail', 2, 1],
    ]);
  });

  test('parts that hold each other are refused with the circle', () => {
    const [a, b] = [part('A', '{{> B}}'), part('B', 'x {{> A}}')];
    const [, html] = inspect(mail('{{> A}}'), [a, b]);
    expect(html?.problem).toEqual({
      message: '"B", default, line 1, column 3: the parts hold each other: "A" holds "B" holds "A". Take one out.',
      place: { template: 'B', language: 'default', line: 1, column: 3 },
    });
  });

  test('a part that is not there, one without plain text, and a mistake inside one are told with their place', () => {
    const broken = part('Broken', 'a\n{{#if x}}');
    const problems = [
      inspect(mail('\n {{> Nobody}}')),
      inspect(template('Mail', 'email', { language: 'default', text: '{{> Broken}}' }), [broken]),
      inspect(mail('{{> Broken}}'), [broken]),
    ].map((texts) => texts.find(({ problem }) => problem !== undefined)?.problem?.message);
    expect(problems).toEqual([
      '"Mail", default, line 2, column 2: there is no part "Nobody". Choose another one, or make it.',
      '"Mail", default, line 1, column 1: the part "Broken" has no plain text in default. Give it one.',
      expect.stringMatching(/^"Broken", default, line \d+, column \d+: /),
    ]);
  });

  test.each([
    ['{{> Signature name=first}}', 'a part takes no values'],
    ['{{#> Signature}}x{{/Signature}}', 'a part has no block'],
    ['{{> (which)}}', 'the name of a part stands as it is'],
    ['{{> body}}', '{{> body}} stands in a layout only'],
    ['{{#*inline "Signature"}}x{{/inline}}', 'partials and decorators are not possible'],
    ['{{{name}}}', 'triple braces are not possible'],
  ])('%s is refused in an e-mail', (html, sentence) => {
    const problem = inspect(mail(html), [part('Signature', 'x')]).find((text) => text.problem !== undefined)?.problem;
    expect(problem?.message ?? '').toContain(sentence);
  });

  test('parts that double each other end at 256 kB and not in memory', () => {
    const bombs = Array.from({ length: 7 }, (_, at) =>
      part(`P${at}`, at === 6 ? 'x'.repeat(1000) : `{{> P${at + 1}}}`.repeat(20)),
    );
    const [, html] = inspect(mail('{{> P0}}'), bombs);
    expect(html?.problem?.message).toContain('more than 256 kB');
  });

  test('parts that leave nothing behind end at 2,000 of them and not in minutes', () => {
    const bombs = Array.from({ length: 7 }, (_, at) =>
      part(`P${at}`, at === 6 ? '{{!x}}' : `{{> P${at + 1}}}`.repeat(10)),
    );
    const [, html] = inspect(mail('{{> P0}}'), bombs);
    expect(html?.problem?.message).toContain('more than 2000 parts are put in');
  });

  test('more than eight parts in each other are refused', () => {
    const deep = Array.from({ length: 9 }, (_, at) => part(`P${at}`, at === 8 ? 'x' : `{{> P${at + 1}}}`));
    const [, html] = inspect(mail('{{> P0}}'), deep);
    expect(html?.problem?.message).toContain('more than 8 parts are in each other');
  });

  test('23 a layout and a part are in the language of the e-mail, else in that of its chain', async () => {
    const frame = template('Frame', 'layout', [
      { language: 'default', html: '<i>en</i>{{> body}}{{> End}}' },
      { language: 'fr', html: '<i>fr</i>{{> body}}{{> End}}' },
    ]);
    const end = template('End', 'part', [
      { language: 'default', html: 'Regards' },
      { language: 'fr-CA', html: 'Salutations' },
    ]);
    const both = template(
      'Mail',
      'email',
      ['default', 'fr-CA', 'de'].map((language) => ({ language, html: language })),
      'Frame',
    );
    const texts = await Promise.all(['default', 'fr-CA', 'de'].map((language) => htmlOf(both, [frame, end], language)));
    expect(texts).toEqual(['<i>en</i>defaultRegards', '<i>fr</i>fr-CASalutations', '<i>en</i>deRegards']);
  });
});

describe('styles', () => {
  test('A2.30 rules of a layout stand at the elements of the e-mail, those of colour schemes stay, expressions are untouched', async () => {
    const frame = template('Frame', 'layout', {
      language: 'default',
      html: '<style>.lead { color: #333 } @media (prefers-color-scheme: dark) { .lead { color: #eee !important } }</style><table><tr><td>{{> body}}</td></tr></table>',
    });
    const body =
      '<p class="lead" title="{{default nick "}}"}}">{{#each lines}}<b>{{currency this "EUR"}}</b>{{/each}}</p>';
    const html = (await htmlOf(mail(body, 'Frame'), [frame])) ?? '';
    expect(html).toContain('<p class="lead" title="{{default nick "}}"}}" style="color: #333;">');
    expect(html).toContain('{{#each lines}}<b>{{currency this "EUR"}}</b>{{/each}}');
    expect(html).toMatch(/@media \(prefers-color-scheme: dark\)/);
    expect(html).not.toContain('.lead { color: #333 }');
  });

  test('an expression that stands as an attribute, and words of our own mark, come back as they were', async () => {
    const html = '<style>p{color:red}</style><p {{#if wide}}width="5"{{/if}}>x0expression1z x1expression</p>';
    expect(await inlineCss(html)).toBe(
      '<p {{#if wide}}width="5" {{/if}} style="color: red;">x0expression1z x1expression</p>',
    );
  });

  test('no file and no address is read, whatever a style names', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end('p { color: red }');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const html = await inlineCss(
        `<link rel="stylesheet" href="${url}/a.css"><link rel="stylesheet" href="file:///etc/passwd">` +
          `<style>@import url("${url}/b.css"); @import "file:///etc/passwd"; p { background: url(${url}/c.png) }</style>` +
          `<script src="${url}/d.js"></script><img src="${url}/e.png" data-inline><p>text</p>`,
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(asked).toBe(0);
      expect(html).not.toContain('root:');
      expect(html).toContain(`<img src="${url}/e.png"`);
    } finally {
      server.close();
    }
  });

  test('a style that never ends, and 200 kB of them, are done', async () => {
    expect(await inlineCss('<style>p { color: red<p>text</p>')).toBeTypeOf('string');
    const many = Array.from({ length: 4_000 }, (_, at) => `.c${at} { color: #${at} }`).join('\n');
    expect(await inlineCss(`<style>${many}</style><p class="c7">x</p>`)).toContain('color: #7');
  });

  test('security 1 styles that are work for minutes are refused, beside the main loop; others are worked in after it, and it is not tried again', async () => {
    const rules = Array.from({ length: 3_000 }, (_, at) => `p:nth-last-child(${at}n) { color: #123456 }`).join('');
    const bomb = `<style>${rules}</style>${'<p></p>'.repeat(18_000)}`;
    let turns = 0;
    const turning = setInterval(() => turns++, 20);
    try {
      const [refused, next] = await Promise.allSettled([
        inlineCss(bomb),
        inlineCss('<style>p{color:red}</style><p>after</p>'),
      ]);
      expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'TEMPLATE' } });
      expect(String((refused as PromiseRejectedResult).reason)).toContain('Use fewer or simpler rules');
      expect(next).toMatchObject({ value: '<p style="color: red;">after</p>' });
    } finally {
      clearInterval(turning);
    }
    expect(turns).toBeGreaterThan(20);
    const again = performance.now();
    await expect(inlineCss(bomb)).rejects.toMatchObject({ code: 'TEMPLATE' });
    expect(performance.now() - again).toBeLessThan(1_000);
  }, 60_000);
});

describe('the layouts that come with the product', () => {
  test('have tables, 600 pixels, colours for dark screens, and one place for the e-mail', async () => {
    for (const { id, html } of await listStarters()) {
      const frame = template('Frame', 'layout', { language: 'default', html });
      const body = '<h1>Hello {{name}}</h1><p><a class="button" href="https://example.com/">Open</a></p>';
      const made = (await htmlOf(mail(body, 'Frame'), [frame])) ?? '';
      expect(made, id).toContain('Hello {{name}}');
      expect(made, id).toMatch(/<table class="sheet"[^>]*width="600"/);
      expect(made, id).toMatch(/@media \(prefers-color-scheme: dark\)/);
      expect(made.match(/<table(?![^>]*role="presentation")/g), id).toBeNull();
      expect(made.match(/<img(?![^>]* alt=)/g), id).toBeNull();
      expect(
        inspect(mail(body, 'Frame'), [frame]).flatMap(({ problem }) => problem ?? []),
        id,
      ).toEqual([]);
    }
  });
});
