import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser, type WatchedPage } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

describe('email accounts', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('email-accounts');
  let app: WebApp;
  let sandbox: Sandbox;
  let count = 0;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
    const users = ['anna', 'bo', 'cleo'].map((name) => ({ user: `${name}@acme.test`, password: `pw-${name}` }));
    sandbox = await startSandbox({ users });
    const server = (port: number) => ({ host: '127.0.0.1', port, security: 'none' });
    const servers = { imap: server(sandbox.imapPort), smtp: server(sandbox.smtpPort) };
    await app.call('POST', '/providers', { ...servers, label: 'Acme Mail', domains: ['acme.test'] });
  });
  afterAll(async () => {
    await app.close();
    await sandbox.stop();
    removeTempFolder(folder);
  });

  /** A person with the role User, signed in, on this page. */
  const openAs = async (path: string): Promise<WatchedPage> => {
    const person = await app.person(`Person ${++count}`, ['user']);
    const page = await browser.open();
    const data = { name: person.name, password: person.password };
    const answer = await page.context().request.post(`${app.url}/api/session`, { data, headers: { origin: app.url } });
    expect(answer.ok()).toBe(true);
    await page.goto(app.url + path);
    return page;
  };
  const other = (page: Page) => page.getByRole('region', { name: 'Other email' });
  const connect = async (page: Page, name: string, password = `pw-${name}`) => {
    await page.getByRole('button', { name: 'Connect Other email' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect Other email' });
    await dialog.getByLabel('Email Address').fill(`${name}@acme.test`);
    await expect(dialog.getByText('The servers of Acme Mail are filled in.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    return dialog;
  };

  test('A2.3 A4.1 A5.1 A5.3 A5.9 a person connects a mailbox by its address, and Connect becomes Disconnect', async () => {
    const page = await openAs('/');
    await expect(page).toHaveURL(/\/me\/email-accounts$/);
    await page.goto(`${app.url}/account`);
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Email accounts' }).click();
    for (const name of ['Gmail', 'Outlook', 'Other email']) {
      await expect(page.getByRole('region', { name }).getByRole('button', { name: `Connect ${name}` })).toBeVisible();
    }
    await expectAccessible(page);
    await connect(page, 'anna');
    await expect(page.getByText('anna@acme.test is connected')).toBeVisible();
    await expect(other(page).getByText('Active', { exact: true })).toBeVisible();
    await expect(other(page).getByText('Default account')).toBeVisible();
    await expect(other(page).getByRole('switch', { name: 'Do you want to read email?' })).not.toBeChecked();
    await expectAccessible(page);
    await other(page).getByRole('button', { name: 'Disconnect anna@acme.test' }).click();
    const ask = page.getByRole('dialog', { name: 'Disconnect anna@acme.test?' });
    await expect(ask).toContainText('Stored mail stays.');
    await expectAccessible(page);
    await ask.getByRole('button', { name: 'Disconnect' }).click();
    await expect(page.getByText('anna@acme.test is disconnected')).toBeVisible();
    await expect(other(page).getByText('Disconnected. What is stored of it stays.')).toBeVisible();
    await expectAccessible(page);
    await other(page).getByRole('button', { name: 'Reconnect anna@acme.test' }).click();
    const again = page.getByRole('dialog', { name: 'Connect anna@acme.test' });
    await again.getByRole('textbox', { name: 'Password' }).fill('pw-anna');
    await expectAccessible(page);
    await again.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(other(page).getByText('Active', { exact: true })).toBeVisible();
    await page.assertClean();
  });

  test('a wrong password is told in steps, and nothing is saved; what is missing is told at its field', async () => {
    const page = await openAs('/me/email-accounts');
    await page.getByRole('button', { name: 'Connect Other email' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect Other email' });
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await dialog.getByRole('link', { name: 'Type your whole email address, with an @.' }).click();
    await expect(dialog.getByLabel('Email Address')).toBeFocused();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    const failed = await connect(page, 'bo', 'wrong');
    await expect(failed.getByText('Nothing is saved.')).toBeVisible();
    await expect(failed.getByText(/^Connection test failed/)).toBeVisible();
    await expectAccessible(page);
    await failed.getByRole('button', { name: 'Cancel' }).click();
    await page.reload();
    await expect(other(page).getByRole('button', { name: 'Connect Other email' })).toBeVisible();
    await expect(page.getByText('bo@acme.test')).toHaveCount(0);
    await page.assertClean();
  });

  test('A2.16 several accounts: default, names, a test by hand, and removing one', async () => {
    const page = await openAs('/me/email-accounts');
    await connect(page, 'anna');
    await expect(other(page).getByText('anna@acme.test')).toBeVisible();
    await connect(page, 'cleo');
    const list = other(page).getByRole('listitem');
    await expect(list).toHaveCount(2);
    const cleo = list.filter({ hasText: 'cleo@acme.test' });
    const choose = async (item: string) => {
      await cleo.getByRole('button', { name: 'Actions for cleo@acme.test' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await choose('Make it the default account');
    await expect(cleo.getByText('Default account')).toBeVisible();
    await expect(other(page).getByText('Default account')).toHaveCount(1);
    await choose('Test connection');
    await expect(page.getByText('cleo@acme.test: Connection test succeeded')).toBeVisible();
    await choose('Names, sharing and rules');
    const names = page.getByRole('dialog', { name: 'Names of cleo@acme.test' });
    await names.getByLabel('Display name').fill('Team');
    await names.getByLabel('Sender name').fill('Cleo of Acme');
    await names.getByRole('switch', { name: 'Shared mailbox' }).check();
    await expectAccessible(page);
    await names.getByRole('button', { name: 'Save' }).click();
    await expect(cleo.getByText('Team')).toBeVisible();
    await expect(cleo.getByText('Shared mailbox')).toBeVisible();
    await cleo.getByRole('switch', { name: 'Do you want to read email?' }).click();
    await expect(cleo.getByRole('switch', { name: 'Do you want to read email?' })).toBeChecked();
    await choose('Remove');
    const ask = page.getByRole('dialog', { name: 'Remove cleo@acme.test?' });
    await ask.getByRole('button', { name: 'Remove' }).click();
    await expect(list).toHaveCount(1);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A5.8 A2.15 Gmail asks for an app password and says how to get one; Outlook says that it takes none', async () => {
    const page = await openAs('/me/email-accounts');
    await page.getByRole('button', { name: 'Connect Gmail' }).click();
    const gmail = page.getByRole('dialog', { name: 'Connect Gmail' });
    await expect(gmail.getByRole('textbox', { name: 'App password' })).toBeVisible();
    await expect(gmail).toContainText('2-Step Verification must be on');
    await expect(gmail.getByRole('link', { name: 'Help of the provider' })).toHaveAttribute(
      'href',
      /support\.google\.com/,
    );
    await expectAccessible(page);
    await gmail.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Connect Outlook' }).click();
    const outlook = page.getByRole('dialog', { name: 'Connect Outlook' });
    await expect(outlook).toContainText('Passwords are no longer taken');
    await expect(outlook.getByRole('textbox', { name: /password/i })).toHaveCount(0);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A5.9 A5.10 servers of an unknown domain are typed in, or chosen from the list; None is told in red', async () => {
    const page = await openAs('/me/email-accounts');
    await page.getByRole('button', { name: 'Connect Other email' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect Other email' });
    await dialog.getByLabel('Email Address').fill('anna@unknown-domain.test');
    await expect(dialog.getByText('Nothing is known about the servers of this address.')).toBeVisible({
      timeout: 15_000,
    });
    await dialog.getByLabel('Use SSL (IMAP)').selectOption('None');
    await expect(dialog.getByText('Not encrypted: passwords and e-mails can be read on the way.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel('Email provider').selectOption('Gmail');
    await expect(dialog.getByRole('textbox', { name: 'IMAP server', exact: true })).toHaveValue('imap.gmail.com');
    await expect(dialog.getByLabel('IMAP server port')).toHaveValue('993');
    await expect(dialog.getByRole('textbox', { name: 'SMTP server', exact: true })).toHaveValue('smtp.gmail.com');
    await expect(dialog.getByLabel('Use SSL (IMAP)')).toHaveValue('implicit');
    await expect(dialog.getByLabel('Sent folder')).toHaveValue('[Gmail]/Sent Mail');
    await page.assertClean();
  });

  test('A5.13 A5.14 the signature is previewed and kept for each account, and says where it is not added', async () => {
    const page = await openAs('/me/signature');
    await expect(page.getByText('Connect an email account first')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Email accounts' }).click();
    await connect(page, 'anna');
    await expect(other(page).getByText('Active', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Email Signature' }).click();
    await expect(page.getByText('It is not added to mass emails')).toBeVisible();
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview).toContainText('Nothing is added.');
    await page.getByLabel('Signature', { exact: true }).fill('Anna Lind\nPayroll');
    await page.getByRole('switch', { name: 'Use this signature' }).check();
    await expect(preview).toContainText('Anna Lind');
    await expectAccessible(page);
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Signature', { exact: true })).toHaveValue('Anna Lind\nPayroll');
    await page.assertClean();
  });

  test('A4.3 administrators see on the page Users that it exists, and can remove it', async () => {
    const theirs = await openAs('/me/email-accounts');
    await connect(theirs, 'bo');
    await expect(other(theirs).getByText('Active', { exact: true })).toBeVisible();
    const page = await browser.open();
    await app.signIn(page, '/admin/users');
    const part = page.getByRole('region', { name: 'Personal email accounts' });
    const line = part.getByRole('listitem').filter({ hasText: 'bo@acme.test' });
    await expect(line).toContainText(`of Person ${count}`);
    await expect(line.getByText('Active', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await line.getByRole('button', { name: 'Remove bo@acme.test' }).click();
    await page.getByRole('dialog', { name: 'Remove bo@acme.test?' }).getByRole('button', { name: 'Remove' }).click();
    await expect(line).toHaveCount(0);
    await theirs.reload();
    await expect(theirs.getByText('bo@acme.test')).toHaveCount(0);
    await page.assertClean();
    await theirs.assertClean();
  });

  test('a failed reading can be tried again', async () => {
    const page = await openAs('/account');
    page.expectConsole(/503 .*email-accounts/);
    const refusal = { status: 503, contentType: 'application/problem+json', body: '{}' };
    await page.route('**/api/me/email-accounts', (route) => route.fulfill(refusal));
    await page.goto(`${app.url}/me/email-accounts`);
    await expect(page.getByRole('alert')).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page);
    await page.unroute('**/api/me/email-accounts');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(other(page)).toBeVisible();
    await page.assertClean();
  });
});
