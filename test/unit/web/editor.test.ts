import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listHelpers } from '../../../rules/expressions/template-engine.ts';
import { linkAddress } from '../../../web/src/editor/link-address.ts';
import { readBody } from '../../../web/src/editor/read-body.ts';
import { readSubject, writeSubject } from '../../../web/src/editor/subject-doc.ts';
import { CELL_STYLE, TABLE_STYLE } from '../../../web/src/editor/table-look.ts';
import { fieldOf, isToken, scanTemplate, writePieces } from '../../../web/src/editor/template-scan.ts';
import { writeBody } from '../../../web/src/editor/write-body.ts';
import { editor as editorWords } from '../../../web/src/words/editor.ts';

const TOKENS = [
  '{{employee.name}}',
  '{{ net }}',
  '{{gone}}',
  '{{currency net "EUR"}}',
  '{{currency net (default currency "}}") locale="de"}}',
  '{{x "a\\"}}"}}',
  '{{~x~}}',
  '{{! a note }}',
  '{{!-- a }} b --}}',
  '{{#if lines}}{{table lines "text:Item"}}{{else}}none{{/if}}',
  '{{#each a}}{{#if b}}{{c}}{{/if}}{{/each}}',
];
const token = fc.constantFrom(...TOKENS);
const scrap = fc.constantFrom('<', '>', '&', '"', "'", '{', '}', '{{', '}}', '\\', '\\\\', ' ', '  ', '\u00a0', '\n');
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  scrap,
  fc.constantFrom('ü', '漢字', '👩‍💻', 'R&D'),
);
const template = fc.array(fc.oneof(words, scrap, token), { maxLength: 12 }).map((parts) => parts.join(''));

