import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

const BUILT = process.env['MAILRULE_TEST_WEB'] ?? 'web/dist';
const ENTRY = 'index.html';

/** Kilobytes (1,000 bytes) of gzip: the first download of a page, with everything it imports statically (ADR 9). */
const LIST_KB = 207;
/** Over a slow line the files of a page cost more than some bytes too many. */
const PAGE_FILES = 34;
const PAGES_KB: Record<string, number> = {
  'src/session/sign-in-page.tsx': LIST_KB,
  'src/setup/setup-page.tsx': LIST_KB,
  'src/setup/first-steps-page.tsx': LIST_KB,
  'src/setup/sandbox-page.tsx': LIST_KB,
  'src/data-sources/data-sources-page.tsx': LIST_KB,
  'src/data-sources/choose-type-page.tsx': LIST_KB,
  'src/rules/rules-page.tsx': LIST_KB,
  'src/outbox/outbox-page.tsx': LIST_KB,
  'src/payroll/payroll-page.tsx': LIST_KB,
  'src/new-run/prepare-page.tsx': LIST_KB,
  'src/outbox/mail-page.tsx': 215,
  'src/run/run-page.tsx': 222.5,
  'src/guard/guard-page.tsx': LIST_KB,
  // The bounce rates beside the hours.
  'src/health/health-page.tsx': 207.5,
  'src/users/users-page.tsx': 215,
  'src/providers/providers-page.tsx': LIST_KB,
  'src/audit/audit-page.tsx': LIST_KB,
  'src/schedules/schedules-page.tsx': LIST_KB,
  'src/templates/templates-page.tsx': LIST_KB,
  // The text of an email with chips, a preview, and lists to choose from.
  'src/templates/template-page.tsx': 252,
  'src/templates/new-template-page.tsx': 252,
  'src/account/account-page.tsx': LIST_KB,
  'src/invite/invite-page.tsx': LIST_KB,
  'src/oauth/oauth-done-page.tsx': LIST_KB,
  // The form of a provider has rules for claims. 208.5 until the trigger of a rule had lists of several choices, too.
  'src/sign-on/sign-on-page.tsx': 209,
  'src/sign-on/sign-on-done-page.tsx': LIST_KB,
  // A form: lists to choose from beside what a list has, and three settings.
  'src/subscription/subscription-page.tsx': 205,
  // The form of SMTP, the sign-in at a provider with its words, and the steps of a test.
  'src/mailbox/mailbox-page.tsx': 212,
  'src/new-run/new-run-page.tsx': 205,
  // 285 until the frame of all pages grew by 0.1: the names of the parts of Health, account and sandbox; 286 until Contacts were in it, 288 until Suppressed addresses were.
  'src/connection/connection-page.tsx': 288.5,
  'src/connection/new-connection-page.tsx': 288.5,
  // What is read and written of tables, pictures and looks of a body.
  'src/rule/rule-page.tsx': 259.5,
  'src/rule/new-rule-page.tsx': 259.5,
  // The state of each sign-in by OAuth 2.0, with its words.
  'src/email-accounts/email-accounts-page.tsx': 212.5,
  'src/email-accounts/signature-page.tsx': 205,
  // A conversation beside the list.
  'src/inbox/inbox-page.tsx': 210,
  'src/contacts/contacts-page.tsx': LIST_KB,
  'src/suppression/suppression-page.tsx': LIST_KB,
  'src/contacts/contact-page.tsx': LIST_KB,
  'src/providers/provider-page.tsx': 207,
  'src/providers/new-provider-page.tsx': 207,
};
const CSS_KB = 30.5;
/** A part that is loaded after the first paint or on a click; the largest is the code view. */
const LATER_PART_KB = 105;
/** The editor of an email comes after the text that it shows. The commands of tables are 15 of it. */
const LATER_PARTS_KB: Record<string, number> = { 'src/editor/visual-editor.tsx': 136 };

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
  isDynamicEntry?: boolean;
}

