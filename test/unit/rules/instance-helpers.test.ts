import { expect, test } from 'vitest';
import { cloneFacts } from '../../../rules/conditions/facts.ts';
import { createTemplateEngine } from '../../../rules/expressions/template-engine.ts';
import type { TemplateKind } from '../../../src/sdk/index.ts';

const engine = createTemplateEngine();
const changes = [
  { field: 'days', title: 'Days off', old: 3, new: 5 },
  { field: 'note', title: 'Note', old: null, new: '<b>sea</b>' },
  { field: 'boss', title: 'Boss', old: { name: 'Bo', email: 'bo@acme.test' }, new: { email: 'cy@acme.test' } },
  { field: 'tags', title: 'Tags', old: ['a', 'b'], new: [{ x: 1 }, { x: 2 }] },
];
const link = 'https://hr.acme.test/leave?id=1&x=2';
const facts = { instance: { number: 'LR-1', link, changes }, unlinked: { number: 'LR-2', link: null }, text: 'x' };
const render = (template: string, kind: TemplateKind = 'text') => engine.render(template, kind, cloneFacts(facts));
const shown = (template: string, kind?: TemplateKind) => JSON.stringify(render(template, kind));

test('A1.45 digest shows old and new values of what changed, all of it or the named fields', () => {
  const all = 'Days off: 3 -> 5\\nNote:  -> <b>sea</b>\\nBoss: Bo -> cy@acme.test\\nTags: a, b -> (2)';
  expect(shown('{{digest instance.changes}}')).toContain(all);
  const one = shown('{{digest instance.changes "days" "gone"}}');
  expect([one.includes('Days off: 3 -> 5'), one.includes('Note')]).toEqual([true, false]);
  const html = shown('{{digest instance.changes "note" before="Vorher"}}', 'html');
  expect(html).toContain('Vorher</th>');
  expect(html).toContain('&lt;b&gt;sea&lt;/b&gt;</td>');
  expect(html).not.toContain('<b>');
});

test('A1.45 processLink leads to the instance, with its number or a text of one’s own', () => {
  expect(shown('{{processLink instance}}')).toContain(`LR-1 (${link})`);
  const html = shown('{{processLink instance "Open <it>"}}', 'html');
  expect(html).toContain('&amp;x=2');
  expect(html).toContain('>Open &lt;it&gt;</a>');
});

test.each([
  ['{{processLink unlinked}}', 'no link to its instances'],
  ['{{processLink text}}', 'no link to its instances'],
  ['{{digest text}}', 'list of changes'],
])('%s is refused with a reason', (template, reason) => {
  expect(() => render(template)).toThrow(reason);
});