describe('templates in the editor', () => {
  test('any subject comes out exactly as it was read', () => {
    fc.assert(
      fc.property(template, (text) => {
        expect(writePieces(scanTemplate(text).pieces)).toBe(text);
        expect(writeSubject(readSubject(text))).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  test.each(TOKENS)('%s is one chip', (source) => {
    expect(scanTemplate(`a ${source} b`)).toEqual({
      pieces: [
        { kind: 'text', text: 'a ' },
        { kind: 'token', source },
        { kind: 'text', text: ' b' },
      ],
      unclosed: false,
    });
    expect(isToken(source)).toBe(true);
  });

  test('only plain fields are fields; helpers, blocks and values of loops are formulas', () => {
    expect(['{{a}}', '{{ a.b-c }}', '{{größe}}', '{{lines.0.text}}'].map(fieldOf)).toEqual([
      'a',
      'a.b-c',
      'größe',
      'lines.0.text',
    ]);
    const formulas = ['{{this}}', '{{@index}}', '{{../a}}', '{{else}}', '{{true}}', '{{12}}', '{{upper a}}', '{{{a}}}'];
    expect(formulas.map(fieldOf)).toEqual(formulas.map(() => undefined));
  });

  test.each([
    ['{{a', 'not closed'],
    ['{{#if a}}b', 'a block without its end'],
    ['{{#if a}}b{{/each}}', 'the end of another block'],
    ['{{/if}}', 'an end alone'],
    ['{{{{raw}}}}', 'raw braces'],
  ])('%s stays text: %s', (text) => {
    expect(scanTemplate(text)).toEqual({ pieces: [{ kind: 'text', text }], unclosed: true });
  });

  test('a backslash before braces makes them text, as the server reads it', () => {
    expect(scanTemplate('\\{{a}} {{b}}').pieces).toEqual([
      { kind: 'text', text: '\\{{a}} ' },
      { kind: 'token', source: '{{b}}' },
    ]);
    expect(scanTemplate('C:\\\\{{a}}').pieces[0]).toEqual({ kind: 'text', text: 'C:\\' });
  });
});

const encoded = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\{\{/g, '{ {');
const plain = fc
  .oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom('a', ' b ', 'ü&nbsp;', 'R&amp;D', '\n  c'))
  .map((text) => (text.includes('&') && text.includes(';') ? text : encoded(text)));
const inline = fc.letrec<{ run: string; piece: string }>((tie) => ({
  run: fc.array(tie('piece'), { maxLength: 5 }).map((parts) => parts.join('')),
  piece: fc.oneof(
    { maxDepth: 3 },
    plain,
    token,
    fc.constantFrom('<br>', '<br/>', '<BR>'),
    fc
      .tuple(fc.constantFrom('b', 'strong', 'em', 'i', 's', 'u'), tie('run'))
      .map(([tag, run]) => `<${tag}>${run}</${tag}>`),
    fc
      .tuple(
        fc.constantFrom('https://a.test/?a=1&amp;b={{id}}', '{{url link}}', 'mailto:a@b.test', 'http://a.test/"'),
        tie('run'),
      )
      .map(([href, run]) => `<a href="${href.replace('/"', '/&quot;')}" target="_blank">${run}</a>`),
    fc
      .tuple(
        fc.constantFrom('color: #c92a2a', 'font-size: 18px;', 'color: #1864ab; font-family: Times New Roman, serif'),
        tie('run'),
      )
      .map(([style, run]) => `<span style="${style}">${run}</span>`),
    fc.constantFrom(
      '<img src="https://a.test/a.png?b={{id}}&amp;c" alt="A &quot;logo&quot;" width="80">',
      '<img alt="" src="{{url logo}}"/>',
    ),
  ),
})).run;
function tableOf(lines: boolean, rows: [string, string][]): string {
  const cell = lines ? ` style="${CELL_STYLE}"` : '';
  const html = rows.map(([a, b]) => `<tr><th${cell}>${a}</th>\n<td${cell}>${b}</td></tr>`);
  return `<table${lines ? ` style="${TABLE_STYLE}"` : ''}>${html.join('')}</table>`;
}
const block = fc.letrec<{ block: string; item: string; body: string }>((tie) => ({
  body: fc.array(tie('block'), { maxLength: 4 }).map((parts) => parts.join('\n')),
  item: fc
    .oneof(
      inline,
      tie('body'),
      fc.tuple(inline, tie('block')).map(([a, b]) => a + b),
    )
    .map((html) => `<li>${html}</li>`),
  block: fc.oneof(
    { maxDepth: 3 },
    inline.map((html) => `<p>${html}</p>`),
    inline,
    fc.tuple(fc.constantFrom('h1', 'h2', 'h3'), inline).map(([tag, html]) => `<${tag}>${html}</${tag}>`),
    fc
      .tuple(fc.constantFrom('ul', 'ol'), fc.array(tie('item'), { minLength: 1, maxLength: 3 }))
      .map(([tag, items]) => `<${tag}>\n${items.join('\n')}</${tag}>`),
    tie('body').map((html) => `<blockquote>${html}</blockquote>`),
    fc
      .tuple(fc.boolean(), fc.array(fc.tuple(tie('body'), inline), { minLength: 1, maxLength: 3 }))
      .map(([lines, rows]) => tableOf(lines, rows)),
    fc.constant('<hr>'),
  ),
})).body;

describe('bodies in the editor', () => {
  test('what opens visually is written so that the same document is read again, to the end', () => {
    let opened = 0;
    fc.assert(
      fc.property(block, (html) => {
        const read = readBody(html);
        if (!('doc' in read)) return;
        opened++;
        const written = writeBody(read.doc);
        expect(readBody(written)).toEqual({ doc: read.doc });
        const again = readBody(written);
        expect('doc' in again && writeBody(again.doc)).toBe(written);
        // Every word and every token is still there, in its order.
        expect(letters(written)).toBe(letters(html));
      }),
      { numRuns: 4000 },
    );
    // A reader that refuses everything would pass, too.
    expect(opened).toBeGreaterThan(1000);
  });

  test.each([
    '<p>Dear {{employee.name}},</p>\n<p>Net pay: <strong>{{currency net "EUR"}}</strong></p>',
    '<p>C:\\\\{{a}} and &#123;{{a}}&#125;</p>',
    '{{#if lines}}{{table lines "text:Item" "amount:Amount"}}{{/if}}\n<p>Payroll</p>',
    'Hello {{name}}<br>\n<p>x</p>'.replace('\n', ''),
    '<ul>\n<li>one</li>\n<li><p>two</p>\n<p>three</p></li>\n</ul>',
    '<p><br></p>\n<p>a &nbsp;b</p>',
    '<p><a href="https://a.test/?a=1&amp;b={{x "y"}}" title="T">go<br><strong>on</strong></a></p>',
    '<p><span style="color: #c92a2a; font-size: 18px; font-family: Georgia, serif">a<strong>b</strong></span></p>',
    `<table style="${TABLE_STYLE}">\n<tr>\n<th style="${CELL_STYLE}">a</th>\n<th style="${CELL_STYLE}"></th>\n</tr>\n</table>`,
    '<table>\n<tr>\n<td><p>a</p>\n<p>{{b}}</p></td>\n</tr>\n</table>',
    '<p><img src="https://a.test/{{id}}.png" alt="Logo" width="80"></p>',
  ])('%s is written as it is read', (html) => {
    const read = readBody(html);
    expect('doc' in read ? writeBody(read.doc).replace('<br>\n<p>x', '<br><p>x') : read).toBe(html);
  });

  test.each([
    ['<p onclick="alert(1)">a</p>', 'attribute'],
    ['<p style="color:red">a</p>', 'attribute'],
    ['<script>alert(1)</script>', 'element'],
    ['<p>a<img src=x onerror=alert(1)></p>', 'nesting'],
    ['<p>a<img src="x" onerror="alert(1)"></p>', 'attribute'],
    ['<style>p{}</style><p>a</p>', 'element'],
    ['<iframe src="https://a.test"></iframe>', 'element'],
    ['<!-- note --><p>a</p>', 'comment'],
    ['<!doctype html><p>a</p>', 'comment'],
    ['<svg onload="alert(1)"></svg>', 'element'],
    ['<table><tbody><tr><td>a</td></tr></tbody></table>', 'element'],
    ['<table><tr><td>a</td></tr><tr><td>a</td><td>b</td></tr></table>', 'nesting'],
    ['<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>', 'nesting'],
    [`<table style="${TABLE_STYLE}"><tr><td>a</td></tr></table>`, 'attribute'],
    ['<table><tr><td colspan="2">a</td></tr></table>', 'attribute'],
    ['<table></table>', 'empty'],
    ['<p>a</p><tr><td>b</td></tr>', 'nesting'],
    ['<p><span style="color: red">a</span></p>', 'attribute'],
    ['<p><span style="color: #c92a2a; position: fixed">a</span></p>', 'attribute'],
    ['<p><span style="color: {{x}}">a</span></p>', 'attribute'],
    ['<p><span class="a">a</span></p>', 'attribute'],
    ['<p><span>a</span></p>', 'element'],
    ['<p><img src="http://a.test/a.png" alt=""></p>', 'picture'],
    ['<p><img src="javascript:alert(1)" alt=""></p>', 'picture'],
    ['<p><img alt=""></p>', 'picture'],
    ['<p><img src="https://a.test" width="80%"></p>', 'attribute'],
    ['<p><a href="javascript:alert(1)">a</a></p>', 'link'],
    ['<p><a href="&#106;avascript:alert(1)">a</a></p>', 'link'],
    ['<p><a>a</a></p>', 'link'],
    ['<p>a<p>b', 'nesting'],
    ['<p><b>a</p></b>', 'nesting'],
    ['<p>a</p></div>', 'nesting'],
    ['<p></p>', 'empty'],
    ['<p>a<b></b></p>', 'empty'],
    ['<p>&ccaron;</p>', 'character'],
    ['<p>&copy2027</p>', 'character'],
    ['<p>&#123;{a}}</p>', 'braces'],
    ['<p>{{#if a}}</p><p>{{/if}}</p>', 'block'],
    ['<p>{{#if a}}b</p>', 'unclosed'],
    ['<p {{a}}>b</p>', 'attribute'],
  ])('%s opens in Code view: %s', (html, kind) => {
    expect(readBody(html)).toMatchObject({ reason: { kind } });
  });

  test('what is typed as braces is a token, and markup that is typed is text', () => {
    const typed = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: '<b> {{a "<"}} & \\' }] }],
    };
    expect(writeBody(typed)).toBe('<p>&lt;b&gt; {{a "<"}} &amp; \\</p>');
  });
});

