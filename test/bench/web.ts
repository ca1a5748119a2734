import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { CHROMIUM_FLAGS, launchChromium } from '../e2e/rig/chromium.ts';
import { openWorld, type World } from '../screens/world.ts';
import { neededChromium } from '../support/needed-program.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { type LighthouseReport, type Measured, measuredOf, medianOf, reportOf } from './web-report.ts';

/**
 * Lighthouse on five pages, on a desktop and on a phone: `npm run bench:web`, into docs/performance-web.md.
 * `--runs n`: the median of so many (3). 13 needs Node 22. It comes from the registry for this run only.
 */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const REPORT = 'docs/performance-web.md';

const run = promisify(execFile);
const { values: flags } = parseArgs({ options: { runs: { type: 'string', default: '3' } } });
const folder = makeTempFolder('lighthouse');
const world = await openWorld({ content: 'demo', sandbox: true });
try {
  await assertAvailable();
  const cookie = await cookieOf(world);
  await assertShown(world);
  const measured: Measured[] = [];
  for (const page of await pagesOf(world)) {
    for (const device of ['desktop', 'mobile'] as const) {
      const runs: Measured[] = [];
      for (let n = 0; n < Number(flags.runs); n++)
        runs.push(measuredOf(page.name, device, await audit(page, device, cookie)));
      measured.push(medianOf(runs));
      process.stdout.write(`${page.name}, ${device}: performance ${medianOf(runs).performance}\n`);
    }
  }
  const machine = `${cpus().length} cores, Node ${process.versions.node}, median of ${flags.runs}`;
  const { text, missed } = reportOf(measured, {
    machine,
    day: new Date().toISOString().slice(0, 10),
    tool: LIGHTHOUSE,
  });
  writeFileSync(REPORT, text);
  process.stdout.write(
    `${missed === 0 ? 'All targets are reached' : `${missed} targets are not reached`}: see ${REPORT}\n`,
  );
  process.exitCode = missed === 0 ? 0 : 1;
} finally {
  await world.close();
  removeTempFolder(folder);
}

interface Target {
  name: string;
  url: string;
  /** its first heading: a page of errors is fast */
  heading: string;
  signedIn: boolean;
}

async function pagesOf({ url, api }: World): Promise<Target[]> {
  const { connectors } = await api.call<{ connectors: { id: string; displayName: string }[] }>({
    method: 'GET',
    path: '/connectors',
  });
  const { items } = await api.call<{ items: { id: string; name: string }[] }>({ method: 'GET', path: '/rules' });
  const connector = connectors.find(({ displayName }) => displayName === 'Payroll')?.id;
  const rule = items.find(({ name }) => name === 'Send payslip')?.id;
  return [
    { name: 'sign in', heading: 'Sign in', url: `${url}/login`, signedIn: false },
    { name: 'data sources', heading: 'Data sources', url: `${url}/admin/data-sources`, signedIn: true },
    {
      name: 'connection',
      heading: 'Email connection details',
      url: `${url}/admin/data-sources/${connector}`,
      signedIn: true,
    },
    { name: 'rule', heading: 'Send payslip', url: `${url}/rules/${rule}`, signedIn: true },
    { name: 'outbox', heading: 'Outbox', url: `${url}/outbox`, signedIn: true },
  ];
}

async function cookieOf(of: World): Promise<string> {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext();
    await of.signIn(context);
    const cookies = await context.cookies();
    return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  } finally {
    await browser.close();
  }
}

async function assertShown(of: World): Promise<void> {
  const browser = await launchChromium();
  try {
    for (const { url, heading, signedIn } of await pagesOf(of)) {
      const context = await browser.newContext();
      if (signedIn) await of.signIn(context);
      const page = await context.newPage();
      await page.goto(url);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

async function assertAvailable(): Promise<void> {
  try {
    await run('npx', ['--yes', LIGHTHOUSE, '--version']);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`The registry does not give ${LIGHTHOUSE}, so nothing can be measured. ${message}`, {
      cause: error,
    });
  }
}

/** Chromium's trace is now and then incomplete, which says nothing about the page: then once more. */
async function audit(page: Target, device: 'desktop' | 'mobile', cookie: string): Promise<LighthouseReport> {
  try {
    return await auditOnce(page, device, cookie);
  } catch (error) {
    if (!String((error as { stderr?: string }).stderr).includes('NO_NAVSTART')) throw error;
    return auditOnce(page, device, cookie);
  }
}

async function auditOnce(page: Target, device: 'desktop' | 'mobile', cookie: string): Promise<LighthouseReport> {
  const file = join(folder, 'report.json');
  const headers = page.signedIn ? [`--extra-headers=${JSON.stringify({ Cookie: cookie })}`] : [];
  await run(
    'npx',
    [
      ...['--yes', LIGHTHOUSE, page.url, '--quiet', '--output=json', `--output-path=${file}`],
      '--only-categories=performance,accessibility,best-practices',
      `--chrome-flags=--headless ${CHROMIUM_FLAGS.join(' ')}`,
      ...(device === 'desktop' ? ['--preset=desktop'] : []),
      ...headers,
    ],
    { env: { ...process.env, CHROME_PATH: neededChromium() }, maxBuffer: 1 << 24 },
  );
  return JSON.parse(readFileSync(file, 'utf8')) as LighthouseReport;
}
