/** For a mail in a frame of our page: its own styles and pictures in itself, no script, nothing from elsewhere. */
export const MAIL_PAGE_HEADERS = {
  'Content-Security-Policy':
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; " +
    "style-src 'unsafe-inline'; img-src 'self' data:; form-action 'none'; frame-ancestors 'self'",
  'X-Frame-Options': 'SAMEORIGIN',
};

/**
 * The first attribute of a name wins (HTML, 13.2.5.33), so every link opens a new tab that knows nothing of this page,
 * whatever the mail says. Unquoted: the same letters may stand inside a quoted value.
 */
export function mailPage({ html, subject }: { html: string; subject: string }): string {
  const title = subject.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'));
  const links = html.replace(/<(a|area)(?=[\s/])/gi, '<$1 target=_blank rel=noreferrer ');
  return `<!doctype html><meta charset="utf-8"><base target="_blank"><title>${title}</title>${links}`;
}
