import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, test } from 'vitest';
import { appFor, type OauthServers, startOauthServers } from '../support/oauth-rig.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, type PageOptions, useBrowser, type WatchedPage } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { type OutboxWorld, openOutboxWorld } from './rig/outbox-world.ts';
import { trusting } from './rig/trusting.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const PATH = '/admin/mailbox';
const PHONE = { width: 320, height: 640 };
const TESTED = { timeout: 20_000 };

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const about = (page: Page) => page.getByRole('region', { name: 'Mailbox', exact: true });
const create = async (page: Page, address = 'hr@acme.test') => {
  await page.getByLabel('Display name').fill('Acme HR');
  await page.getByLabel('Email Address').fill(address);
  await button(page, 'Create Mailbox').click();
  await expect(about(page)).toBeVisible();
};
const sendTestMail = async (page: Page, address: string) => {
  await button(page, 'Send Test Mail').click();
  const dialog = page.getByRole('dialog', { name: 'Send Test Mail' });
  await dialog.getByLabel('Email Address').fill(address);
  await dialog.getByRole('button', { name: 'Send Test Mail' }).click();
};

describe('the default mailbox with SMTP', () => {
  const browser = useBrowser();
  let world: OutboxWorld;
  beforeEach(async () => {
    world = await openOutboxWorld();
  });
  afterEach(() => world.close());

  const open = async (options: PageOptions = {}): Promise<WatchedPage> => {
    const page = await browser.open(options);
    await world.app.signIn(page, PATH);
    await expect(page.getByRole('heading', { level: 1, name: 'Default mailbox' })).toBeVisible();
    return page;
  };
  const fillSmtp = async (page: Page, password = 'pw-alice') => {
    await page.getByLabel('SMTP Username').fill('alice@sender.test');
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByLabel('SMTP server', { exact: false }).first().fill('127.0.0.1');
    await page.getByLabel('SMTP server port').fill(String(world.smtp.port));
    await page.getByRole('radiogroup', { name: 'Use SSL' }).getByRole('radio', { name: 'No' }).check();
  };

  test('A3.2 A3.3 A3.4 it begins with a display name and an address; then Delete Mailbox and the three integrations appear', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Default mailbox' }).focus();
    await expect(page.getByText('There is no default mailbox yet.')).toBeVisible();
    await expect(button(page, 'Delete Mailbox')).toHaveCount(0);
    await expectAccessible(page);
    await button(page, 'Create Mailbox').click();
    await expect(page.locator('[data-summary]')).toBeFocused();
    await page.getByRole('link', { name: 'Type a whole e-mail address, with one @.' }).click();
    await expect(page.getByLabel('Email Address')).toBeFocused();
    await expectAccessible(page);
    await create(page);
    await expect(page.getByText('Mailbox created')).toBeVisible();
    await expect(button(page, 'Delete Mailbox')).toBeVisible();
    for (const way of ['SMTP', 'Gmail', 'Microsoft']) {
      await expect(page.getByRole('radio', { name: way, exact: true })).toBeAttached();
    }
    await expect(about(page)).toContainText('Answers go to hr@acme.test.');
    await expectAccessible(page);
    expect(await world.app.call('GET', '/settings/default-mailbox')).toMatchObject({
      connectorId: null,
      displayName: 'Acme HR',
      replyTo: { address: 'hr@acme.test', name: 'Acme HR' },
    });
    await button(page, 'Delete Mailbox').click();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Delete Mailbox' }).click();
    await expect(page.getByText('Mailbox deleted')).toBeVisible();
    await expect(button(page, 'Create Mailbox')).toBeVisible();
    await page.assertClean();
  });

  test('A3.6 A3.7 A3.8 A3.9 A3.12 Save SMTP does not activate, Send Test Mail does; a change is saved and proved again', async () => {
    const page = await open();
    await create(page);
    await expect(about(page)).toContainText('It sends nothing yet');
    await button(page, 'Save SMTP').click();
    await expect(page.locator('[data-summary]')).toContainText('Type the user name.');
    await expectAccessible(page);
    await fillSmtp(page);
    await expect(page.getByText('Not encrypted: passwords can be read on the way')).toBeVisible();
    await button(page, 'Save SMTP').click();
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expect(about(page).getByText('Inactive', { exact: true })).toBeVisible();
    await expect(about(page)).toContainText('Not tested since the last change');
    await expect(page.getByText('Saved. Hidden for security.')).toBeVisible();
    await expectAccessible(page);
    world.smtp.setRules([{ stage: 'auth', action: { reply: '535 5.7.8 Wrong password' } }]);
    await sendTestMail(page, 'bob@receiver.test');
    await expect(about(page)).toContainText('Connection test failed', TESTED);
    await expect(about(page).getByText('Inactive', { exact: true })).toBeVisible();
    await expectAccessible(page);
    world.smtp.setRules([]);
    await sendTestMail(page, 'bob@receiver.test');
    await expect(about(page)).toContainText('Test email sent to bob@receiver.test', TESTED);
    await expect(about(page).getByText('Active', { exact: true })).toBeVisible();
    await page.reload();
    await expect(about(page).getByText('Active', { exact: true })).toBeVisible();
    await expect(page.getByLabel('SMTP Username')).toHaveValue('alice@sender.test');
    await page.getByLabel('SMTP server', { exact: false }).first().fill('localhost');
    await page.getByRole('textbox', { name: 'Password' }).fill('pw-alice');
    await button(page, 'Save SMTP').click();
    await expect(about(page).getByText('Inactive', { exact: true })).toBeVisible();
    await page.assertClean();
  });

  test('A3.10 A3.11 it is chosen for what names no connector; when it stops working the page says so at once', async () => {
    const page = await open();
    await create(page);
    await fillSmtp(page);
    await button(page, 'Save SMTP').click();
    await expect(about(page)).toContainText('Not tested since the last change');
    await sendTestMail(page, 'bob@receiver.test');
    await expect(about(page).getByText('Active', { exact: true })).toBeVisible(TESTED);
    world.smtp.setRules([{ stage: 'auth', action: { reply: '535 5.7.8 Wrong password' } }]);
    const id = await world.send({ connector: null });
    expect(await world.app.call('GET', `/outbox/${id}`)).toMatchObject({ senderReason: 'default' });
    await expect(about(page).getByText('Problematic', { exact: true })).toBeVisible(TESTED);
    await expect(about(page)).toContainText('Until it works again, e-mails go through the global connector, or wait.');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('what somebody else saved meanwhile, a data source that sends instead, and a lost server are told; nothing is cut off at 320 px', async () => {
    const page = await open({ viewport: PHONE });
    page.expectConsole(/412|500|Failed to load/);
    await page.getByLabel('Display name').fill('Mine');
    await page.getByLabel('Email Address').fill('mine@acme.test');
    let first = true;
    await page.route('**/api/settings/default-mailbox', async (route) => {
      if (!first || route.request().method() !== 'PUT') return route.continue();
      first = false;
      const replyTo = { address: 'theirs@acme.test' };
      await world.app.call('PUT', '/settings/default-mailbox', { connectorId: world.connectorId, replyTo });
      await route.continue();
    });
    await button(page, 'Create Mailbox').click();
    await expect(about(page)).toContainText('theirs@acme.test');
    await page.unroute('**/api/settings/default-mailbox');
    await expect(about(page)).toContainText('It sends through the data source "Payroll".');
    await expect(about(page).getByText('Active', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await fillSmtp(page);
    await button(page, 'Save SMTP').click();
    await expect(about(page)).toContainText('Until a test mail has proved what is saved here, "Payroll" sends.');
    await page.route('**/api/settings/default-mailbox', (route) => route.fulfill({ status: 500, body: '' }));
    await page.reload();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible(TESTED);
    await expectAccessible(page);
    await page.unroute('**/api/settings/default-mailbox');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(about(page)).toBeVisible();
    await page.assertClean();
  });
});

describe('the default mailbox by OAuth 2.0', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('mailbox-oauth');
  let servers: OauthServers;
  let app: WebApp;
  beforeAll(async () => {
    servers = await startOauthServers({ rotates: true });
    app = await openWebApp(`sqlite:${folder}/test.db`, { port: servers.port });
    // The provider of the tests in the place of Microsoft's.
    const { imap, smtp } = servers.mail.account();
    const server = ({ host, port }: { host: string; port: number }) => ({ host, port, security: 'implicit' });
    const auth = ['oauth2'];
    await app.call('PUT', '/providers/microsoft365', {
      ...{ label: 'Microsoft 365', imap: server(imap), smtp: server(smtp), auth },
    });
  });
  afterAll(async () => {
    await app.close();
    await servers.stop();
    removeTempFolder(folder);
  });

  test('A3.13 A3.14 A3.15 Authenticate, Authenticated, Send Test Mail, Active; only a token is kept', async () => {
    const page = await browser.open();
    // The page of the provider has no icon; the first try has no application.
    page.expectConsole(/favicon|409/);
    await trusting(page, '**/api/settings/default-mailbox/connection', servers.mail.account().caPem);
    await app.signIn(page, PATH);
    await create(page, 'alice@sender.test');
    await page.getByText('Gmail', { exact: true }).click();
    await expect(page.getByText('Only a token of the provider is kept here')).toBeVisible();
    await expect(page.getByText('Not authenticated')).toBeVisible();
    await expect(page.getByRole('link', { name: 'How Google handles this permission' })).toBeVisible();
    await expect(button(page, 'Authenticate with Google')).toBeVisible();
    await expectAccessible(page);
    await page.getByText('Microsoft', { exact: true }).click();
    await page.getByRole('button', { name: /^Authenticate with Microsoft/ }).click();
    await expect(page.getByText(/^No application is registered here for Microsoft/).first()).toBeVisible();
    await expectAccessible(page);
    await app.call('PUT', '/providers/microsoft365/oauth-app', appFor(servers.oidc));
    await page.reload();
    await page.getByRole('button', { name: /^Authenticate with Microsoft/ }).click();
    await expect(page.getByRole('heading', { name: 'Sign in to the test provider' })).toBeVisible();
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Permissions obtained' })).toBeVisible();
    await expect(page.getByText('Going back to Default mailbox in a moment.')).toBeVisible();
    await expectAccessible(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Default mailbox' })).toBeVisible();
    await expect(page.getByText('Authenticated', { exact: true })).toBeVisible();
    await expect(page.getByText('alice@sender.test, connected by admin')).toBeVisible();
    await expect(button(page, 'Send Test Mail')).toBeFocused();
    await expect(about(page).getByText('Inactive', { exact: true })).toBeVisible();
    await expectAccessible(page);
    const { ownConnectorId } = await app.call('GET', '/settings/default-mailbox');
    await sendTestMail(page, 'alice@sender.test');
    await expect(about(page)).toContainText('Test email sent to alice@sender.test', TESTED);
    await expect(about(page).getByText('Active', { exact: true })).toBeVisible();
    const stored = await app.store.read.sql<{ settings: string; secrets: string }[]>`
      SELECT settings, secrets FROM connector WHERE id = ${ownConnectorId}`;
    expect(JSON.stringify(stored)).not.toMatch(/password|eyJ/);
    await page.assertClean();
  });
});
