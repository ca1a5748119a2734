import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** What a page at an address ('/rules/$id') needs beside the frame, below assets/. */
interface PageFiles {
  path: string;
  scripts: string[];
  styles: string[];
}

const SOURCES = join(import.meta.dirname, 'src');
const PATH = /\bpath: '([^']+)'/;
const PAGE = /\bimport\('(\.\/[^']+)'\)/;

/**
 * Writes pages.json: the server names the files of the page that is asked for in the document, so that a browser does
 * not find them only when the frame has been downloaded and run.
 */
export function pageFiles(): Plugin {
  return {
    name: 'page-files',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
      const entry = chunks.filter(({ isEntry }) => isEntry);
      const frame = new Set(entry.flatMap((chunk) => neededFiles(bundle, chunk)));
      const pages = routesOf().map(({ path, page }): PageFiles => {
        const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === page);
        if (chunk === undefined) throw new Error(`The page of ${path} is not a file of its own: ${page}`);
        const files = neededFiles(bundle, chunk).filter((file) => !frame.has(file));
        return {
          path,
          scripts: files.filter((file) => file.endsWith('.js')),
          styles: files.filter((file) => file.endsWith('.css')),
        };
      });
      if (pages.length === 0) throw new Error(`No route was found in ${SOURCES}.`);
      this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(pages) });
    },
  };
}

/** Every route that loads its page from a file of its own. */
function routesOf(): { path: string; page: string }[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.route.ts'),
  );
  return files.flatMap((file) => {
    const [, ...routes] = readFileSync(join(SOURCES, file), 'utf8').split('createRoute(');
    return routes.map((text) => {
      const path = PATH.exec(text)?.[1];
      const page = PAGE.exec(text)?.[1];
      if (path === undefined || page === undefined) {
        throw new Error(`${file}: a route needs its path as a text and its page by import('./...').`);
      }
      return { path, page: resolve(SOURCES, dirname(file), page) };
    });
  });
}

/** The chunk, what it imports statically, and their styles. */
function neededFiles(bundle: Rolldown.OutputBundle, chunk: Rolldown.OutputChunk): string[] {
  const seen = new Set<string>();
  const visit = (part: Rolldown.OutputBundle[string] | undefined): void => {
    if (part?.type !== 'chunk' || seen.has(part.fileName)) return;
    seen.add(part.fileName);
    for (const style of part.viteMetadata?.importedCss ?? []) seen.add(style);
    for (const imported of part.imports) visit(bundle[imported]);
  };
  visit(chunk);
  return [...seen];
}
