/**
 * Stands in for the library's scroll area in tables (vite.config.ts): ours scroll as the browser does, and the scroll
 * area with what it brings would be a tenth of the download of each list.
 */
export const ScrollArea = 'div';
