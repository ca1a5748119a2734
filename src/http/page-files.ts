/** What the build found that a page needs beside the frame; `path` as the page's router writes it ('/rules/$id'). */
export interface PageFiles {
  path: string;
  scripts: string[];
  styles: string[];
}

/** The files of the page at `path`, which begins with '/'; none where nothing is known of it. */
export function findPageFiles(pages: readonly PageFiles[], path: string): PageFiles | undefined {
  const asked = segmentsOf(path);
  const fitting = pages.filter((page) => {
    const segments = segmentsOf(page.path);
    return segments.length === asked.length && segments.every((one, at) => isOpen(one) || one === asked[at]);
  });
  // '/rules/new' is no rule whose id is 'new'.
  return fitting.sort((a, b) => openOnes(a) - openOnes(b))[0];
}

/**
 * Elements for the head of the document. Without them a browser asks for these files only when the frame has been
 * downloaded and run: on a phone most of a second later. `base`: where the page is mounted, as it stands in HTML.
 */
export function preloadLinks({ scripts, styles }: PageFiles, base: string): string {
  const href = (file: string) => `crossorigin href="${base}/${file}"`;
  return [
    ...scripts.map((file) => `<link rel="modulepreload" ${href(file)}>`),
    ...styles.map((file) => `<link rel="preload" as="style" ${href(file)}>`),
  ].join('\n    ');
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((one) => one !== '');
}

function isOpen(segment: string): boolean {
  return segment.startsWith('$');
}

function openOnes({ path }: PageFiles): number {
  return segmentsOf(path).filter(isOpen).length;
}
