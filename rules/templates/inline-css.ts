import { createRequire } from 'node:module';
import type juice from 'juice';

type Juice = typeof juice;

let loaded: Juice | undefined;

/** Its entry for browsers, which has no code that reads files or addresses; a third of a second, so not before it is needed. */
function load(): Juice {
  if (loaded === undefined) {
    loaded = createRequire(import.meta.url)('juice/client.js') as Juice;
    // What a template says is hidden by ourselves: the library's own search ends within a quoted "}}".
    loaded.codeBlocks = {};
  }
  return loaded;
}

const OPTIONS = {
  applyStyleTags: true,
  removeStyleTags: true,
  preserveMediaQueries: true,
  preserveFontFaces: false,
  preserveKeyFrames: true,
  preservePseudos: true,
  preserveImportant: true,
  applyWidthAttributes: true,
  applyHeightAttributes: false,
  applyAttributesTableElements: true,
  inlinePseudoElements: false,
  resolveCSSVariables: true,
};

/** `{{...}}` with quoted texts inside. */
const EXPRESSION = /\{\{(?:"[^"]*"|'[^']*'|[^"'}]|\}(?!\}))*\}\}/g;

const MOST_KEPT = 100;
const kept = new Map<string, string>();

/**
 * The rules of `<style>` in the `style` attributes of what they are about: many mail programs know no other. Rules about
 * screens and colour schemes stay in `<style>`. Pure: no file and no address is read. The latest hundred are kept.
 */
export function inlineCss(html: string): string {
  if (!/<style[\s>]/i.test(html)) return html;
  const known = kept.get(html) ?? inlined(html);
  kept.delete(html);
  kept.set(html, known);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
  return known;
}

function inlined(html: string): string {
  const mark = markFor(html);
  const expressions: string[] = [];
  const hidden = html.replace(EXPRESSION, (expression) => `${mark}${expressions.push(expression) - 1}z`);
  // An expression that stood as an attribute has got a value.
  return load()(hidden, OPTIONS).replace(
    new RegExp(`${mark}(\\d+)z(="")?`, 'gi'),
    (_, index: string) => expressions[Number(index)] ?? '',
  );
}

/** A word that the text does not have. */
function markFor(html: string): string {
  const text = html.toLowerCase();
  for (let number = 0; ; number += 1) {
    const mark = `x${number}expression`;
    if (!text.includes(mark)) return mark;
  }
}
