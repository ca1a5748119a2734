import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Gives the tables of the library, and only them, src/ui/no-scroll-area.ts instead of its scroll area. */
export function tablesScrollNatively(): Plugin {
  return {
    name: 'tables-scroll-natively',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source.endsWith('/ScrollArea/ScrollArea.mjs') && importer?.endsWith('/TableScrollContainer.mjs')
        ? join(import.meta.dirname, 'src/ui/no-scroll-area.ts')
        : undefined,
  };
}
