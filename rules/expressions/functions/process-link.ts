import { escapeHtml, type Helper, HelperProblem, SafeHtml, textOf } from '../helper.ts';
import { safeUrl } from '../safe-url.ts';

export const helper: Helper = {
  name: 'processLink',
  summary: 'A link to the instance with an optional text; else its number',
  usage: '{{processLink instance "Open the request"}}',
  arity: [1, 2],
  options: [],
  lenient: false,
  run: ([instance, label], { kind }) => {
    const { link, number } = (typeof instance === 'object' && instance !== null ? instance : {}) as Record<
      string,
      unknown
    >;
    if (typeof link !== 'string') throw new HelperProblem('The form has no link to its instances; set it in the form.');
    const href = safeUrl(link);
    const text = textOf(label ?? number ?? href);
    if (kind === 'html') return new SafeHtml(`<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`);
    return text === href ? href : `${text} (${href})`;
  },
};
