import { createHash } from 'node:crypto';
import type { RouteAnswer } from '../http/route.ts';
import { escapeHtml } from '../sdk/index.ts';

const STYLE = `:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 12vh auto 0; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.25rem; }
button { font: inherit; padding: 0.6rem 1.2rem; cursor: pointer; }`;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Robots-Tag': 'noindex, nofollow',
};

/** Nothing happens until a person presses the button: programs that look at links in mails only get this page. */
export function filePage(of: { name: string; size: string; lastDay: string }): RouteAnswer {
  return publicPage(
    200,
    'A file for you',
    `<p><strong>${escapeHtml(of.name)}</strong> (${of.size})</p>
<form method="post"><button type="submit">Download</button></form>
<p>Available until ${of.lastDay} (UTC). Whoever has this address can get the file: keep it to yourself.</p>`,
  );
}

/** The same for every reason, so that nobody learns whether there ever was such a link. */
export function gonePage(): RouteAnswer {
  return publicPage(
    404,
    'This link does not work',
    `<p>It may have ended, been taken back, or not been copied as a whole.</p>
<p>Open it once more from the e-mail. If that does not help, answer the e-mail and ask for a new link.</p>`,
  );
}

export function busyPage(seconds: number): RouteAnswer {
  const minutes = Math.ceil(seconds / 60);
  const answer = publicPage(429, 'Too many requests', `<p>Try again in ${minutes} min.</p>`);
  return { ...answer, headers: { ...answer.headers, 'Retry-After': String(seconds) } };
}

/** A page for whoever has a link, without script. `content`: HTML. */
export function publicPage(status: number, title: string, content: string): RouteAnswer {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  return { status, headers: HEADERS, raw: { contentType: 'text/html; charset=utf-8', content: html } };
}
