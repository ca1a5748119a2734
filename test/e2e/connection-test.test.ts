import { X509Certificate } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { sharedServers } from '../support/servers.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, type PageOptions, useBrowser, type WatchedPage } from './rig/browser.ts';
import {
  definition,
  fillIn,
  fillServer,
  imap,
  openMoreSettings,
  panel,
  press,
  testStatus,
} from './rig/connection-form.ts';
import { expect } from './rig/expect.ts';
import { openLoopbackHost } from './rig/loopback-ports.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const NEW = '/admin/data-sources/new/email';
/** A test of a real server may take its time on a busy machine. */
const TESTED = { timeout: 20_000 };

describe('Test connection in the browser', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('connection-test');
  const { mail } = sharedServers();
  let app: WebApp;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });
  const open = async (path: string, options: PageOptions = {}): Promise<WatchedPage> => {
    const page = await browser.open(options);
    await app.signIn(page, path);
    return page;
  };
  const step = (page: WatchedPage, name: string) => panel(page).getByRole('listitem').filter({ hasText: name });

  test('A1.11 registered with a wrong port, told which it should be, mended by the button, tested, saved, Active', async () => {
    const usual = await openLoopbackHost({ 993: mail.ports.imaps, 465: mail.ports.smtps });
    const account = mail.account();
    const pin = new X509Certificate(mail.certs.good.cert).fingerprint256;
    const page = await open(NEW);
    await page.getByLabel('Display name').fill('Payroll');
    await fillServer(page, 'IMAP', usual.host, 994);
    await imap(page).getByRole('radio', { name: 'From the start (SSL/TLS)' }).check();
    await imap(page).getByLabel('Username / email').fill(account.user);
    await imap(page).getByRole('textbox', { name: 'Password' }).fill(account.password);
    await page.getByRole('switch', { name: 'Enable mail send from' }).check();
    await fillServer(page, 'SMTP', usual.host, 465);
    await openMoreSettings(page);
    await page.getByLabel("SHA-256 of the IMAP server's certificate").fill(pin);
    await page.getByLabel("SHA-256 of the SMTP server's certificate").fill(pin);
    await press(page, 'Test connection');
    await expect(testStatus(page)).toContainText('Connection test failed: ', TESTED);
    await expect(step(page, 'Connect to the IMAP server')).toContainText('Use port 993 with SSL/TLS.');
    await expectAccessible(page);
    await press(page, 'Use port 993');
    await expect(imap(page).getByLabel('IMAP server port')).toHaveValue('993');
    await expect(testStatus(page)).toContainText('Not tested since the last change');
    await expectAccessible(page);
    await press(page, 'Test connection');
    await expect(testStatus(page)).toContainText('Connection test succeeded', TESTED);
    await expect(testStatus(page)).toContainText('Nothing is saved.');
    await expectAccessible(page);
    await press(page, 'Save');
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expect(page.getByText('Active', { exact: true })).toBeVisible();
    await expect(testStatus(page)).toContainText('Connection test succeeded');
    await expect(testStatus(page)).not.toContainText('Nothing is saved.');
    await page.getByRole('link', { name: 'Close' }).click();
    await expect(page.getByRole('row', { name: /Payroll.*Active/ })).toBeVisible();
    await page.assertClean();
    await usual.close();
  });

  test('steps appear as they end, with the words of the server; an edit makes the result one of earlier values', async () => {
    const account = mail.account();
    const page = await open(NEW);
    await fillIn(page, 'HR', { ...account, password: 'not the password' });
    await press(page, 'Test connection');
    await expect(panel(page).getByRole('listitem').first()).toBeVisible({ timeout: 1000 });
    await expect(testStatus(page)).toContainText('Connection test failed: ', TESTED);
    await expect(step(page, 'Sign in to IMAP')).toContainText('Failed');
    await expect(step(page, 'Sign in to IMAP')).toContainText('The server said:');
    await expect(step(page, 'Open the inbox')).toContainText('Not tried');
    await expect(step(page, 'Encrypt, and check the IMAP certificate')).toContainText('Certificate for CN=localhost');
    await expectAccessible(page);
    await imap(page).getByRole('textbox', { name: 'Password' }).fill(account.password);
    await expect(testStatus(page)).toContainText('Not tested since the last change');
    await press(page, 'Test connection');
    await expect(testStatus(page)).toContainText('Connection test succeeded', TESTED);
    await page.assertClean();
  });

  test('what was refused and is saved all the same stays refused, also when the page is opened again', async () => {
    const page = await open(NEW);
    await fillIn(page, 'Refused', { ...mail.account(), password: 'not the password' });
    await press(page, 'Test connection');
    await expect(testStatus(page)).toContainText(
      /Connection test failed: .*Tested just now: failed\. Nothing is saved\./,
      TESTED,
    );
    await press(page, 'Save');
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expect(page.getByText(/^Connection test failed: .* · since/)).toBeVisible();
    await expect(testStatus(page)).toContainText(/Connection test failed: .*Tested just now: failed\./);
    await expect(testStatus(page)).not.toContainText('Nothing is saved.');
    await page.getByRole('link', { name: 'Close' }).click();
    await page.getByRole('link', { name: 'Refused' }).click();
    await expect(testStatus(page)).toContainText(/Connection test failed: .*Tested just now: failed\./);
    await page.reload();
    await expect(testStatus(page)).toHaveText('Tested just now: failed.');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('a wrong way to encrypt is named, and mended by the button', async () => {
    const account = mail.account();
    const page = await open(NEW);
    await fillIn(page, 'Wrong way', account);
    await imap(page).getByRole('radio', { name: 'With STARTTLS' }).check();
    await press(page, 'Test connection');
    await expect(step(page, 'Encrypt, and check the IMAP certificate')).toContainText(
      'encrypts from the start',
      TESTED,
    );
    await expect(testStatus(page)).toContainText('Connection test failed: ', TESTED);
    await press(page, 'Use SSL/TLS');
    await expect(imap(page).getByRole('radio', { name: 'From the start (SSL/TLS)' })).toBeChecked();
    await page.assertClean();
  });

  test('a saved one becomes Active by a good test, and sends a test mail to the address that is given', async () => {
    const account = mail.account();
    const { id } = await app.call('POST', '/connectors', definition(account, 'Saved'));
    const page = await open(`/admin/data-sources/${id}`);
    await expect(page.getByText('Inactive', { exact: true })).toBeVisible();
    await press(page, 'Test connection');
    await expect(testStatus(page)).toContainText('Connection test succeeded', TESTED);
    await expect(page.getByText('Active', { exact: true })).toBeVisible();
    await press(page, 'Send Test Mail');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Send Test Mail' }).click();
    await expect(dialog.getByText('Type one address, with an @.')).toBeVisible();
    await dialog.getByLabel('Email Address').fill('a@b..example, c@d.example');
    await page.keyboard.press('Enter');
    await expect(dialog.getByLabel('Email Address')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
    await dialog.getByLabel('Email Address').fill(account.user);
    await page.keyboard.press('Enter');
    await expect(testStatus(page)).toContainText(`Test email sent to ${account.user}`, TESTED);
    expect((await mail.waitForMail(account.user)).map((one) => one.header('Subject'))).toEqual(['Test mail']);
    await expectAccessible(page);
    await page.getByLabel('Display name').fill('Changed');
    await expect(page.getByRole('button', { name: 'Send Test Mail' })).toBeDisabled();
    await page.assertClean();
  });

  test('a test can be cancelled, and then says nothing about the connection', async () => {
    const silent = await openSilentServer();
    const page = await open(NEW);
    await fillServer(page, 'IMAP', '127.0.0.1', silent.port);
    await imap(page).getByRole('radio', { name: 'With STARTTLS' }).check();
    await imap(page).getByLabel('Username / email').fill('somebody');
    await imap(page).getByRole('textbox', { name: 'Password' }).fill('secret');
    await press(page, 'Test connection');
    await expect(step(page, 'Connect to the IMAP server')).toContainText('Passed');
    await press(page, 'Cancel');
    await expect(testStatus(page)).toContainText('The test was cancelled.');
    await expect(page.getByRole('button', { name: 'Test connection' })).toBeEnabled();
    await expectAccessible(page);
    await page.assertClean();
    silent.server.close();
  });

  test('details that are missing are named at their fields instead of a test', async () => {
    const page = await open(NEW);
    page.expectConsole(/422/);
    await imap(page).getByLabel('IMAP server', { exact: true }).fill('imap.example.com');
    await press(page, 'Test connection');
    await expect(page.getByRole('link', { name: 'The IMAP server port is missing.' })).toBeVisible();
    await expect(testStatus(page)).toContainText('The test could not run');
    await expect(imap(page).getByLabel('IMAP server port')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
    await page.assertClean();
  });
});

/** Takes connections and says nothing. */
async function openSilentServer(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}
