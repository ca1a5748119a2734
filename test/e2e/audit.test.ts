import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

describe('the audit page', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('audit-page');
  let app: WebApp;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
    for (let n = 0; n < 55; n += 1) await app.call('POST', '/groups', { name: `Group ${n}`, members: [] });
    await app.person('Bo Berg', ['designer']);
    await fetch(`${app.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Bo Berg', password: 'wrong' }),
    });
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  test('who did what is listed by pages, filtered, downloaded, and its chain is checked', async () => {
    const page = await browser.open();
    await app.signIn(page, '/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit' }).click();
    await expect(page.getByRole('heading', { name: 'Audit' })).toBeVisible();
    const rows = page.getByRole('table').getByRole('row');
    await expect(rows).toHaveCount(51);
    await expect(page.getByRole('cell', { name: 'Add a group' }).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Older' }).click();
    await expect(page.getByRole('link', { name: 'Newest' })).toBeVisible();
    await expect(page).toHaveURL(/before=\d+/);
    await page.getByRole('link', { name: 'Newest' }).click();
    await page.getByLabel('Person').fill('Bo Berg');
    await page.keyboard.press('Enter');
    await page.getByLabel('Only what failed or was refused').check();
    await expect(rows).toHaveCount(2);
    await expect(rows.nth(1)).toContainText('UNAUTHENTICATED');
    await expect(rows.nth(1)).toContainText('Sign in with name and password');
    await expectAccessible(page);
    await page.getByLabel('What it was done to').selectOption('Rules');
    await expect(page.getByText('Nothing fits these filters.')).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await expect(rows).toHaveCount(51);
    await page.getByRole('button', { name: 'Check the chain' }).click();
    await expect(page.getByText(/^The chain is whole: \d+ records\.$/)).toBeVisible();
    await expectAccessible(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download all' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ seq: 0, previous: null });
    await page.assertClean();
  });

  test('it fits a phone', async () => {
    const page = await browser.open({ viewport: { width: 320, height: 700 } });
    await app.signIn(page, '/admin/audit');
    await expect(page.getByRole('list', { name: 'List of what was done' }).getByRole('listitem')).toHaveCount(50);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(320);
    await expectAccessible(page);
    await page.assertClean();
  });
});
