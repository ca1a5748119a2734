import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const GIVEN = 'for one sign-in';
const OWN = 'chosen by the person';

describe('my account', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('account');
  let app: WebApp;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  const signIn = async (page: Page, name: string, password: string) => {
    await page.getByLabel('User name').fill(name);
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
    await page.keyboard.press('Enter');
  };

  test('a password that an administrator gave asks for an own one at the first sign-in', async () => {
    await app.call('POST', '/users', { name: 'Ada', roles: ['designer'], temporaryPassword: GIVEN });
    const page = await browser.open();
    page.expectConsole(/422 .*session/);
    await page.goto(`${app.url}/login`);
    await signIn(page, 'Ada', GIVEN);
    await expect(page.getByText('This password was given to you for one sign-in: choose your own.')).toBeVisible();
    const own = page.getByRole('textbox', { name: 'Your own new password' });
    await expect(own).toBeFocused();
    await expectAccessible(page);
    await own.fill(OWN);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Send email rules' })).toBeVisible();
    await page.assertClean();
  });

  test('the own password is changed with the present one, and other places are signed out', async () => {
    const { password } = await app.person('Bruno', ['designer']);
    const page = await browser.open();
    page.expectConsole(/422 .*password/);
    await page.goto(`${app.url}/login`);
    await signIn(page, 'Bruno', password);
    const phone = await browser.open();
    phone.expectConsole(/401/);
    await phone.goto(`${app.url}/login`);
    await signIn(phone, 'Bruno', password);
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Send email rules');
    await page.getByRole('button', { name: 'Account of Bruno' }).click();
    await page.getByRole('menuitem', { name: 'My account' }).click();
    await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible();
    await expect(page.getByText('Your roles: Form designer.')).toBeVisible();
    const sessions = page.getByRole('list', { name: 'Your sessions' });
    await expect(sessions.getByText('here', { exact: true })).toHaveCount(1);
    await expect(sessions.getByRole('listitem').first()).toContainText('Chrome on Linux');
    await expectAccessible(page);
    const present = page.getByRole('textbox', { name: 'Present password' });
    const next = page.getByRole('textbox', { name: 'New password' });
    await page.getByRole('button', { name: 'Change the password' }).click();
    await expect(present).toBeFocused();
    await present.fill('not the present one');
    await next.fill('another password');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await expect(page.getByText('This is not your present password.')).toBeVisible();
    await expectAccessible(page);
    await present.fill(password);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await expect(page.getByText('Your password is changed')).toBeVisible();
    await expect(sessions.getByRole('listitem')).toHaveCount(1);
    await expect(present).toHaveValue('');
    await phone.getByRole('link', { name: 'Outbox' }).click();
    await expect(phone.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible();
    // This place is still signed in, its live link too.
    await page.getByRole('link', { name: 'Outbox' }).click();
    await expect(page.getByRole('heading', { name: 'Outbox' })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.assertClean();
    await phone.assertClean();
  });

  test('sessions elsewhere are ended one by one or all at once, and tokens are revoked', async () => {
    const page = await browser.open();
    await app.signIn(page, '/account');
    for (let n = 0; n < 3; n += 1) {
      await fetch(`${app.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'curl/8.1' },
        body: JSON.stringify(app.administrator),
      });
    }
    await page.reload();
    const sessions = page.getByRole('list', { name: 'Your sessions' }).getByRole('listitem');
    await expect(sessions.filter({ hasText: 'curl' })).toHaveCount(3);
    await page.getByRole('button', { name: 'Sign out curl' }).first().click();
    await expect(sessions.filter({ hasText: 'curl' })).toHaveCount(2);
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await expect(sessions).toHaveCount(1);
    await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toHaveCount(0);
    await app.call('POST', '/tokens', { name: 'nightly job', expiresInDays: 3 });
    await page.reload();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Revoke nightly job' }).click();
    await expect(page.getByText('nightly job is revoked')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Your API tokens' })).not.toContainText('nightly job');
    await page.assertClean();
  });

  test('a token is made for some days with some of the roles, and is shown once', async () => {
    const { name, password } = await app.person('Carla', ['designer', 'approver']);
    const page = await browser.open();
    await page.goto(`${app.url}/login?to=/account`);
    await signIn(page, name, password);
    await page.getByRole('button', { name: '+ New API token' }).click();
    const dialog = page.getByRole('dialog', { name: 'New API token' });
    await dialog.getByRole('button', { name: 'Make the token' }).click();
    await expect(dialog.getByText('Type what it is for.')).toBeVisible();
    await dialog.getByLabel('Name of the token').fill('payroll system');
    await expect(dialog.getByLabel('Good for')).toHaveValue('90');
    await dialog.getByLabel('Good for').selectOption('Does not expire');
    await expect(dialog.getByText('A copy that somebody took works', { exact: false })).toBeVisible();
    await dialog.getByLabel('Good for').selectOption('7 days');
    await dialog.getByLabel('Approver').uncheck();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Make the token' }).click();
    await expect(dialog.getByText(/^mrt_/)).toBeVisible();
    await expectAccessible(page);
    const token = await dialog.getByText(/^mrt_/).textContent();
    await dialog.getByRole('button', { name: 'Done' }).click();
    const tokens = page.getByRole('list', { name: 'Your API tokens' });
    await expect(tokens).toContainText('payroll system');
    await expect(tokens).toContainText('may: Form designer');
    await expect(tokens).toContainText('Expires soon');
    await expectAccessible(page);
    const answer = await fetch(`${app.url}/api/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.json()).toMatchObject({ name: 'Carla', roles: ['designer'] });
    await page.assertClean();
  });
});
