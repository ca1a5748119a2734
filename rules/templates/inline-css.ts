import { inlineOnThread } from './inline-thread.ts';

/** `{{...}}` with quoted texts inside. */
const EXPRESSION = /\{\{(?:"[^"]*"|'[^']*'|[^"'}]|\}(?!\}))*\}\}/g;

const MOST_KEPT = 100;
const kept = new Map<string, Promise<string>>();

/**
 * The rules of `<style>` in the `style` attributes of what they are about: many mail programs know no other. Rules about
 * screens and colour schemes stay in `<style>`. Pure: no file and no address is read. The latest hundred are kept.
 * Throws TEMPLATE when the styles are too much work.
 */
export async function inlineCss(html: string): Promise<string> {
  if (!/<style[\s>]/i.test(html)) return html;
  // What was too much once is not tried again with each e-mail.
  const known = kept.get(html) ?? inlined(html);
  kept.delete(html);
  kept.set(html, known);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
  return known;
}

async function inlined(html: string): Promise<string> {
  const mark = markFor(html);
  const expressions: string[] = [];
  const hidden = html.replace(EXPRESSION, (expression) => `${mark}${expressions.push(expression) - 1}z`);
  // An expression that stood as an attribute has got a value.
  const done = await inlineOnThread(hidden);
  return done.replace(new RegExp(`${mark}(\\d+)z(="")?`, 'gi'), (_, index: string) => expressions[Number(index)] ?? '');
}

/** A word that the text does not have. */
function markFor(html: string): string {
  const text = html.toLowerCase();
  for (let number = 0; ; number += 1) {
    const mark = `x${number}expression`;
    if (!text.includes(mark)) return mark;
  }
}
