import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, onTestFinished, vi } from 'vitest';
import { launchChromium } from './chromium.ts';

export interface WatchedPage extends Page {
  /** Fails on any console error, exception of the page, or violation of the Content Security Policy so far. */
  assertClean(): Promise<void>;
  /** Errors of the console that the test expects, such as the 422 of a refused form. */
  expectConsole(pattern: RegExp): void;
}

export type PageOptions = Pick<
  BrowserContextOptions,
  'colorScheme' | 'viewport' | 'storageState' | 'isMobile' | 'hasTouch'
>;

export interface TestBrowser {
  /** a page in a context (cookies, storage) of its own */
  open(options?: PageOptions): Promise<WatchedPage>;
  /** one more tab beside this page, with the same cookies */
  openBeside(page: Page): Promise<WatchedPage>;
}

/** One Chromium for the test file. A page is closed with its test: open, it would go on working for nobody. */
export function useBrowser(): TestBrowser {
  let browser: Browser | undefined;
  // A journey has many steps, each with a time limit of its own.
  vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });
  return {
    open: async (options = {}) => {
      if (browser === undefined) throw new Error('The browser exists only while tests run: open a page in a test.');
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options });
      return watched(await context.newPage());
    },
    openBeside: async (page) => watched(await page.context().newPage()),
  };
}

async function watched(page: Page): Promise<WatchedPage> {
  const errors: string[] = [];
  // Before anybody is signed in, the page asks who it is.
  const expected: RegExp[] = [/401 .*\/api\/me\)/];
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPicture(page, task.name);
    await page.context().close();
  });
  return Object.assign(page, {
    assertClean: async () => {
      expect(errors.filter((error) => !expected.some((pattern) => pattern.test(error)))).toEqual([]);
    },
    expectConsole: (pattern: RegExp) => void expected.push(pattern),
  });
}

/** What the page looked like when its test failed, in coverage/failed/. */
async function keepPicture(page: Page, name: string): Promise<void> {
  if (page.isClosed()) return;
  const folder = join('coverage', 'failed');
  mkdirSync(folder, { recursive: true });
  const file = `${name.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 80)}-${Date.now()}.png`;
  await page.screenshot({ path: join(folder, file) });
}

/** The rules that look at colours; the others see the same document in both schemes. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** No violation of WCAG A and AA that axe can find, in light and in dark. Frames have documents of their own. */
export async function expectAccessible(page: WatchedPage): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForFunction(
      (scheme) => document.documentElement.dataset['mantineColorScheme'] === scheme,
      colorScheme,
    );
    // A colour on its way from one scheme to the other is neither's; in a tab behind another it would stay on its way.
    await page.evaluate(() => {
      const ends = ({ effect }: Animation) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
      for (const animation of document.getAnimations().filter(ends)) animation.finish();
    });
    // Legacy: in one go in this page, without a second one that only puts the results of frames together.
    const axe = new AxeBuilder({ page }).exclude('iframe').setLegacyMode(true);
    const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(COLOUR_RULES)).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
    );
    expect(found, `axe, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}