describe('the size of the built page', () => {
  const manifest = loadManifest();
  const parts = Object.keys(manifest).filter((key) => manifest[key]?.isDynamicEntry);

  test('every page is built, and measured here', () => {
    expect(Object.keys(PAGES_KB).filter((page) => !parts.includes(page))).toEqual([]);
    expect(parts.filter((part) => part.endsWith('-page.tsx') && !(part in PAGES_KB))).toEqual([]);
  });

  test.each(Object.entries(PAGES_KB))('%s comes with at most %i kB of script', (page, budget) => {
    const files = scriptsOf(manifest, ENTRY, page);
    expect(files.size).toBeGreaterThan(1);
    expect(kilobytes(files)).toBeLessThanOrEqual(budget);
    expect(files.size).toBeLessThanOrEqual(PAGE_FILES);
  });

  test.each(parts.filter((part) => !(part in PAGES_KB)))(
    '%s adds no more than its budget to what asks for it',
    (part) => {
      const added = askersOf(manifest, part).map((there) => {
        return kilobytes([...scriptsOf(manifest, part)].filter((file) => !there.has(file)));
      });
      expect(added.length).toBeGreaterThan(0);
      expect(Math.max(...added)).toBeLessThanOrEqual(LATER_PARTS_KB[part] ?? LATER_PART_KB);
    },
  );

  test('all styles together take at most 30.5 kB', () => {
    const styles = new Set(Object.values(manifest).flatMap(({ css = [] }) => css));
    expect(styles.size).toBeGreaterThan(0);
    expect(kilobytes(styles)).toBeLessThanOrEqual(CSS_KB);
  });

  test('the server is told the files of every page, so that the document names them', () => {
    const pages: { path: string; scripts: string[]; styles: string[] }[] = JSON.parse(
      readFileSync(join(BUILT, 'pages.json'), 'utf8'),
    );
    const frame = scriptsOf(manifest, ENTRY);
    const told = pages.map(({ scripts }) => [...scripts].sort());
    const needed = Object.keys(PAGES_KB).map((page) =>
      [...scriptsOf(manifest, page)].filter((file) => !frame.has(file)).sort(),
    );
    expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length);
    expect(told.map(String).sort()).toEqual(needed.map(String).sort());
    for (const { scripts, styles } of pages) {
      expect([...scripts, ...styles].filter((file) => !existsSync(join(BUILT, file)))).toEqual([]);
    }
  });

  test('no font is downloaded', () => {
    const assets = Object.values(manifest).map(({ file }) => file);
    expect(assets.filter((file) => /\.(woff2?|ttf|otf)$/.test(file))).toEqual([]);
  });
});

function loadManifest(): Record<string, Chunk> {
  const file = join(BUILT, '.vite/manifest.json');
  if (!existsSync(file)) throw new Error(`There is no ${file}: build the web page first (npm run build:web).`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function scriptsOf(manifest: Record<string, Chunk>, ...keys: string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const imported of manifest[key]?.imports ?? []) visit(imported);
  };
  for (const key of keys) visit(key);
  return new Set([...seen].flatMap((key) => manifest[key]?.file ?? []));
}

/** What is loaded already where this part is asked for: the frame, with each page that does. */
function askersOf(manifest: Record<string, Chunk>, part: string): Set<string>[] {
  const asks = new Set(
    Object.values(manifest).flatMap(({ file, dynamicImports = [] }) => (dynamicImports.includes(part) ? [file] : [])),
  );
  const frame = scriptsOf(manifest, ENTRY);
  if ([...frame].some((file) => asks.has(file))) return [frame];
  const pages = Object.keys(PAGES_KB).map((page) => scriptsOf(manifest, ENTRY, page));
  const asking = pages.filter((files) => [...files].some((file) => asks.has(file)));
  // A part of a part: measured on top of the frame and that part.
  return asking.length > 0
    ? asking
    : Object.keys(manifest)
        .filter((key) => asks.has(manifest[key]?.file ?? ''))
        .map((key) => scriptsOf(manifest, ENTRY, key));
}

function kilobytes(files: Iterable<string>): number {
  const bytes = [...files].map((file) => gzipSync(readFileSync(join(BUILT, file)), { level: 9 }).length);
  return Math.round(bytes.reduce((sum, size) => sum + size, 0) / 100) / 10;
}
