import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../sdk/index.ts';
import { findPageFiles, type PageFiles, preloadLinks } from './page-files.ts';

/** A file of the web page as it is answered. */
export interface WebFile {
  contentType: string;
  content: Buffer;
  headers: Record<string, string>;
}

/** The built web page, held in memory: about three megabytes. */
export interface WebPage {
  /**
   * index.html for the page at `path` ('/rules/7') of what is mounted at `base` ('' or '/mailrule'), with a fresh nonce
   * for its style elements
   */
  document(base: string, path: string): WebFile;
  /** `name` below assets/, or the icon; compressed as the client accepts it */
  findFile(name: string, acceptEncoding: string): WebFile | undefined;
}

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
/** Built by Vite from web/: beside the compiled server, or where the server runs from its sources. */
const FOLDERS = ['../../web/', '../../web/dist/'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
const ICON = 'favicon.svg';

/** The page, read from disk when a browser first asks for it; from `folder` where it was built elsewhere. */
export function createWebPage(folder?: string): WebPage {
  let built: Built | undefined;
  const load = () => {
    built ??= loadBuilt(folder === undefined ? FOLDERS : [folder]);
    return built;
  };
  return {
    document: (base, path) => documentOf(load(), base, path),
    findFile: (name, accepted) => findFile(load().files, name, accepted),
  };
}

interface Built {
  html: string;
  pages: PageFiles[];
  files: Map<string, Buffer>;
}

function loadBuilt(folders: string[]): Built {
  const folder = folders.find((one) => existsSync(join(one, 'assets')));
  if (folder === undefined) {
    throw new AppError(
      'NOT_FOUND',
      'The web page has not been built: run "npm run build", then start the server again.',
    );
  }
  const files = new Map<string, Buffer>([[ICON, readFileSync(join(folder, ICON))]]);
  for (const name of readdirSync(join(folder, 'assets'))) files.set(name, readFileSync(join(folder, 'assets', name)));
  const pages: PageFiles[] = JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8'));
  return { html: readFileSync(join(folder, 'index.html'), 'utf8'), pages, files };
}

function documentOf({ html, pages }: Built, base: string, path: string): WebFile {
  const nonce = randomBytes(16).toString('base64');
  const root = base.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
  const files = findPageFiles(pages, path);
  const links = files === undefined ? '' : preloadLinks(files, root);
  const content = html
    .replaceAll('%NONCE%', nonce)
    .replaceAll('%BASE%', root)
    // The build writes relative addresses; below /admin/... they would point elsewhere.
    .replaceAll('"./', `"${root}/`)
    .replace('</head>', () => `  ${links}\n  </head>`);
  return {
    contentType: 'text/html; charset=utf-8',
    content: Buffer.from(content),
    headers: { 'Content-Security-Policy': contentSecurityPolicy(nonce), 'Cache-Control': 'no-cache' },
  };
}

/** Neither unsafe-inline nor unsafe-eval; style elements by nonce only (the component library makes some). */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function findFile(files: Map<string, Buffer>, name: string, accepted: string): WebFile | undefined {
  const plain = files.get(name);
  const contentType = TYPES[extname(name)];
  if (plain === undefined || contentType === undefined) return undefined;
  const best = ENCODINGS.find(([encoding, ending]) => accepted.includes(encoding) && files.has(name + ending));
  return {
    contentType,
    content: (best && files.get(name + best[1])) ?? plain,
    headers: {
      Vary: 'Accept-Encoding',
      // Names of assets hold a digest of their content.
      'Cache-Control': name === ICON ? 'public, max-age=86400' : 'public, max-age=31536000, immutable',
      ...(best ? { 'Content-Encoding': best[0] } : {}),
    },
  };
}
