import { escapeHtml, type Helper, SafeHtml, textOf } from '../helper.ts';
import { safeUrl } from '../safe-url.ts';

export const helper: Helper = {
  name: 'link',
  summary: 'A link with an optional text; http, https and mailto only',
  usage: '{{link portalUrl "Open your payslip"}}',
  arity: [1, 2],
  options: [],
  lenient: false,
  run: ([target, label], { kind }) => {
    const href = safeUrl(target);
    const text = label === undefined ? href : textOf(label);
    if (kind === 'html') return new SafeHtml(`<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`);
    return text === href ? href : `${text} (${href})`;
  },
};
