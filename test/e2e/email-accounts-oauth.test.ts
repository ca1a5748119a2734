import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { appFor, type OauthServers, startOauthServers } from '../support/oauth-rig.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, type PageOptions, useBrowser, type WatchedPage } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { trusting } from './rig/trusting.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const PATH = '/me/email-accounts';
const TESTED = { timeout: 20_000 };

describe('own mailboxes by OAuth 2.0', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('email-accounts-oauth');
  let servers: OauthServers;
  let app: WebApp;
  let count = 0;
  beforeAll(async () => {
    servers = await startOauthServers({ rotates: true });
    app = await openWebApp(`sqlite:${folder}/test.db`, { port: servers.port });
    // The provider of the tests in the place of Microsoft's.
    const { imap, smtp } = servers.mail.account();
    const server = ({ host, port }: { host: string; port: number }) => ({ host, port, security: 'implicit' });
    await app.call('PUT', '/providers/microsoft365', {
      ...{ label: 'Microsoft 365', imap: server(imap), smtp: server(smtp), auth: ['oauth2'] },
    });
  });
  afterAll(async () => {
    await app.close();
    await servers.stop();
    removeTempFolder(folder);
  });

  const open = async (options: PageOptions = {}): Promise<WatchedPage> => {
    const { name, password } = await app.person(`Person ${++count}`, ['user']);
    const page = await browser.open(options);
    // The page of the provider has no icon.
    page.expectConsole(/favicon/);
    const data = { name, password };
    await page.context().request.post(`${app.url}/api/session`, { data, headers: { origin: app.url } });
    await trusting(page, `**/api${PATH}`, servers.mail.account().caPem);
    await trusting(page, `**/api${PATH}/*`, servers.mail.account().caPem);
    await page.goto(app.url + PATH);
    return page;
  };
  const outlook = (page: Page) => page.getByRole('region', { name: 'Outlook' });
  const dialogOf = async (page: Page) => {
    await page.getByRole('button', { name: 'Connect Outlook' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect Outlook' });
    await dialog.getByRole('combobox', { name: 'Kind of account' }).selectOption('Microsoft 365');
    return dialog;
  };
  const authenticate = (page: Page) => page.getByRole('button', { name: /^Authenticate with/ }).first();
  const allow = async (page: Page, account?: string) => {
    await expect(page.getByRole('heading', { name: 'Sign in to the test provider' })).toBeVisible();
    if (account !== undefined) await page.getByLabel('Account').fill(account);
    await page.getByRole('button', { name: 'Allow' }).click();
  };

  test('A4.5 A5.2 A5.3 A5.11 without an application it is told; with one: consent, Authenticated, tested, Active, Disconnect', async () => {
    const page = await open();
    page.expectConsole(/409|404/);
    const dialog = await dialogOf(page);
    await expect(dialog.getByText('Its password is never seen or stored here.')).toBeVisible();
    await expectAccessible(page);
    await authenticate(page).click();
    await expect(dialog.getByText('Type your whole email address, with an @.')).toBeVisible();
    await dialog.getByLabel('Email Address').fill('alice@sender.test');
    await authenticate(page).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(outlook(page).getByText('Not authenticated')).toBeVisible();
    await expectAccessible(page);
    await app.call('PUT', '/providers/microsoft365/oauth-app', appFor(servers.oidc));
    const beside = await browser.openBeside(page);
    await beside.goto(app.url + PATH);
    await expect(outlook(beside).getByText('Not authenticated')).toBeVisible();
    await outlook(page).getByRole('button', { name: 'Reconnect alice@sender.test' }).click();
    await authenticate(page).click();
    await allow(page);
    await expect(page.getByRole('status').filter({ hasText: 'Permissions obtained' })).toBeVisible();
    await expect(page.getByText('Going back to Email accounts in a moment.')).toBeVisible();
    await expectAccessible(page);
    await expect(outlook(page).getByText('Authenticated', { exact: true })).toBeVisible();
    await expect(page.getByText('alice@sender.test: Connection test succeeded')).toBeVisible(TESTED);
    await expect(outlook(page).getByText('Active', { exact: true })).toBeVisible();
    await expect(outlook(beside).getByText('Authenticated', { exact: true })).toBeVisible(TESTED);
    await expectAccessible(page);
    await outlook(page).getByRole('button', { name: 'Disconnect alice@sender.test' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await expect(outlook(page).getByText('Disconnected. What is stored of it stays.')).toBeVisible();
    await expect(outlook(page).getByText('Authenticated', { exact: true })).toHaveCount(0);
    await page.assertClean();
  });

  test('A2.16 a shared mailbox: the account that signs in is named, and the wrong one refused; 320 px', async () => {
    await app.call('PUT', '/providers/microsoft365/oauth-app', appFor(servers.oidc));
    servers.oidc.state.opens = { 'alice@sender.test': 'bob@receiver.test' };
    const page = await open({ viewport: { width: 320, height: 640 } });
    const dialog = await dialogOf(page);
    await dialog.getByLabel('Email Address').fill('bob@receiver.test');
    await dialog.getByRole('switch', { name: 'This is a shared mailbox' }).check();
    await authenticate(page).click();
    await expect(dialog.getByText('Type your whole email address, with an @.')).toBeVisible();
    await dialog.getByLabel('Account that signs in').fill('alice@sender.test');
    await expectAccessible(page);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await authenticate(page).click();
    await allow(page, 'bob@receiver.test');
    await expect(page.getByRole('alert')).toContainText(
      'You chose bob@receiver.test, this source is alice@sender.test.',
    );
    await page.getByRole('link', { name: 'Back to Email accounts' }).click();
    // The provider would still know who signed in.
    await page.context().clearCookies({ domain: 'localhost' });
    await outlook(page).getByRole('button', { name: 'Reconnect bob@receiver.test' }).click();
    await authenticate(page).click();
    await allow(page, 'alice@sender.test');
    await expect(page.getByText('bob@receiver.test: Connection test succeeded')).toBeVisible(TESTED);
    await expect(outlook(page).getByText('Shared mailbox')).toBeVisible();
    await expect(outlook(page).getByText('alice@sender.test signs in for it.')).toBeVisible();
    await expect(outlook(page).getByText('Active', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });
});
