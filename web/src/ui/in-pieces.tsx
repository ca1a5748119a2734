import { type ReactNode, useDeferredValue } from 'react';

/**
 * Draws a large part in pieces of a few milliseconds, between which the browser answers who scrolls or types. Until
 * it is whole, `before` stands there.
 */
export function InPieces({ before, children }: { before: ReactNode; children: ReactNode }): ReactNode {
  return useDeferredValue(true, false) ? children : before;
}
