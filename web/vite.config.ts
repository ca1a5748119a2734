import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './compressed.ts';
import { pageFiles } from './page-files.ts';
import { tablesScrollNatively } from './tables-scroll-natively.ts';

/** Addresses are relative, because a host may mount the page anywhere; the server completes those of index.html. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), tablesScrollNatively(), pageFiles(), compressed()],
  // Parts of libraries that we switch off would be downloaded all the same.
  resolve: {
    alias: {
      'markdown-to-jsx/react': join(import.meta.dirname, 'src/json-form/plain-markdown.ts'),
      '@tiptap/extension-link': join(import.meta.dirname, 'src/editor/no-link.ts'),
    },
  },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'base', tags: ['$initial'], priority: 2 },
            // What many pages use is one file, and what the same pages share is another. A list downloads 30 kB more than
            // it needs, in 10 files instead of 60, and is there half a second earlier on a phone.
            { name: 'common', minShareCount: 8 },
            // A file of one icon is mostly its header.
            { name: 'common', test: /@tabler\/icons-react/, minShareCount: 6, priority: 1 },
            { name: 'part', minShareCount: 2, entriesAware: true },
          ],
        },
      },
    },
  },
});
