import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext, Cookie, Page } from '@playwright/test';
import { launchChromium } from '../e2e/rig/chromium.ts';
import { openRunScreens } from './run-screens.ts';
import { README_STATES, type ScreenState, STATES } from './states.ts';
import { openWorld, type World } from './world.ts';

/**
 * Writes a picture of every screen and state for a person to look at: `npm run screens`, into coverage/screens.
 * `--only <part of a screen's name>`; `--readme` takes the two small pictures of the README instead.
 */
const FOLDER = 'coverage/screens';
const README_FOLDER = 'docs/pictures';
const WIDTHS = [1280, 360];
const SCHEMES = ['light', 'dark'] as const;
const TALLEST = 4000;
const SETTLE_MS = 350;

type Box = { scrollHeight: number; scrollWidth: number; clientWidth: number };

const { values: flags } = parseArgs({ options: { only: { type: 'string' }, readme: { type: 'boolean' } } });
const problems: string[] = [];
const browser = await launchChromium();
const worlds = new Map<ScreenState['world'], World>();
const cookies = new Map<string, Cookie[]>();
try {
  if (flags.readme) await takeForReadme(browser);
  else
    await takeAll(
      browser,
      STATES.filter(({ screen }) => screen.includes(flags.only ?? '')),
    );
} finally {
  await browser.close();
  await Promise.all([...worlds.values()].map((world) => world.close()));
}
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function takeAll(chromium: Browser, states: readonly ScreenState[]): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const state of states) {
    await withPage(chromium, state, async (page) => {
      for (const width of WIDTHS) await takeWidth(page, state, width);
    });
    process.stdout.write(`${state.screen}: ${state.state}\n`);
  }
  writeFileSync(join(FOLDER, 'index.html'), indexOf(states));
  process.stdout.write(`${states.length} states, see ${join(FOLDER, 'index.html')}\n`);
}

async function takeForReadme(chromium: Browser): Promise<void> {
  mkdirSync(README_FOLDER, { recursive: true });
  for (const state of README_STATES) {
    await withPage(chromium, state, async (page) => {
      await page.setViewportSize({ width: 1280, height: 760 });
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: join(README_FOLDER, `${state.file}.png`) });
    });
  }
}

/** A page in this state; what goes wrong on the way is reported at the end, and a picture is taken all the same. */
async function withPage(chromium: Browser, state: ScreenState, take: (page: Page) => Promise<void>): Promise<void> {
  const world = await worldOf(state.world);
  const context = await chromium.newContext({
    ...{
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 800 },
    },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  try {
    if (state.as !== 'nobody') await signIn(context, state, world);
    await state.before?.(page);
    await page.goto(`${world.url}${pathIn(world, state)}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await settle(page);
    await state.after?.(page, world);
  } catch (error) {
    problems.push(`${state.screen}, ${state.state}: ${String(error).split('\n')[0]}`);
  }
  await take(page);
  await context.close();
}

/** Once for each person: the server slows down who signs in again and again. */
async function signIn(context: BrowserContext, { world: name, as }: ScreenState, world: World): Promise<void> {
  const key = `${name} ${as}`;
  const known = cookies.get(key);
  if (known) return context.addCookies(known);
  await world.signIn(context, personOf(world, as));
  cookies.set(key, await context.cookies());
}

/** `undefined`: the administrator. */
function personOf(world: World, as: ScreenState['as']): { name: string; password: string } | undefined {
  if (as === 'approver') return { name: 'max', password: 'the password of max' };
  return as === 'designer' ? world.designer : undefined;
}

function pathIn({ places = {} }: World, { path }: ScreenState): string {
  return path.replace(/:(\w+)/g, (whole, name: string) => places[name] ?? whole);
}

async function worldOf(name: ScreenState['world']): Promise<World> {
  const known = worlds.get(name);
  if (known) return known;
  const content = name === 'production' || name === 'runs' ? 'empty' : name;
  const world = await (name === 'runs' ? openRunScreens() : openWorld({ content, sandbox: name !== 'production' }));
  worlds.set(name, world);
  return world;
}

/** As tall as the page, because a picture of a whole page shows its sticky bars in the middle. */
async function takeWidth(page: Page, { screen, state }: ScreenState, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await settle(page);
  const root = page.locator('html');
  const [height, sideways] = await Promise.all([
    root.evaluate(({ scrollHeight }: Box) => scrollHeight),
    root.evaluate(({ scrollWidth, clientWidth }: Box) => scrollWidth - clientWidth),
  ]);
  if (sideways > 0) problems.push(`${screen}, ${state}: scrolls sideways by ${sideways} px at ${width} px`);
  await page.setViewportSize({ width, height: Math.min(Math.max(height, 640), TALLEST) });
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: join(FOLDER, fileOf(screen, state, width, colorScheme)) });
  }
}

/** Until nothing is fetched any more, but not for ever: the live stream never ends. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(SETTLE_MS);
  await page
    .locator('.mantine-Skeleton-root')
    .first()
    .waitFor({ state: 'detached', timeout: 1500 })
    .catch(() => undefined);
}

function fileOf(screen: string, state: string, width: number, scheme: string): string {
  return `${`${screen} ${state} ${width} ${scheme}`.replace(/[^a-z0-9]+/gi, '-')}.png`;
}

function indexOf(states: readonly ScreenState[]): string {
  const rows = states.map(({ screen, state }) => {
    const pictures = WIDTHS.flatMap((width) =>
      SCHEMES.map((scheme) => {
        const file = fileOf(screen, state, width, scheme);
        return `<a href="${file}"><img src="${file}" alt="${width} px, ${scheme}" loading="lazy" style="width:${width / 4}px"></a>`;
      }),
    );
    return `<h2>${screen}: ${state}</h2><div>${pictures.join('\n')}</div>`;
  });
  const style =
    'body{font:14px system-ui;margin:24px}div{display:flex;gap:12px;align-items:flex-start}img{border:1px solid #bbb}';
  return `<!doctype html><meta charset="utf-8"><title>Screens of mailrule</title><style>${style}</style>\n${rows.join('\n')}\n`;
}
