import type { ReactNode } from 'react';

/**
 * Stands in for the Markdown library of the forms (vite.config.ts): titles and descriptions of schemas are plain text
 * here, and the library would be a tenth of the page's download.
 */
export function Markdown({ children }: { children?: ReactNode }): ReactNode {
  return children;
}
