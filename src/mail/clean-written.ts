import sanitizeHtml from 'sanitize-html';
import { AppError } from '../sdk/index.ts';
import { isDeeperThan } from './tag-depth.ts';

const DEEPEST = 200;

const TAGS = [
  ...['a', 'b', 'blockquote', 'br', 'code', 'del', 'div', 'em', 'h1', 'h2', 'h3', 'h4', 'hr', 'i', 'ins', 'li', 'ol'],
  ...['p', 'pre', 's', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr'],
  ...['u', 'ul'],
];

/**
 * What a person wrote, with nothing in it but layout, words and links: it goes out under the name of the organisation.
 * Throws VALIDATION for what is nested so deeply that nobody can have written it.
 */
export function cleanWritten(html: string): string {
  if (isDeeperThan(html, DEEPEST)) {
    const message = 'This text has too many tags in each other. Paste it without formatting.';
    throw new AppError('VALIDATION', message, { details: { fields: [{ path: '/html', message }] } });
  }
  return sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: {
      '*': ['dir', 'lang', 'style'],
      a: ['href', 'title'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
      ol: ['start', 'type'],
    },
    allowedStyles: {
      '*': {
        color: [/^#[0-9a-f]{3,8}$/i, /^rgb\(\d{1,3}, ?\d{1,3}, ?\d{1,3}\)$/],
        'text-align': [/^(left|right|center|justify|start|end)$/],
        'font-size': [/^[1-9]\d?px$/],
        'font-family': [/^[a-z][a-z -]*(?:, [a-z][a-z -]*)*$/i],
        // What the editor writes for tables (its table-look.ts).
        border: [/^1px solid #[0-9a-f]{6}$/],
        'border-collapse': [/^collapse$/],
        padding: [/^6px 8px$/],
        'vertical-align': [/^(top|middle|bottom)$/],
        'font-weight': [/^(bold|normal|\d{3})$/],
        'font-style': [/^(italic|normal)$/],
        'text-decoration': [/^(underline|line-through|none)$/],
      },
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    nestingLimit: DEEPEST,
  });
}

/**
 * Sanitised HTML of a received message as it goes out below an answer: without its pictures, which came as files or are
 * elsewhere, and without styles that load or cover anything. Attributes are escaped already, so `"` ends one.
 */
export function cleanQuoted(clean: string): string {
  return clean
    .replace(/<img\b[^>]*>/gi, (tag) => /\salt="([^"]*)"/i.exec(tag)?.[1] ?? '')
    .replace(/\sstyle="([^"]*)"/gi, (all, css: string) =>
      /url|image|position|expression|import|\\/i.test(css) ? '' : all,
    );
}

/** Whether there is a word in it. */
export function hasWords(html: string): boolean {
  const text = html.replace(/<[^>]*>/g, '').replace(/&nbsp;|\u00a0|\u200b/g, ' ');
  return text.trim() !== '';
}
