import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type juice from 'juice';

/** Its entry for browsers, which has no code that reads files or addresses. */
const inline = createRequire(import.meta.url)('juice/client.js') as typeof juice;
// What a template says is hidden by ourselves: the library's own search ends within a quoted "}}".
inline.codeBlocks = {};

const OPTIONS = {
  applyStyleTags: true,
  removeStyleTags: true,
  preserveMediaQueries: true,
  preserveFontFaces: false,
  preserveKeyFrames: true,
  preservePseudos: true,
  preserveImportant: true,
  applyWidthAttributes: true,
  applyHeightAttributes: false,
  applyAttributesTableElements: true,
  inlinePseudoElements: false,
  resolveCSSVariables: true,
};

export type Answer = { html: string } | { problem: string };

/** HTML in; an answer out. Begins with `ready`. */
parentPort?.on('message', (html: string) => {
  try {
    parentPort?.postMessage({ html: inline(html, OPTIONS) });
  } catch (error) {
    parentPort?.postMessage({ problem: error instanceof Error ? error.message : String(error) });
  }
});
parentPort?.postMessage({ ready: true });
