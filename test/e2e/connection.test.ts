import { afterAll, beforeAll, describe, test } from 'vitest';
import { sharedServers } from '../support/servers.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, type PageOptions, useBrowser, type WatchedPage } from './rig/browser.ts';
import { definition, imap, openMoreSettings, press, smtp, testStatus } from './rig/connection-form.ts';
import { expect } from './rig/expect.ts';
import { addUser } from './rig/users.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const NEW = '/admin/data-sources/new/email';
const PHONE = { width: 320, height: 700 };

describe('connection details', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('connection');
  const file = `${folder}/test.db`;
  const { mail } = sharedServers();
  let app: WebApp;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${file}`);
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
  const create = async (name: string): Promise<{ id: string }> =>
    app.call('POST', '/connectors', definition(mail.account(), name));
  const stored = (id: string) => app.call('GET', `/connectors/${id}`);

  test('A1.14 A1.17 A1.19 A1.20 A1.25 a new one shows the agreed fields, and those of sending once it is enabled', async () => {
    const page = await open(NEW);
    await expect(page.getByRole('heading', { name: 'Email connection details' })).toBeVisible();
    for (const name of ['IMAP server', 'IMAP server port', 'Username / email', 'Password']) {
      await expect(imap(page).getByRole('textbox', { name, exact: true })).toBeVisible();
    }
    await expect(imap(page).getByRole('radiogroup', { name: 'Use SSL' })).toBeVisible();
    await expect(testStatus(page)).toContainText('Not tested yet');
    await expectAccessible(page);
    await expect(smtp(page)).toBeHidden();
    await page.getByRole('switch', { name: 'Enable mail send from' }).check();
    for (const name of ['SMTP server', 'SMTP server port', 'Email Address']) {
      await expect(smtp(page).getByRole('textbox', { name, exact: true }).first()).toBeVisible();
    }
    await expect(smtp(page).getByLabel('SMTP Username')).toBeHidden();
    await smtp(page).getByRole('switch', { name: 'Use same credentials as above' }).uncheck();
    await expect(smtp(page).getByLabel('SMTP Username')).toBeVisible();
    await openMoreSettings(page);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A1.8 only a display name is needed to save; what is missing is named, with links to the fields', async () => {
    const page = await open(NEW);
    await press(page, 'Save');
    await expect(page.getByRole('link', { name: 'Give it a display name.' })).toBeVisible();
    await expect(page.locator('[data-summary]')).toBeFocused();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Give it a display name.' }).click();
    await expect(page.getByLabel('Display name')).toBeFocused();
    await page.keyboard.type('Only a name');
    await expect(page.locator('[data-summary]')).toBeEmpty();
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expect(page).toHaveURL(/\/admin\/data-sources\/[^/]{8,}$/);
    await expect(page.getByText('Inactive', { exact: true })).toBeVisible();
    // The reasons stand there once: with the links to their fields.
    await expect(page.getByText('Details incomplete', { exact: true })).toBeVisible();
    await expect(page.getByText(/^Details incomplete: /)).toHaveCount(0);
    await expect(page.getByText(/The IMAP server is missing/)).toHaveCount(1);
    await page.getByRole('link', { name: /The IMAP server is missing/ }).click();
    await expect(imap(page).getByLabel('IMAP server', { exact: true })).toBeFocused();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('what the form does not allow stands at its field and in the summary, also from the server', async () => {
    await create('Taken');
    const page = await open(NEW);
    page.expectConsole(/409|422/);
    await page.getByLabel('Display name').fill('TAKEN');
    await imap(page).getByLabel('IMAP server', { exact: true }).fill('no host!');
    await imap(page).getByLabel('IMAP server port').fill('99999');
    await press(page, 'Save');
    await expect(page.getByText('2 fields need attention')).toBeVisible();
    await expect(page.getByRole('link', { name: 'IMAP server port: Must be 65535 or less.' })).toBeVisible();
    await expect(imap(page).getByLabel('IMAP server port')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
    await imap(page).getByLabel('IMAP server', { exact: true }).fill('imap.example.com');
    await imap(page).getByLabel('IMAP server port').fill('993');
    await press(page, 'Save');
    await expect(page.getByRole('link', { name: 'Another connector has this display name.' })).toBeVisible();
    await expect(page.getByLabel('Display name')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Display name').fill('Not taken');
    await expect(page.locator('[data-summary]')).toBeEmpty();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A1.15 A1.16 A1.21 Use SSL says by port what will happen, and offers the usual port without forcing it', async () => {
    const page = await open(NEW);
    const port = imap(page).getByLabel('IMAP server port');
    await port.fill('993');
    await expect(imap(page).getByText('Encrypted from the start on port 993')).toBeVisible();
    await port.fill('143');
    await expect(imap(page).getByText('Encrypted with STARTTLS on port 143')).toBeVisible();
    await imap(page).getByRole('radio', { name: 'No', exact: true }).check();
    await expect(imap(page).getByText('Not encrypted: passwords can be read on the way')).toBeVisible();
    await expect(imap(page).getByLabel('Accept that passwords and mail can be read on the way')).toBeVisible();
    await expectAccessible(page);
    // Never silently upgraded.
    await port.fill('993');
    await expect(imap(page).getByText('Not encrypted: passwords can be read on the way')).toBeVisible();
    await imap(page).getByRole('button', { name: 'Use port 143' }).click();
    await expect(port).toHaveValue('143');
    await imap(page).getByRole('radio', { name: 'Yes', exact: true }).check();
    await expect(imap(page).getByText('Encrypted with STARTTLS on port 143')).toBeVisible();
    await port.fill('5000');
    await imap(page).getByRole('radio', { name: 'From the start (SSL/TLS)' }).check();
    await expect(imap(page).getByText('Encrypted from the start on port 5000')).toBeVisible();
    await imap(page).getByRole('button', { name: 'Use port 993' }).click();
    await expect(port).toHaveValue('993');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('a provider fills in servers and ports, never names, users and passwords', async () => {
    const page = await open(NEW);
    await page.getByLabel('Display name').fill('HR');
    await imap(page).getByLabel('Username / email').fill('hr@yahoo.com');
    await imap(page).getByRole('textbox', { name: 'Password' }).fill('secret');
    // The address tells its provider; nothing is filled in unasked.
    await expect(page.getByText('yahoo.com is served by Yahoo Mail.')).toBeVisible();
    await expect(imap(page).getByLabel('IMAP server', { exact: true })).toHaveValue('');
    await page.getByRole('button', { name: /^Gmail/ }).click();
    await expect(imap(page).getByLabel('IMAP server', { exact: true })).toHaveValue('imap.gmail.com');
    await expect(page.getByText(/make an app password/)).toBeVisible();
    await expectAccessible(page);
    await press(page, 'Fill in the servers of Yahoo Mail');
    await expect(imap(page).getByLabel('IMAP server', { exact: true })).toHaveValue('imap.mail.yahoo.com');
    await expect(imap(page).getByLabel('IMAP server port')).toHaveValue('993');
    await expect(page.getByRole('button', { name: /^Yahoo Mail/ })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByLabel('Display name')).toHaveValue('HR');
    await expect(imap(page).getByLabel('Username / email')).toHaveValue('hr@yahoo.com');
    await expect(imap(page).getByRole('textbox', { name: 'Password' })).toHaveValue('secret');
    // A name with a part that only the person knows.
    await page.getByRole('combobox', { name: 'All providers' }).click();
    await page.keyboard.type('zoho');
    await expect(page.getByRole('option')).toHaveText(['Zoho Mail']);
    await page.getByRole('option', { name: 'Zoho Mail' }).click();
    await page.getByRole('combobox', { name: 'Region' }).click();
    await page.getByRole('option', { name: 'eu', exact: true }).click();
    await expect(imap(page).getByLabel('IMAP server', { exact: true })).toHaveValue('imap.zoho.eu');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A1.18 a stored password is hidden, stays when untouched, and can be replaced and kept again', async () => {
    const { id } = await create('Hidden');
    const page = await open(`/admin/data-sources/${id}`);
    await expect(page.getByText('Saved. Hidden for security.')).toBeVisible();
    expect(await page.content()).not.toContain(mail.account().password.concat('"'));
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Replace: Password' }).click();
    await expect(imap(page).getByRole('textbox', { name: 'Password' })).toBeFocused();
    await page.keyboard.type('typed by mistake');
    await press(page, 'Keep the saved one');
    await expect(page.getByText('Saved. Hidden for security.')).toBeVisible();
    await page.getByLabel('Display name').fill('Still hidden');
    await press(page, 'Save');
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    expect(await stored(id)).toMatchObject({ displayName: 'Still hidden', missing: [], version: 2 });
    expect((await app.call('POST', `/connectors/${id}/test`, {})).ok).toBe(true);
    await page.assertClean();
  });

  test('two tabs editing one source: both versions field by field, and a choice', async () => {
    const { id } = await create('Two tabs');
    const mine = await open(`/admin/data-sources/${id}`);
    const other = await browser.openBeside(mine);
    mine.expectConsole(/412/);
    await other.goto(`${app.url}/admin/data-sources/${id}`);
    await mine.getByLabel('Display name').fill('Mine');
    await other.getByLabel('Display name').fill('Theirs');
    await press(other, 'Save');
    await expect(other.getByText('Details saved successfully')).toBeVisible();
    await expect(mine.getByText('Somebody else saved this meanwhile')).toBeVisible();
    await press(mine, 'Save');
    const dialog = mine.getByRole('dialog');
    await expect(dialog.getByRole('row', { name: /Display name Mine Theirs/ })).toBeVisible();
    await expectAccessible(mine);
    await dialog.getByRole('button', { name: 'Keep my version' }).click();
    await expect(mine.getByText('Details saved successfully')).toBeVisible();
    expect(await stored(id)).toMatchObject({ displayName: 'Mine', version: 3 });
    // The other tab has nothing unsaved: it simply shows what is stored now.
    await expect(other.getByLabel('Display name')).toHaveValue('Mine');
    await mine.getByLabel('Display name').fill('Mine again');
    await app.call('PUT', `/connectors/${id}`, definition(mail.account(), 'By the API'));
    await press(mine, 'Save');
    await dialog.getByRole('button', { name: 'Take the saved version' }).click();
    await expect(mine.getByLabel('Display name')).toHaveValue('By the API');
    await mine.assertClean();
    await other.assertClean();
  });

  test('what is deleted meanwhile says so and keeps what was typed; what is not there says so', async () => {
    const { id } = await create('Short-lived');
    const page = await open(`/admin/data-sources/${id}`);
    page.expectConsole(/404/);
    await page.getByLabel('Display name').fill('Typed');
    await app.call('DELETE', `/connectors/${id}`);
    await expect(page.getByText('This data source was deleted meanwhile')).toBeVisible();
    await expect(page.getByLabel('Display name')).toHaveValue('Typed');
    await expectAccessible(page);
    await page.goto(`${app.url}/admin/data-sources/${id}`);
    await expect(page.getByRole('alert')).toContainText('Not found');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('unsaved changes are guarded, and the end of a session does not take them', async () => {
    const { id } = await create('Guarded');
    const page = await open(`/admin/data-sources/${id}`);
    page.expectConsole(/401/);
    await page.getByLabel('Display name').fill('Changed');
    await page.getByRole('link', { name: 'Close' }).click();
    await expect(page.getByRole('dialog')).toContainText('Leave without saving?');
    await expectAccessible(page);
    await press(page, 'Keep editing');
    await page.context().clearCookies();
    await press(page, 'Save');
    await expect(page.getByRole('dialog')).toContainText('Your session has ended');
    await page.getByLabel('User name').fill(app.administrator.name);
    await page.getByRole('dialog').getByRole('textbox', { name: 'Password' }).fill(app.administrator.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByLabel('Display name')).toHaveValue('Changed');
    await press(page, 'Save');
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await page.getByRole('link', { name: 'Close' }).click();
    await expect(page.getByRole('heading', { name: 'Data sources' })).toBeVisible();
    await page.assertClean();
  });

  test('a server in trouble is said, with a way to try again', async () => {
    const { id } = await create('Unreachable');
    const page = await browser.open();
    page.expectConsole(/500/);
    await page.route(`**/api/connectors/${id}`, (route) =>
      route.fulfill({ status: 500, contentType: 'text/plain', body: 'broken' }),
    );
    await app.signIn(page, `/admin/data-sources/${id}`);
    await expect(page.getByRole('alert')).toContainText('The server did not answer as expected');
    await expectAccessible(page);
    await page.unroute(`**/api/connectors/${id}`);
    await press(page, 'Try again');
    await expect(page.getByLabel('Display name')).toHaveValue('Unreachable');
    await page.assertClean();
  });

  test('A1.9 who has not the role sees neither the menu nor the page; who manages data sources does', async () => {
    const { id } = await create('Not for all');
    const page = await browser.open();
    page.expectConsole(/403/);
    const signIn = async (name: string, roles: string[]) => {
      const { password } = await addUser(file, name, roles);
      await page.context().clearCookies();
      await page.goto(`${app.url}/login?to=${encodeURIComponent(`/admin/data-sources/${id}`)}`);
      await page.getByLabel('User name').fill(name);
      await page.getByRole('textbox', { name: 'Password' }).fill(password);
      await press(page, 'Sign in');
    };
    await signIn('dora', ['designer']);
    await expect(page.getByRole('heading', { name: 'You may not open this page' })).toBeVisible();
    await expect(page.getByText(/Data sources manager/)).toBeVisible();
    await expect(page.getByRole('navigation').getByText('Data sources')).toBeHidden();
    await expectAccessible(page);
    await signIn('max', ['manage_data_sources']);
    await expect(page.getByLabel('Display name')).toHaveValue('Not for all');
    await page.assertClean();
  });

  test('a phone of 320 pixels shows all of it without scrolling sideways', async () => {
    const { id } = await create('A name that is quite long, so that it must be broken somewhere');
    const page = await open(`/admin/data-sources/${id}`, { viewport: PHONE });
    await expect(smtp(page)).toBeVisible();
    await openMoreSettings(page);
    expect(await tooWide(page)).toEqual([]);
    await expectAccessible(page);
    await page.assertClean();
  });
});

/** What reaches beyond the right edge; empty where the page does not scroll sideways. */
async function tooWide(page: WatchedPage): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const isBeyond = (element: Element) => element.getBoundingClientRect().right > clientWidth + 1;
    const all = scrollWidth > clientWidth ? [...document.body.querySelectorAll('*')] : [];
    return all.filter(isBeyond).map((element) => element.outerHTML.slice(0, 120));
  });
}
