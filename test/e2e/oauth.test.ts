import { afterAll, beforeAll, describe, test } from 'vitest';
import { MAIL_SCOPE } from '../support/mail/oidc.ts';
import { appFor, type OauthServers, oauthSettings, startOauthServers } from '../support/oauth-rig.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, type PageOptions, useBrowser, type WatchedPage } from './rig/browser.ts';
import { fillServer, imap, openMoreSettings, press, smtp, testStatus } from './rig/connection-form.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const TESTED = { timeout: 20_000 };
const PHONE = { width: 320, height: 640 };

describe('signing in with OAuth 2.0 in the browser', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('oauth-page');
  let servers: OauthServers;
  let app: WebApp;
  beforeAll(async () => {
    servers = await startOauthServers({ rotates: true });
    app = await openWebApp(`sqlite:${folder}/test.db`, { port: servers.port });
  });
  afterAll(async () => {
    await app.close();
    await servers.stop();
    removeTempFolder(folder);
  });

  const open = async (path: string, options: PageOptions = {}): Promise<WatchedPage> => {
    const page = await browser.open(options);
    // The page of the provider has no icon.
    page.expectConsole(/favicon/);
    await app.signIn(page, path);
    return page;
  };
  const card = (page: WatchedPage) => page.getByRole('region', { name: 'Sign-in' });
  const register = () => app.call('PUT', '/providers/openid/oauth-app', appFor(servers.oidc));
  const source = async (displayName: string, user = 'alice@sender.test'): Promise<string> => {
    const definition = { type: 'email', displayName, ...oauthSettings(servers, user) };
    return `/admin/data-sources/${(await app.call('POST', '/connectors', definition)).id}`;
  };
  const allow = async (page: WatchedPage, account?: string) => {
    await expect(page.getByRole('heading', { name: 'Sign in to the test provider' })).toBeVisible();
    if (account !== undefined) await page.getByLabel('Account').fill(account);
    await page.getByRole('button', { name: 'Allow' }).click();
  };

  test('A3.13 A3.14 A4.5 A5.2: registered, saved, consented, Authenticated, test mail, Active', async () => {
    const page = await open('/admin/data-sources/new/email');
    const { imap: imapAt, smtp: smtpAt, caPem } = servers.mail.account('alice@sender.test');
    await page.getByLabel('Display name').fill('Payroll');
    await expect(card(page)).toContainText('User name and password');
    await press(page, 'Use OAuth 2.0 instead');
    await expect(imap(page).getByLabel('Password')).toHaveCount(0);
    await expect(card(page)).toContainText('Save the details first');
    await fillServer(page, 'IMAP', imapAt.host, imapAt.port);
    await imap(page).getByRole('radio', { name: 'From the start (SSL/TLS)' }).check();
    await imap(page).getByLabel('Username / email').fill('alice@sender.test');
    await page.getByRole('switch', { name: 'Enable mail send from' }).check();
    await fillServer(page, 'SMTP', smtpAt.host, smtpAt.port);
    await smtp(page).getByRole('radio', { name: 'From the start (SSL/TLS)' }).check();
    await openMoreSettings(page);
    await page.getByLabel('CA certificate (PEM)').fill(caPem);
    await press(page, 'Save');
    await expect(card(page)).toContainText('No application is registered here');
    await expect(card(page)).toContainText('Not authenticated');
    await expectAccessible(page);

    await press(page, 'Register the application');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Redirect address')).toHaveValue(`${app.url}/api/oauth/callback`);
    await expectAccessible(page);
    await dialog.getByLabel('Application (client) ID').fill(servers.oidc.client.id);
    await dialog.getByLabel('Client secret', { exact: true }).fill(servers.oidc.client.secret);
    await dialog.getByLabel('Issuer').fill(servers.oidc.issuer);
    await dialog.getByLabel('Further scopes').fill(MAIL_SCOPE);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);

    await press(page, 'Authenticate with your provider');
    await allow(page);
    await expect(page.getByRole('status').filter({ hasText: 'Permissions obtained' })).toBeVisible();
    expect([...new URL(page.url()).searchParams.keys()]).toEqual(['result', 'attempt']);
    await expectAccessible(page);
    await expect(page.getByRole('heading', { name: 'Email connection details' })).toBeVisible();
    await expect(card(page)).toContainText('Authenticated');
    await expect(card(page)).toContainText('alice@sender.test, connected by admin');
    await expect(page.getByRole('button', { name: 'Send Test Mail' })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Email Address').fill('alice@sender.test');
    await page.getByRole('dialog').getByRole('button', { name: 'Send Test Mail' }).click();
    await expect(testStatus(page)).toContainText('Test email sent to alice@sender.test', TESTED);
    await expect(page.getByText('Active', { exact: true })).toBeVisible();
    await page.assertClean();
  });

  test('A5.3 Connect turns into Reconnect and Disconnect; another tab sees it without a reload', async () => {
    await register();
    const path = await source('Support', 'bob@receiver.test');
    const page = await open(path);
    const beside = await browser.openBeside(page);
    await beside.goto(app.url + path);
    await expect(card(beside)).toContainText('Not authenticated');
    await press(page, 'Authenticate with your provider');
    await allow(page);
    await expect(card(beside)).toContainText('bob@receiver.test, connected by admin');
    await expect(page.getByRole('button', { name: 'Reconnect' })).toBeVisible();
    await press(page, 'Disconnect');
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Disconnect' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await expect(card(page)).toContainText('Not authenticated');
    await expect(card(beside)).toContainText('Not authenticated');
    await expect(page.getByText('the permission is withdrawn at the provider')).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A3.11 A5.11 a permission that ended is told on the page, and Reconnect mends it without another sign-in', async () => {
    await register();
    const path = await source('Ended', 'alice@sender.test');
    const page = await open(path);
    await press(page, 'Authenticate with your provider');
    await allow(page);
    await expect(card(page)).toContainText('Authenticated');
    await servers.oidc.revokeConsent('alice@sender.test');
    await press(page, 'Test connection');
    await expect(card(page)).toContainText('Reconnect needed', TESTED);
    await expect(card(page)).toContainText('no longer gives permission');
    await expectAccessible(page);
    await press(page, 'Reconnect');
    // The provider still knows this browser and asks nothing.
    await expect(page.getByRole('status').filter({ hasText: 'Permissions obtained' })).toBeVisible();
    await expect(card(page)).toContainText('alice@sender.test, connected by admin');
    await expect(card(page)).not.toContainText('Reconnect needed');
    await page.assertClean();
  });

  test('refused by the person, another account, and an address that is nobody’s are told apart', async () => {
    await register();
    const path = await source('Refused');
    const page = await open(path);
    await press(page, 'Authenticate with your provider');
    await page.getByRole('button', { name: 'Deny' }).click();
    await expect(page.getByRole('alert')).toContainText('Permission not given');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Back to Refused' }).click();
    await press(page, 'Authenticate with your provider');
    await allow(page, 'bob@receiver.test');
    await expect(page.getByRole('alert')).toContainText(
      'You chose bob@receiver.test, this source is alice@sender.test.',
    );
    await expectAccessible(page);
    await page.goto(`${app.url}/oauth/done?result=made-up`);
    await expect(page.getByRole('alert')).toContainText('Nothing is known of this');
    await page.goto(`${app.url}/oauth/done?result=expired`);
    await expect(page.getByRole('alert')).toContainText('It took longer than ten minutes.');
    await page.assertClean();
  });

  test.each([
    ['missing_scope', 'A permission is missing', 'leave every box of the consent ticked'],
    ['session_ended', 'Your session has ended', 'Sign in and start again.'],
    ['other_browser', 'This began in another browser', 'finish in the same browser'],
    ['provider_down', 'The provider does not answer', 'Start again in a few minutes.'],
    ['expired', 'It took too long', 'longer than ten minutes'],
  ])('the landing of OAuth says what to do: %s', async (result, title, text) => {
    const page = await open(`/oauth/done?result=${result}`);
    await expect(page.getByRole('alert')).toContainText(title);
    await expect(page.getByRole('alert')).toContainText(text);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A2.15 A5.8 Gmail puts OAuth 2.0 first, with the app password behind a button; on a phone nothing is cut off', async () => {
    const page = await open('/admin/data-sources/new/email', { viewport: PHONE });
    await page.getByRole('button', { name: /^Gmail/ }).click();
    await expect(card(page)).toContainText('You sign in at Google');
    await expect(imap(page).getByLabel('Password')).toHaveCount(0);
    await expectAccessible(page);
    await press(page, 'Use an app password instead');
    await expect(imap(page).getByRole('textbox', { name: 'Password' })).toBeVisible();
    await press(page, 'Authenticate with Google');
    await expect(imap(page).getByLabel('Password')).toHaveCount(0);
    await page.getByRole('button', { name: /^Microsoft 365/ }).click();
    await expect(card(page)).toContainText('You sign in at Microsoft');
    await expect(page.getByRole('button', { name: 'Use an app password instead' })).toHaveCount(0);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await page.assertClean();
  });

  test('who is no administrator is told whom to ask for the application', async () => {
    const keeper = await app.person('keeper', ['manage_data_sources']);
    const definition = { type: 'email', provider: 'microsoft365', ...oauthSettings(servers, 'alice@sender.test') };
    const { id } = await app.call('POST', '/connectors', { ...definition, displayName: 'Keeper' });
    const page = await browser.open();
    await page.goto(`${app.url}/admin/data-sources/${id}`);
    await page.getByLabel('User name').fill(keeper.name);
    await page.getByRole('textbox', { name: 'Password' }).fill(keeper.password);
    await page.keyboard.press('Enter');
    await expect(card(page)).toContainText('No application is registered here for Microsoft yet.');
    await expect(card(page)).toContainText('Ask an administrator to register it.');
    await expect(card(page).getByRole('button')).toHaveCount(0);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A2.11 the application: a wrong issuer is told at its field, and the stored secret stays hidden', async () => {
    await register();
    const page = await open(await source('Application'));
    await press(page, 'Application at the provider');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('Saved. Hidden for security.')).toBeVisible();
    await dialog.getByLabel('Issuer').fill(`${app.url}/healthz`);
    await expect(dialog.getByText('enter the secret again')).toBeVisible();
    await dialog.getByLabel('Client secret', { exact: true }).fill(servers.oidc.client.secret);
    page.expectConsole(/422/);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('is no OpenID provider')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel('Issuer').fill(servers.oidc.issuer);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    await page.assertClean();
  });
});
