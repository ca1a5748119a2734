import type { Route } from './route.ts';

/** The page at /api/docs: every operation, from the same data as the server. No script, nothing from elsewhere. */
export function docsPage(routes: readonly Route[], version: string): string {
  const tags = [...new Set(routes.map((route) => route.tag))].sort();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>mailrule API</title>
<link rel="stylesheet" href="docs.css">
</head>
<body>
<header>
<h1>mailrule API</h1>
<p>Version ${escapeHtml(version)}. Machine-readable: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).
Sign in with <code>Authorization: Bearer &lt;token&gt;</code>. A refusal is a problem (RFC 9457).</p>
<nav aria-label="Sections"><ul>
${tags.map((tag) => `<li><a href="#${slug(tag)}">${escapeHtml(tag)}</a></li>`).join('\n')}
</ul></nav>
</header>
<main>
${tags.map((tag) => section(tag, routes)).join('\n')}
</main>
</body>
</html>
`;
}

function section(tag: string, routes: readonly Route[]): string {
  const own = routes.filter((route) => route.tag === tag).sort((a, b) => (a.path < b.path ? -1 : 1));
  return `<section id="${slug(tag)}"><h2>${escapeHtml(tag)}</h2>\n${own.map(operation).join('\n')}\n</section>`;
}

function operation(route: Route): string {
  const allow = typeof route.allow === 'string' ? route.allow : route.allow.join(', ');
  const parameters = Object.entries({ ...route.query, ...route.headers });
  return `<details id="${slug(route.id)}">
<summary><b>${route.method}</b> <code>${escapeHtml(route.path)}</code> ${escapeHtml(route.summary)}</summary>
<p>For: ${escapeHtml(allow)}. Answers ${route.answer.status}: ${escapeHtml(route.answer.description)}.</p>
${parameters.length === 0 ? '' : `<dl>${parameters.map(([name, { description }]) => `<dt><code>${escapeHtml(name)}</code></dt><dd>${escapeHtml(description)}</dd>`).join('')}</dl>`}
${route.rawBody ? '<p>Body: the bytes of the file.</p>' : schemaBlock('Body', route.body)}
${schemaBlock('Answer', route.answer.schema)}
</details>`;
}

function schemaBlock(title: string, schema: unknown): string {
  if (schema === undefined) return '';
  return `<p>${title}:</p><pre>${escapeHtml(JSON.stringify(schema, null, 2))}</pre>`;
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export const DOCS_CSS = `:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; padding: 0; }
summary { cursor: pointer; padding: 0.5rem 0; }
summary b { display: inline-block; min-width: 4.5rem; }
details { border-top: 1px solid color-mix(in srgb, currentcolor 25%, transparent); }
pre { overflow-x: auto; padding: 0.75rem; border: 1px solid color-mix(in srgb, currentcolor 25%, transparent); font-size: 0.85rem; }
dt { font-weight: 600; }
`;
