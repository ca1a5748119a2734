import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, test } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../support/mail/fault-proxy.ts';
import { expectAccessible, useBrowser, type WatchedPage } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { type OutboxWorld, openOutboxWorld } from './rig/outbox-world.ts';

describe('outbox', () => {
  const browser = useBrowser();
  let world: OutboxWorld;
  beforeEach(async () => {
    world = await openOutboxWorld();
  });
  afterEach(() => world.close());

  const open = async (path = '/outbox') => {
    const page = await browser.open();
    await world.app.signIn(page, path);
    await expect(page.getByRole('heading', { level: 1, name: 'Outbox' })).toBeVisible();
    return page;
  };
  const row = (page: Page, subject: string) => page.getByRole('row').filter({ hasText: subject });

  test('nothing sent yet says so, and the first e-mail appears by itself', async () => {
    const page = await open();
    await expect(page.getByText('Nothing sent yet.')).toBeVisible();
    await expectAccessible(page);
    await world.send({ subject: 'The first one' });
    await expect(row(page, 'The first one').getByText('Sent', { exact: true })).toBeVisible();
    await page.assertClean();
  });

  test('every e-mail has its state in words, its reason, recipients, cause and Sent copy; a hostile subject is text', async () => {
    const hostile = '<img src=x onerror="document.title=1"> {{x}} ‮evil';
    await world.until(
      await world.send({
        subject: 'Went well',
        rule: 'Payslip',
        to: ['bob@receiver.test', 'eva@receiver.test', 'max@receiver.test'],
      }),
      'accepted',
    );
    world.smtp.setRules([{ stage: 'rcpt', times: 1, action: { reply: '550 5.1.1 <b>No such user</b>' } }]);
    await world.until(await world.send({ subject: hostile }), 'failed');
    world.smtp.setRules([{ stage: 'stored', times: 1, action: 'reset' }]);
    await world.until(await world.send({ subject: 'Nobody knows' }), 'uncertain');
    await world.send({ subject: 'Waits for its event', hold: true });
    await world.send({ subject: 'No sender', connector: null });
    const page = await open();
    await expect(row(page, 'Went well')).toContainText('Sent');
    await expect(row(page, 'Went well')).toContainText('bob@receiver.test + 2 more');
    await expect(row(page, 'Went well').getByRole('link', { name: 'Payslip' })).toBeVisible();
    await expect(row(page, '<img')).toContainText('Failed');
    await expect(row(page, '<img')).toContainText('The server refused: 550 5.1.1 <b>No such user</b>');
    await expect(page.getByRole('link', { name: hostile })).toBeVisible();
    await expect(row(page, 'Nobody knows')).toContainText('Uncertain');
    await expect(row(page, 'Waits for its event')).toContainText('Held');
    await expect(row(page, 'No sender')).toContainText('Held');
    expect(await page.locator('main img').count()).toBe(0);
    await expectAccessible(page);
    const states = page.getByRole('group', { name: 'State' });
    await expect(states.getByRole('button', { name: 'Held 2' })).toBeVisible();
    await expect(states.getByRole('button', { name: 'Uncertain 1' })).toBeVisible();
    await page.assertClean();
  });

  test('filters stand in the address: states, search by subject and by recipient, rule, connector', async () => {
    await world.until(
      await world.send({ subject: 'November 100%', to: ['eva@receiver.test'], rule: 'Payslip' }),
      'accepted',
    );
    await world.send({ subject: 'December', hold: true });
    const page = await open();
    const states = page.getByRole('group', { name: 'State' });
    await states.getByRole('button', { name: 'Held' }).click();
    await expect(page).toHaveURL(/state=held$/);
    await expect(row(page, 'November')).toHaveCount(0);
    await states.getByRole('button', { name: 'Sent' }).click();
    await expect(page).toHaveURL(/state=accepted%2Cheld$/);
    await expect(row(page, 'November')).toHaveCount(1);
    await expect(row(page, 'December')).toHaveCount(1);
    await page.reload();
    await expect(states.getByRole('button', { name: 'Held' })).toHaveAttribute('aria-pressed', 'true');
    await states.getByRole('button', { name: 'All' }).click();
    const search = page.getByRole('textbox', { name: 'Recipient or subject' });
    await search.fill('100%');
    await expect(page).toHaveURL(/search=100%25$/);
    await expect(row(page, 'December')).toHaveCount(0);
    await expect(search).toBeFocused();
    await search.fill('EVA@receiver.test');
    await expect(row(page, 'November')).toHaveCount(1);
    await search.fill('nothing like this');
    await expect(page.getByText('No e-mail matches.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Show all e-mails' }).click();
    await expect(search).toHaveValue('');
    await page.getByRole('combobox', { name: 'Rule' }).click();
    await page.getByRole('option', { name: 'Payslip' }).click();
    await expect(page).toHaveURL(/rule=/);
    await expect(row(page, 'December')).toHaveCount(0);
    await page.getByRole('combobox', { name: 'Email connector' }).click();
    await page.getByRole('option', { name: 'Payroll' }).click();
    await expect(page).toHaveURL(/connector=/);
    await expect(row(page, 'November')).toHaveCount(1);
    await page.goBack();
    await page.goBack();
    await expect(row(page, 'December')).toHaveCount(1);
    await page.assertClean();
  });

  test('what the address has of unknown parameters and states is passed over', async () => {
    await world.send({ subject: 'Waits', hold: true });
    const page = await open('/outbox?state=sleeping&page=99');
    await expect(row(page, 'Waits')).toBeVisible();
    const states = page.getByRole('group', { name: 'State' });
    await expect(states.getByRole('button', { name: 'All' })).toHaveAttribute('aria-pressed', 'true');
    await page.goto(`${world.app.url}/outbox?state=sleeping,held&page=99`);
    await expect(row(page, 'Waits')).toBeVisible();
    await expect(states.getByRole('button', { name: 'Held' })).toHaveAttribute('aria-pressed', 'true');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('a long subject and rule name end after three lines, and the old lines are dimmed until a filter has its answer', async () => {
    const long = 'Payslip of the month with a very long name '.repeat(6).trim();
    const id = await world.send({ subject: long, rule: long.slice(0, 190), hold: true });
    const page = await open();
    const link = page.getByRole('link', { name: long, exact: true });
    await expect(link).toHaveAttribute('title', long);
    expect((await row(page, long).boundingBox())?.height).toBeLessThan(90);
    let answer: () => void = () => undefined;
    const mayAnswer = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(/api\/outbox\?.*state=held/, async (route) => {
      await mayAnswer;
      await route.continue();
    });
    await page.getByRole('group', { name: 'State' }).getByRole('button', { name: 'Held' }).click();
    const results = page.getByRole('region', { name: 'E-mails' });
    await expect(results).toHaveAttribute('aria-busy', 'true');
    await expect(results.getByRole('table')).toHaveCSS('opacity', '0.45');
    answer();
    await expect(results).toHaveAttribute('aria-busy', 'false');
    await page.goto(`${world.app.url}/outbox/${id}`);
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText(long);
    await page.setViewportSize({ width: 360, height: 700 });
    expect((await heading.boundingBox())?.height).toBeLessThan(100);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('pages of 50, older and newer, with the keyboard; a line opens with Enter', async () => {
    for (let n = 1; n <= 60; n += 1) await world.send({ subject: `Number ${n}.`, hold: true });
    const page = await open();
    await expect(row(page, 'Number 60.')).toBeVisible();
    await expect(page.getByRole('row')).toHaveCount(51);
    await page.getByRole('link', { name: 'Older' }).focus();
    await page.keyboard.press('Enter');
    await expect(row(page, 'Number 10.')).toBeVisible();
    await expect(page.getByRole('row')).toHaveCount(11);
    await expect(page.getByRole('region', { name: 'E-mails' })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Number 10.' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Number 10.' })).toBeFocused();
    await page.goBack();
    await page.getByRole('link', { name: 'Newer' }).click();
    await expect(row(page, 'Number 60.')).toBeVisible();
    await expect(page).toHaveURL(/\/outbox$/);
    await page.assertClean();
  });

  test('nothing moves under a reader who has scrolled or filtered: new e-mails are counted and shown on request', async () => {
    for (let n = 1; n <= 30; n += 1) await world.send({ subject: `Number ${n}.`, hold: true });
    const page = await open();
    await expect(row(page, 'Number 30.')).toBeVisible();
    await page.mouse.wheel(0, 400);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
    const place = () => row(page, 'Number 15.').evaluate((line) => line.getBoundingClientRect().top);
    const before = await place();
    await world.send({ subject: 'New one', hold: true });
    await world.send({ subject: 'New two', hold: true });
    await world.send({ subject: 'New three', hold: true });
    const fresh = page.getByRole('button', { name: '3 new e-mails' });
    await expect(fresh).toBeVisible();
    await expect(row(page, 'New one')).toHaveCount(0);
    expect(await place()).toBe(before);
    await expectAccessible(page);
    await fresh.click();
    await expect(row(page, 'New three')).toBeVisible();
    await expect(fresh).toHaveCount(0);

    await page.getByRole('group', { name: 'State' }).getByRole('button', { name: 'Held' }).click();
    const kept = await world.send({ subject: 'Held meanwhile', hold: true });
    await expect(page.getByRole('button', { name: '1 new e-mail' })).toBeVisible();
    await page.getByRole('button', { name: '1 new e-mail' }).click();
    await world.app.call('POST', `/outbox/${kept}/cancel`, {});
    await expect(row(page, 'Held meanwhile')).toContainText('no longer matches the filter');
    await page.assertClean();
  });

  test('an error of the server can be tried again; while it loads the list has its place', async () => {
    let answers = 0;
    const tab = await browser.open();
    tab.expectConsole(/500/);
    await world.app.signIn(tab, '/rules');
    await tab.route('**/api/outbox', async (route) => {
      answers += 1;
      if (answers > 3) return route.continue();
      const problem = {
        type: 'about:blank',
        title: 'Unexpected error',
        status: 500,
        detail: 'The database is away.',
        code: 'UNEXPECTED',
        retryable: true,
        requestId: 'request-7',
      };
      return route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    });
    await tab.goto(`${world.app.url}/outbox`);
    await expect(tab.getByRole('alert')).toContainText('The database is away.');
    await expect(tab.getByRole('alert')).toContainText('request-7');
    await expectAccessible(tab);
    await tab.getByRole('button', { name: 'Try again' }).click();
    await expect(tab.getByText('Nothing sent yet.')).toBeVisible();
    await tab.assertClean();
  });

  test('on a phone the list is cards, and the page does not scroll sideways', async () => {
    await world.until(
      await world.send({
        subject: 'A subject that is much longer than what fits into one line of a phone',
        to: [`${'a'.repeat(60)}@receiver.test`],
      }),
      'accepted',
    );
    const page = await browser.open({ viewport: { width: 320, height: 700 } });
    await world.app.signIn(page, '/outbox');
    await expect(page.getByRole('listitem').filter({ hasText: 'A subject' })).toContainText('Sent');
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await sideways()).toBeLessThanOrEqual(0);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'A subject' }).click();
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
    expect(await sideways()).toBeLessThanOrEqual(0);
    await expectAccessible(page);
    await page.assertClean();
  });
});

