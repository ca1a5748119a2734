import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './compressed.ts';
import { tablesScrollNatively } from './tables-scroll-natively.ts';

/** Addresses are relative, because a host may mount the page anywhere; the server completes those of index.html. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), tablesScrollNatively(), compressed()],
  // Parts of libraries that we switch off would be downloaded all the same.
  resolve: {
    alias: {
      'markdown-to-jsx/react': join(import.meta.dirname, 'src/json-form/plain-markdown.ts'),
      '@tiptap/extension-link': join(import.meta.dirname, 'src/editor/no-link.ts'),
    },
  },
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, modulePreload: { polyfill: false }, manifest: true },
});
