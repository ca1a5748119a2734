import { describe, expect, test } from 'vitest';
import { findPageFiles, preloadLinks } from '../../../src/http/page-files.ts';

const page = (path: string) => ({ path, scripts: [`assets${path}.js`], styles: [] });
const PAGES = ['/rules', '/rules/$id', '/rules/new', '/payroll/$run/prepare'].map(page);

describe('the files of the page that is asked for', () => {
  test.each([
    ['/rules', '/rules'],
    ['/rules/', '/rules'],
    ['/rules/7', '/rules/$id'],
    ['/rules/new', '/rules/new'],
    ['/payroll/7/prepare', '/payroll/$run/prepare'],
  ])('%s is the page %s', (path, found) => {
    expect(findPageFiles(PAGES, path)?.path).toBe(found);
  });

  test.each(['/', '/nowhere', '/rules/7/more', '/payroll/7'])('%s is no page that is known', (path) => {
    expect(findPageFiles(PAGES, path)).toBeUndefined();
  });

  test('are named in the document, below where the page is mounted', () => {
    const files = { path: '/', scripts: ['assets/a.js'], styles: ['assets/a.css'] };
    expect(preloadLinks(files, '/mailrule')).toBe(
      [
        '<link rel="modulepreload" crossorigin href="/mailrule/assets/a.js">',
        '    <link rel="preload" as="style" crossorigin href="/mailrule/assets/a.css">',
      ].join('\n'),
    );
  });
});