describe('outbox, when the server goes away', () => {
  const browser = useBrowser();
  let world: OutboxWorld;
  let proxy: FaultProxy;
  beforeAll(async () => {
    world = await openOutboxWorld();
    proxy = await startFaultProxy({ target: { port: Number(new URL(world.app.url).port) } });
  });
  afterAll(async () => {
    await proxy.stop();
    await world.close();
  });

  test('a lost live link is said, and the list is right again when the server is back', async () => {
    const page = await browser.open();
    page.expectConsole(/ERR_|Failed to load resource/);
    const at = `http://127.0.0.1:${proxy.port}`;
    await page.goto(`${at}/login?to=/outbox`);
    await page.getByLabel('User name').fill(world.app.administrator.name);
    await page.getByRole('textbox', { name: 'Password' }).fill(world.app.administrator.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await world.send({ subject: 'Before' });
    await expect(page.getByRole('row').filter({ hasText: 'Before' })).toContainText('Sent');
    await allLoaded(page);
    await proxy.refuse();
    await expect(page.getByText('Lost the live link: the server does not answer.')).toBeVisible();
    await expectAccessible(page);
    await world.until(await world.send({ subject: 'Meanwhile' }), 'accepted');
    await proxy.accept();
    await expect(page.getByText('Lost the live link')).toHaveCount(0, { timeout: 20_000 });
    await expect(page.getByRole('row').filter({ hasText: 'Meanwhile' })).toContainText('Sent');
    await page.assertClean();
  });

  test('a screen whose code cannot be loaded says why, and opens by itself when the server is back', async () => {
    const page = await browser.open();
    page.expectConsole(/ERR_|Failed to load resource|could not be loaded|preload/);
    await page.goto(`http://127.0.0.1:${proxy.port}/login?to=/outbox`);
    await page.getByLabel('User name').fill(world.app.administrator.name);
    await page.getByRole('textbox', { name: 'Password' }).fill(world.app.administrator.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Outbox' })).toBeVisible();
    await allLoaded(page);
    await proxy.refuse();
    // The list itself, whose code is here: what could not be read is read when the link is back.
    await page.getByRole('group', { name: 'State' }).getByRole('button', { name: 'Failed' }).click();
    await expect(page.getByRole('alert', { name: 'The server cannot be reached' })).toBeVisible({ timeout: 15_000 });
    await proxy.accept();
    await expect(page.getByText('No e-mail matches.')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('alert')).toHaveCount(0);
    await proxy.refuse();
    await page.getByRole('link', { name: 'Subscription Details' }).click();
    await expect(page.getByRole('heading', { name: 'The server cannot be reached' })).toBeVisible();
    await expectAccessible(page);
    await proxy.accept();
    await expect(page.getByRole('heading', { name: 'Subscription Details' })).toBeVisible({ timeout: 20_000 });
    await page.assertClean();
  });

  test('code that is gone after an upgrade of the server leads to a reload', async () => {
    const page = await browser.open();
    page.expectConsole(/404|could not be loaded|preload/);
    await world.app.signIn(page, '/outbox');
    await expect(page.getByRole('heading', { level: 1, name: 'Outbox' })).toBeVisible();
    await page.route(/subscription-page/, (route) => route.fulfill({ status: 404 }));
    await page.getByRole('link', { name: 'Subscription Details' }).click();
    await expect(page.getByRole('heading', { name: 'This page has a newer version' })).toBeVisible();
    await expectAccessible(page);
    await page.unroute(/subscription-page/);
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await expect(page.getByRole('heading', { name: 'Subscription Details' })).toBeVisible();
    await page.assertClean();
  });
});

/** Menus, filters and notices come after the list; without the server they could not. */
async function allLoaded(page: WatchedPage): Promise<void> {
  await expect(page.getByRole('combobox', { name: 'Email connector' })).toBeVisible();
  let known = -1;
  const scripts = () => page.evaluate(() => performance.getEntriesByType('resource').length);
  for (let now = await scripts(); now !== known; now = await scripts()) {
    known = now;
    await page.waitForTimeout(300);
  }
}
