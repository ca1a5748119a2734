import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, type PageOptions, useBrowser, type WatchedPage } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const HOSTS = { imap: { host: 'imap.acme.test' }, smtp: { host: 'smtp.acme.test' } };

describe('email providers', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('providers');
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
  const add = (definition: object) => app.call('POST', '/providers', { ...HOSTS, ...definition });
  const inbound = (page: Page) => page.getByRole('region', { name: 'Inbound mail (IMAP)' });
  const outbound = (page: Page) => page.getByRole('region', { name: 'Outbound mail (SMTP)' });
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  test('A2.1 the list shows the shipped providers with domains, servers and sign-in, also on a phone', async () => {
    const page = await open('/admin/providers');
    const gmail = page.getByRole('row', { name: /^Gmail/ });
    for (const text of [
      'gmail.com, googlemail.com',
      'imap.gmail.com:993',
      'smtp.gmail.com:465',
      'OAuth 2.0',
      'Shipped',
    ]) {
      await expect(gmail).toContainText(text);
    }
    await expect(
      page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Email providers' }),
    ).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 700 });
    await expect(page.getByRole('listitem').filter({ hasText: 'gmail.com, googlemail.com' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A2.4 A2.5 A2.7 A2.10 an unknown domain offers Add New Server, and the new account goes on with it', async () => {
    const page = await open('/admin/data-sources/new/email');
    const start = page.getByRole('region', { name: 'New email account' });
    await start.getByLabel('Address of the mailbox').fill('anna@acme-one.test');
    await expect(start).toContainText('Nothing is known about the servers of acme-one.test.');
    await expectAccessible(page);
    await start.getByRole('link', { name: 'Add New Server' }).click();
    await expect(page.getByRole('heading', { name: 'Add New Server' })).toBeVisible();
    await expect(page.getByLabel('Email domains')).toHaveValue('acme-one.test');
    await expect(page.getByRole('combobox', { name: 'Service type' })).toHaveValue('imap');
    await press(page, 'Save');
    await expect(page.locator('[data-summary]')).toContainText('2 fields need attention');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Type the host of the IMAP server, or switch receiving off.' }).click();
    await page.keyboard.type('imap.acme-one.test');
    await outbound(page).getByRole('textbox', { name: 'SMTP server', exact: true }).fill('smtp.acme-one.test');
    await inbound(page).getByRole('radio', { name: 'Use mailbox name' }).check();
    await press(page, 'Save');
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Email connection details' })).toBeVisible();
    const imap = page.getByRole('region', { name: 'IMAP settings' });
    await expect(imap.getByLabel('IMAP server', { exact: true })).toHaveValue('imap.acme-one.test');
    await expect(imap.getByLabel('IMAP server port')).toHaveValue('993');
    await expect(imap.getByLabel('Username / email')).toHaveValue('anna');
    await expect(page.getByLabel('Display name')).toHaveValue('anna@acme-one.test');
    await press(page, 'Save');
    await expect(page).toHaveURL(/\/admin\/data-sources\/[^/]{8,}$/);
    const { connectors } = await app.call('GET', '/connectors');
    expect(connectors).toContainEqual(expect.objectContaining({ provider: 'acme-one.test' }));
    await page.assertClean();
  });

  test('A2.4 a known domain is recognised, and one click fills in servers and user name', async () => {
    const page = await open('/admin/data-sources/new/email');
    const start = page.getByRole('region', { name: 'New email account' });
    await start.getByLabel('Address of the mailbox').fill('anna@gmail.com');
    await start.getByRole('button', { name: 'Use Gmail' }).click();
    const imap = page.getByRole('region', { name: 'IMAP settings' });
    await expect(imap.getByLabel('IMAP server', { exact: true })).toHaveValue('imap.gmail.com');
    await expect(imap.getByLabel('Username / email')).toHaveValue('anna@gmail.com');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A2.8 A2.9 security and port go together, and None is told in red', async () => {
    const page = await open('/admin/providers/new');
    const port = inbound(page).getByLabel('IMAP server port');
    await expect(port).toHaveValue('993');
    await inbound(page).getByRole('radio', { name: 'STARTTLS' }).check();
    await expect(port).toHaveValue('143');
    await outbound(page).getByRole('radio', { name: 'SSL/TLS' }).check();
    await expect(outbound(page).getByLabel('SMTP server port')).toHaveValue('465');
    await inbound(page).getByRole('radio', { name: 'None' }).check();
    await expect(inbound(page).getByRole('status')).toContainText('passwords and e-mails can be read on the way');
    await port.fill('1143');
    await inbound(page).getByRole('radio', { name: 'SSL/TLS' }).check();
    await expect(port).toHaveValue('1143');
    await inbound(page).getByRole('radio', { name: 'None' }).check();
    await expectAccessible(page);
    // What was typed is not lost by a click elsewhere.
    await page.getByRole('button', { name: 'Save' }).scrollIntoViewIfNeeded();
    await page.getByRole('link', { name: 'Close' }).click();
    await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
    await page.assertClean();
  });

  test('A2.11 OAuth 2.0 has a place of its own', async () => {
    const page = await open('/admin/providers/new');
    await expect(page.getByRole('heading', { name: 'Sign-in: OAuth 2.0' })).toHaveCount(0);
    await page.getByRole('checkbox', { name: 'OAuth 2.0' }).check();
    await expect(page.getByRole('heading', { name: 'Sign-in: OAuth 2.0' })).toBeVisible();
    await page.setViewportSize({ width: 320, height: 700 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.assertClean();
  });

  test('A2.11 the application of a saved provider is entered on its page', async () => {
    const page = await open('/admin/providers/gmail');
    await page.getByRole('button', { name: 'Application at the provider' }).click();
    const dialog = page.getByRole('dialog', { name: 'Application for Gmail' });
    await expect(dialog.getByLabel('Application (client) ID')).toBeVisible();
    await expectAccessible(page);
    // Sent without what it needs it says so, and sends nothing of the form below.
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByLabel('Application (client) ID')).toHaveAttribute('aria-invalid', 'true');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page.assertClean();
  });

  test('a domain of another provider is refused at its field, with the name of the other', async () => {
    const page = await open('/admin/providers/new');
    page.expectConsole(/409 .*providers/);
    const domains = page.getByLabel('Email domains');
    await domains.fill('gmail.com');
    await inbound(page).getByRole('textbox', { name: 'IMAP server', exact: true }).fill('imap.acme.test');
    await outbound(page).getByRole('textbox', { name: 'SMTP server', exact: true }).fill('smtp.acme.test');
    await press(page, 'Save');
    await page.getByRole('link', { name: '"gmail.com" belongs to "Gmail".' }).click();
    await expect(domains).toBeFocused();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A2.13 sending is switched off for all mailboxes, which the page names; the list tells it', async () => {
    const { id } = await add({ label: 'Acme Two' });
    const made = { type: 'email', displayName: 'Payroll Two', provider: id, settings: {} };
    await app.call('POST', '/connectors', made);
    const page = await open(`/admin/providers/${id}`);
    await expect(page.getByRole('region', { name: 'Data sources of this provider' })).toContainText('Payroll Two');
    await page.getByRole('switch', { name: 'Send emails' }).uncheck();
    await press(page, 'Save');
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Close' }).click();
    await expect(page.getByRole('row', { name: /^Acme Two/ })).toContainText('Sending is off');
    await expectAccessible(page);
    expect(await app.call('GET', `/providers/${id}`)).toMatchObject({ send: false, receive: true });
    await page.assertClean();
  });

  test('A2.14 one that is used is not deleted, and says by what; an unused one is asked for', async () => {
    const { id } = await add({ label: 'Acme Three' });
    const made = { type: 'email', displayName: 'Payroll Three', provider: id, settings: {} };
    const connector = await app.call('POST', '/connectors', made);
    const page = await open(`/admin/providers/${id}`);
    await press(page, 'Delete');
    const used = page.getByRole('dialog', { name: 'Acme Three cannot be deleted' });
    await expect(used.getByRole('link', { name: 'Payroll Three' })).toBeVisible();
    await expectAccessible(page);
    await used.getByRole('button', { name: 'Close' }).last().click();
    await app.call('DELETE', `/connectors/${connector.id}`);
    await press(page, 'Delete');
    const ask = page.getByRole('dialog', { name: 'Delete Acme Three?' });
    await expectAccessible(page);
    await ask.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Acme Three is deleted')).toBeVisible();
    await expect(page.getByRole('row', { name: /^Acme Three/ })).toHaveCount(0);
    await page.assertClean();
  });

  test('a shipped one is changed and reset to shipped, and cannot be deleted', async () => {
    const page = await open('/admin/providers/fastmail');
    await expect(page.getByText('this is as it was shipped')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Delete' })).toHaveCount(0);
    await inbound(page).getByRole('textbox', { name: 'IMAP server', exact: true }).fill('imap.changed.test');
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expect(page.getByText(/^Changed by /)).toBeVisible();
    expect(await app.call('GET', '/providers/fastmail')).toMatchObject({
      origin: 'changed',
      mx: expect.arrayContaining([expect.any(String)]),
    });
    await press(page, 'Reset to shipped');
    const ask = page.getByRole('dialog', { name: /^Reset .* to shipped\?$/ });
    await expectAccessible(page);
    await ask.getByRole('button', { name: 'Reset to shipped' }).click();
    await expect(inbound(page).getByRole('textbox', { name: 'IMAP server', exact: true })).toHaveValue(
      'imap.fastmail.com',
    );
    await expect(page.getByText('this is as it was shipped')).toBeVisible();
    await page.assertClean();
  });

  test('what somebody else saved meanwhile is shown, and nothing is overwritten unasked', async () => {
    const { id } = await add({ label: 'Acme Four' });
    const page = await open(`/admin/providers/${id}`);
    page.expectConsole(/412 .*providers/);
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Acme Four');
    await app.call('PUT', `/providers/${id}`, { ...HOSTS, label: 'Acme of somebody else' });
    await page.getByLabel('Name', { exact: true }).fill('Acme of mine');
    await press(page, 'Save');
    const conflict = page.getByRole('dialog', { name: 'Somebody else saved this meanwhile' });
    await expect(conflict.getByRole('row', { name: /^Name/ })).toContainText('Acme of somebody else');
    await expectAccessible(page);
    await conflict.getByRole('button', { name: 'Keep my version' }).click();
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    expect(await app.call('GET', `/providers/${id}`)).toMatchObject({ label: 'Acme of mine', version: 3 });
    await page.assertClean();
  });

  test('a provider that is gone says so; a failed reading can be tried again', async () => {
    const page = await open('/admin/providers/nobody');
    page.expectConsole(/404 .*providers/);
    await expect(page.getByRole('alert')).toContainText('This provider was deleted');
    await expectAccessible(page);
    page.expectConsole(/503 .*providers/);
    const refusal = { status: 503, contentType: 'application/problem+json', body: '{}' };
    await page.route('**/api/providers', (route) => route.fulfill(refusal));
    await page.goto(`${app.url}/admin/providers`);
    await expect(page.getByRole('alert')).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page);
    await page.unroute('**/api/providers');
    await press(page, 'Try again');
    await expect(page.getByRole('row', { name: /^Gmail/ })).toBeVisible();
    await page.assertClean();
  });

  test('A2.2 who may only set up data sources is told what is needed, and not offered to add servers', async () => {
    const person = await app.person('Data person', ['manage_data_sources']);
    const page = await browser.open();
    await page.goto(`${app.url}/login?to=${encodeURIComponent('/admin/providers')}`);
    await page.getByLabel('User name').fill(person.name);
    await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
    await page.keyboard.press('Enter');
    await expect(page.getByText('It needs the role Administrator.')).toBeVisible();
    await page.goto(`${app.url}/admin/data-sources/new/email`);
    await page.getByLabel('Address of the mailbox').fill('anna@acme-nine.test');
    await expect(page.getByText('ask an administrator to add them')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Add New Server' })).toHaveCount(0);
    await page.assertClean();
  });
});
