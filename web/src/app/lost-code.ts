const MARK = 'The code of a screen could not be loaded. ';
const OTHER_WORDS = /Unable to preload CSS|dynamically imported module|Importing a module script failed/;

/**
 * Marks the errors of code that could not be loaded. Left as it is the router would reload the page at once, and a
 * browser whose server is down then shows its own page instead of ours.
 */
export function markLostCode(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (isLostCode(event.payload)) event.payload.message = MARK + event.payload.message;
  });
}

export function isLostCode(error: unknown): boolean {
  return error instanceof Error && OTHER_WORDS.test(error.message);
}
