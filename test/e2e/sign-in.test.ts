import { afterAll, beforeAll, describe, test } from 'vitest';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

describe('sign in', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('sign-in');
  let app: WebApp;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  test('who is not signed in is led to the sign-in page and back to the page that was asked for', async () => {
    const page = await browser.open();
    await page.goto(`${app.url}/admin/subscription`);
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('User name').fill(app.administrator.name);
    await page.getByRole('textbox', { name: 'Password' }).fill(app.administrator.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Subscription Details' })).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('a wrong password says so and keeps the name', async () => {
    const page = await browser.open();
    page.expectConsole(/401/);
    await page.goto(`${app.url}/login`);
    await page.getByLabel('User name').fill(app.administrator.name);
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toHaveText(/^Name or password is wrongCheck both/);
    await expect(page.getByLabel('User name')).toHaveValue(app.administrator.name);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('a name that is locked after wrong passwords says when to try again', async () => {
    const page = await browser.open();
    page.expectConsole(/40[13]|429/);
    await page.goto(`${app.url}/login`);
    for (let tries = 0; tries < 12; tries += 1) {
      await fetch(`${app.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: app.url },
        body: JSON.stringify({ name: 'locked out', password: 'not the password' }),
      });
    }
    await page.getByLabel('User name').fill('locked out');
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password either');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText(/Too many failed sign-ins; try again in \d+ min\./);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('when the session ends, a dialog over the page signs in again, and the focus is back where it was', async () => {
    const page = await browser.open();
    page.expectConsole(/401/);
    await app.signIn(page, '/admin/data-sources');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Outbox' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await expect(dialog.getByLabel('User name')).toHaveValue(app.administrator.name);
    await expect(dialog.getByRole('textbox', { name: 'Password' })).toBeFocused();
    await dialog.getByRole('textbox', { name: 'Password' }).fill(app.administrator.password);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Outbox' })).toBeFocused();
    // The live link is back, too.
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.assertClean();
  });

  test('the focus is at the heading of the page that came behind the dialog', async () => {
    const page = await browser.open();
    page.expectConsole(/401/);
    await app.signIn(page, '/admin/data-sources');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.context().clearCookies();
    await page.route(/\/assets\/outbox-page-[^/]*\.js$/, async (route) => {
      await page.getByRole('dialog').waitFor();
      await route.continue();
    });
    await page.getByRole('link', { name: 'Outbox' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByRole('textbox', { name: 'Password' }).fill(app.administrator.password);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Outbox' })).toBeFocused();
    await page.assertClean();
  });

  test('the dialog of an ended session can be left and opened again; the focus goes back, and no refusal stays', async () => {
    const page = await browser.open();
    page.expectConsole(/401/);
    await app.signIn(page, '/admin/data-sources/new/email');
    await page.getByLabel('Display name').fill('Typed');
    await page.context().clearCookies();
    const save = page.getByRole('button', { name: 'Save', exact: true });
    // Whichever request is refused first opens the dialog; the one of Save would open it again.
    const refused = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.status() === 401);
    await save.click();
    await refused;
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await expect(dialog).toBeVisible();
    await expect(page.locator('body')).not.toContainText('Bearer');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(save).toBeFocused();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    const password = dialog.getByRole('textbox', { name: 'Password' });
    await password.fill('not the password');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toHaveText(/^Name or password is wrongCheck both/);
    await password.fill(app.administrator.password);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(save).toBeFocused();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByText('You are signed out.')).toHaveCount(0);
    await expect(page.getByLabel('Display name')).toHaveValue('Typed');
    await page.assertClean();
  });

  test('signing out in one tab hides what the other shows, until somebody signs in again', async () => {
    const page = await browser.open();
    page.expectConsole(/401/);
    await app.signIn(page, '/admin/subscription');
    const heading = page.getByRole('heading', { name: 'Subscription Details' });
    await expect(heading).toBeVisible();
    const other = await browser.openBeside(page);
    other.expectConsole(/401/);
    await other.goto(`${app.url}/admin/subscription`);
    await other.getByRole('button', { name: /Account of/ }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await expect(dialog).toBeVisible();
    await expect(page.locator('h1')).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(page.getByText('You are signed out.')).toBeVisible();
    await expect(page.locator('h1')).toBeHidden();
    await other.getByLabel('User name').fill(app.administrator.name);
    await other.getByRole('textbox', { name: 'Password' }).fill(app.administrator.password);
    await other.keyboard.press('Enter');
    await expect(heading).toBeVisible();
    await expect(page.getByText('You are signed out.')).toHaveCount(0);
    await page.assertClean();
  });

  test('? lists the shortcuts outside text fields, as the account menu does', async () => {
    const page = await browser.open();
    await app.signIn(page, '/outbox');
    const search = page.getByRole('textbox', { name: 'Recipient or subject' });
    await search.pressSequentially('?');
    await expect(search).toHaveValue('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(dialog).toHaveCount(0);
    const all = page.getByRole('button', { name: 'All', exact: true });
    await all.focus();
    await page.keyboard.press('?');
    await expect(dialog).toContainText('Ctrl');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(all).toBeFocused();
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
    await expect(dialog).toBeVisible();
    await page.assertClean();
  });

  test('a link to another site is not followed after the sign-in', async () => {
    const page = await browser.open();
    await page.goto(`${app.url}/login?to=${encodeURIComponent('//elsewhere.test/')}`);
    await page.getByLabel('User name').fill(app.administrator.name);
    await page.getByRole('textbox', { name: 'Password' }).fill(app.administrator.password);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/login');
    expect(new URL(page.url()).origin).toBe(app.url);
  });
});