describe('links and helpers', () => {
  test.each([
    ['https://a.test/x', 'https://a.test/x'],
    ['HTTP://a.test', 'HTTP://a.test'],
    [' www.a.test/x?y ', 'https://www.a.test/x?y'],
    ['hr@a.test', 'mailto:hr@a.test'],
    ['mailto:{{employee.email}}', 'mailto:{{employee.email}}'],
    ['https://a.test/{{id}}', 'https://a.test/{{id}}'],
    ['{{portal}}', '{{url portal}}'],
    ['{{url portal}}', '{{url portal}}'],
    ['{{lower portal}}', undefined],
    ['javascript:alert(1)', undefined],
    ['JavaScript:alert(1)//a.test', undefined],
    ['data:text/html,x', undefined],
    ['https://a.test/a b', undefined],
    ['nothing', undefined],
    ['', undefined],
  ])('%s as the address of a link', (typed, expected) => {
    expect(linkAddress(typed)).toBe(expected);
  });

  test('Code view offers exactly the helpers that the server has', () => {
    expect(Object.keys(editorWords.helpers).sort()).toEqual(
      listHelpers()
        .map(({ name }) => name)
        .sort(),
    );
  });
});

/** What is left of HTML without its markup and blanks. */
function letters(html: string): string {
  const kept: string[] = [];
  const flat = scanTemplate(html)
    .pieces.map((piece) => (piece.kind === 'text' ? piece.text : `\ue000${kept.push(piece.source) - 1}\ue000`))
    .join('')
    .replace(/<[a-zA-Z/][^>]*>/g, '')
    .replace(/&nbsp;|[ \t\r\n\f\u00a0]+/g, '')
    .replace(/&gt;/g, '>')
    .replace(/&lt;/g, '<')
    .replace(/&#123;/g, '{')
    .replace(/&#125;/g, '}')
    .replace(/&amp;/g, '&');
  return flat + kept.join('');
}
