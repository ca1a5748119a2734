import type { Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';
import { providerOf, type SignOnServers, startSignOnServers } from '../support/sign-on-rig.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, type PageOptions, useBrowser, type WatchedPage } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const ALICE = 'alice@acme.test';
const PHONE = { width: 320, height: 640 };

describe('single sign-on in the browser', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('sign-on-page');
  let servers: SignOnServers;
  let app: WebApp;
  beforeAll(async () => {
    servers = await startSignOnServers();
    app = await openWebApp(`sqlite:${folder}/test.db`, { port: servers.port });
    await app.call('POST', '/users', { name: 'Alice', email: ALICE, roles: ['designer', 'administrator'] });
  });
  afterAll(async () => {
    await app.close();
    await servers.stop();
    removeTempFolder(folder);
  });
  beforeEach(async () => {
    servers.oidc.state.people.clear();
    await app.call('PUT', '/settings/sign-in', { passwords: 'everybody' });
    const { items } = await app.call('GET', '/sign-on/providers');
    for (const { id } of items) await app.call('DELETE', `/sign-on/providers/${id}`);
  });

  const add = async (more: object = {}): Promise<string> =>
    (await app.call('POST', '/sign-on/providers', providerOf(servers, more))).id;
  const open = async (options: PageOptions = {}): Promise<WatchedPage> => {
    const page = await browser.open(options);
    // The page of the provider has no icon.
    page.expectConsole(/favicon/);
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const atProvider = async (page: Page, account: string, button = 'Allow') => {
    await expect(page.getByRole('heading', { name: 'Sign in to the test provider' })).toBeVisible();
    await page.getByLabel('Account').fill(account);
    await page.getByRole('button', { name: button }).click();
  };
  const noWider = (page: Page, width: number) =>
    expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

  test('an administrator adds a provider; a wrong issuer is told at its field; a person signs in by its button', async () => {
    const page = await open();
    await app.signIn(page, '/admin/users');
    await page.getByRole('link', { name: 'Single sign-on' }).click();
    await expect(page.getByRole('heading', { name: 'Single sign-on', level: 1 })).toBeVisible();
    await expect(page.getByText('No providers yet.')).toBeVisible();
    await expectAccessible(page);
    await press(page, '+ Add provider');
    const dialog = page.getByRole('dialog', { name: 'Add provider' });
    await expect(dialog.getByLabel('Redirect address')).toHaveValue(`${app.url}/api/sign-on/callback`);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('link', { name: 'Enter the address of the issuer.' })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel('Name on the button').fill('Acme');
    await dialog.getByLabel('Issuer').fill(`${app.url}/healthz`);
    await dialog.getByLabel('Client ID').fill(servers.oidc.client.id);
    await dialog.getByLabel('Client secret', { exact: true }).fill(servers.oidc.client.secret);
    page.expectConsole(/422/);
    await dialog.getByRole('button', { name: 'Save' }).click();
    const wrong = dialog.getByRole('link', { name: /no OpenID provider/ });
    await wrong.click();
    await expect(dialog.getByLabel('Issuer')).toBeFocused();
    await dialog.getByLabel('Issuer').fill(servers.oidc.issuer);
    await dialog.getByLabel('Claim with groups or roles').fill('groups');
    await dialog.getByRole('button', { name: '+ Add value' }).click();
    await dialog.getByRole('group', { name: 'Value 1' }).getByRole('textbox', { name: 'Value' }).fill('clerks');
    await dialog.getByRole('switch', { name: 'Make a user at the first sign-in' }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('link', { name: /Name the domains/ })).toBeVisible();
    await dialog.getByLabel('Allowed domains of addresses').fill('acme.test');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('list', { name: 'List of providers' })).toContainText('Makes new users');
    await press(page, 'Change Acme');
    await expect(page.getByRole('dialog').getByText('Saved. Hidden for security.')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.assertClean();

    const theirs = await open();
    await theirs.goto(`${app.url}/rules?q=pay`);
    await press(theirs, 'Sign in with Acme');
    await atProvider(theirs, ALICE);
    await expect(theirs.getByRole('button', { name: 'Account of Alice' })).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => theirs.url()).toContain('/rules');
    await theirs.assertClean();
    await page.goto(`${app.url}/admin/users`);
    await expect(page.getByRole('row', { name: /^Alice/ })).toContainText(`Single sign-on as ${ALICE}`);
    await expectAccessible(page);
    await press(page, 'Actions for Alice');
    await page.getByRole('menuitem', { name: 'Unlink single sign-on' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
    await expect(page.getByRole('row', { name: /^Alice/ })).not.toContainText('Single sign-on as');
  });

  test('what went wrong is told on the sign-in page, which then works; on a phone nothing is cut off', async () => {
    await add();
    const page = await open({ viewport: PHONE });
    await page.goto(`${app.url}/login?to=/outbox`);
    await expect(page.getByRole('button', { name: 'Sign in with Acme' })).toBeVisible();
    await expectAccessible(page);
    await noWider(page, PHONE.width);
    await press(page, 'Sign in with Acme');
    await atProvider(page, ALICE, 'Deny');
    await expect(page.getByRole('alert')).toContainText('You did not sign in');
    await expectAccessible(page);
    await press(page, 'Sign in with Acme');
    await atProvider(page, 'eve@acme.test');
    await expect(page.getByRole('alert')).toContainText('Acme knows you, this server does not.');
    await noWider(page, PHONE.width);
    await page.goto(`${app.url}/login?problem=made-up`);
    await expect(page.getByRole('alert')).toContainText('Nothing is known of this sign-in');
    for (const problem of ['unverified', 'disabled', 'used', 'provider_down', 'clock', 'issuer', 'other_browser']) {
      await page.goto(`${app.url}/login?problem=${problem}`);
      await expect(page.getByRole('alert')).not.toContainText('Nothing is known');
    }
    await page.assertClean();
  });

  test('passwords off for all but chosen administrators, and back', async () => {
    await add();
    const page = await open();
    await app.signIn(page, '/admin/sign-on');
    await page.getByRole('radio', { name: 'Only chosen administrators' }).check();
    page.expectConsole(/422/);
    await press(page, 'Save');
    await expect(page.getByText('Choose at least one administrator who gets in')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'Administrators who get in' }).click();
    await page.getByRole('option', { name: 'admin' }).click();
    await page.keyboard.press('Escape');
    await press(page, 'Save');
    await expect(page.getByRole('radio', { name: 'Only chosen administrators' })).toBeChecked();
    const other = await open();
    await other.goto(`${app.url}/login`);
    await expect(other.getByText('A password counts for chosen administrators only.')).toBeVisible();
    await expectAccessible(other);
    await page.assertClean();
  });

  test('when the session ends a provider is used in a tab beside, and what was typed stays', async () => {
    await add();
    const page = await open();
    await page.goto(`${app.url}/admin/sign-on`);
    await press(page, 'Sign in with Acme');
    await atProvider(page, ALICE);
    await press(page, '+ Add provider');
    await page.getByLabel('Name on the button').fill('Typed before');
    await page.context().clearCookies({ name: 'mailrule' });
    page.expectConsole(/401/);
    await page.getByLabel('Issuer').fill(servers.oidc.issuer);
    await page.getByLabel('Client ID').fill('x');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    const link = page.getByRole('link', { name: 'Sign in with your provider in a new tab' });
    await expect(link).toBeVisible();
    await expectAccessible(page);
    const [beside] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await press(beside, 'Sign in with Acme');
    await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toHaveCount(0);
    await expect(page.getByLabel('Name on the button')).toHaveValue('Typed before');
    await page.assertClean();
  });

  test('signing out goes on to the provider, and comes back', async () => {
    await add({ signsOut: true });
    const page = await open();
    await page.goto(`${app.url}/login`);
    await press(page, 'Sign in with Acme');
    await atProvider(page, ALICE);
    const account = page.getByRole('button', { name: 'Account of Alice' });
    await expect(account).toBeVisible({ timeout: 30_000 });
    await account.click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect.poll(() => new URL(page.url()).origin).toBe(servers.oidc.issuer);
    await page.goto(`${app.url}/rules`);
    await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  });

  test('who has no password reads how one signs in, and is not asked for a present password', async () => {
    await add();
    const page = await open();
    await page.goto(`${app.url}/login`);
    await press(page, 'Sign in with Acme');
    await atProvider(page, ALICE);
    await page.getByRole('button', { name: 'Account of Alice' }).click({ timeout: 30_000 });
    await page.getByRole('menuitem', { name: 'My account' }).click();
    const ways = page.getByRole('region', { name: 'How you sign in' });
    await expect(ways).toContainText('You sign in with Acme.');
    await expect(ways).toContainText('You have no password here');
    await expect(page.getByRole('textbox', { name: 'Present password' })).toHaveCount(0);
    await expect(page.getByRole('list', { name: 'Your sessions' })).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });
});
