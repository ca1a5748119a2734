import { AppError } from '../../src/sdk/index.ts';
import { createInlineThread } from './inline-thread.ts';

/** `{{...}}` with quoted texts inside. */
const EXPRESSION = /\{\{(?:"[^"]*"|'[^']*'|[^"'}]|\}(?!\}))*\}\}/g;

/** What e-mails wait for, and what somebody waits for who works on a template. */
export type StyleQueue = 'sending' | 'editing';

/**
 * A thread each, so that no e-mail waits behind what is being tried in an editor. A template of 50 kB takes some
 * hundredths of the time; what could be saved has twice as much of it when it is sent, on a busy machine.
 */
const threads = {
  sending: createInlineThread({ deadlineMs: 5_000 }),
  editing: createInlineThread({ deadlineMs: 2_500 }),
};

const MOST_KEPT = 100;
const kept = { sending: new Map<string, Promise<string>>(), editing: new Map<string, Promise<string>>() };

/**
 * The rules of `<style>` in the `style` attributes of what they are about: many mail programs know no other. Rules about
 * screens and colour schemes stay in `<style>`. Pure: no file and no address is read. The latest hundred are kept.
 * Throws TEMPLATE when the styles are too much work.
 */
export async function inlineCss(html: string, queue: StyleQueue = 'sending'): Promise<string> {
  if (!/<style[\s>]/i.test(html)) return html;
  const known = kept[queue];
  // What was too much once is not tried again with each e-mail.
  const job = known.get(html) ?? inlined(html, queue);
  known.delete(html);
  known.set(html, job);
  if (known.size > MOST_KEPT) known.delete(known.keys().next().value ?? '');
  try {
    return await job;
  } catch (error) {
    // A thread that could not be started says nothing about the text.
    if (!(error instanceof AppError && error.code === 'TEMPLATE') && known.get(html) === job) known.delete(html);
    throw error;
  }
}

async function inlined(html: string, queue: StyleQueue): Promise<string> {
  const mark = markFor(html);
  const expressions: string[] = [];
  const hidden = html.replace(EXPRESSION, (expression) => `${mark}${expressions.push(expression) - 1}z`);
  // An expression that stood as an attribute has got a value.
  const done = await threads[queue].inline(hidden);
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
