import { isLinkAddress } from './body-doc.ts';
import { fieldOf, scanTemplate } from './template-scan.ts';

/** What is meant by what was typed as the address of a link; undefined where it can be none. */
export function linkAddress(typed: string): string | undefined {
  const text = typed.trim();
  const [first] = scanTemplate(text).pieces;
  if (first?.kind === 'token') {
    const field = fieldOf(first.source);
    // A value at the start has to be checked when it is known; the server asks for that.
    const checked = field === undefined ? first.source : `{{url ${field}}}`;
    return /^\{\{\s*url\s/.test(checked) ? checked + text.slice(first.source.length) : undefined;
  }
  if (isLinkAddress(text) && !text.startsWith('{{'))
    return /\s/.test(text.replace(/\{\{.*?\}\}/g, '')) ? undefined : text;
  if (/^[^\s:/@]+@[^\s:/@]+\.[^\s:/@]+$/.test(text)) return `mailto:${text}`;
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+([/?#]\S*)?$/i.test(text)) return `https://${text}`;
  return undefined;
}
