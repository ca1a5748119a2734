import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { sharedServers } from '../support/servers.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser, type WatchedPage } from './rig/browser.ts';
import { definition, press } from './rig/connection-form.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

describe('security settings of a data source', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('security');
  const { mail } = sharedServers();
  let app: WebApp;
  let bo: { id: string; name: string; password: string };
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
    bo = await app.person('Bo Berg', ['manage_data_sources']);
    await app.call('POST', '/groups', { name: 'Payroll team', members: [bo.id] });
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  const create = async (name: string): Promise<string> =>
    (await app.call('POST', '/connectors', definition(mail.account(), name))).id;
  const openAs = async (person: { name: string; password: string }, path: string): Promise<WatchedPage> => {
    const page = await browser.open();
    await page.goto(`${app.url}/login?to=${encodeURIComponent(path)}`);
    await page.getByLabel('User name').fill(person.name);
    await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
    await page.keyboard.press('Enter');
    return page;
  };
  const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Security settings' });
  const choose = async (page: Page, list: string, name: string) => {
    const input = dialogOf(page).getByRole('combobox', { name: list });
    await input.click();
    await input.fill(name);
    await page.getByRole('option', { name }).click();
    await page.keyboard.press('Escape');
  };

  test('A1.10 B2 Security names connection administrators and users, and warns who would lock themselves out', async () => {
    const id = await create('Payroll');
    const page = await browser.open();
    await app.signIn(page, `/admin/data-sources/${id}`);
    await page.getByLabel('Display name').fill('Payroll, not saved yet');
    await press(page, 'Security');
    const dialog = dialogOf(page);
    await expect(dialog.getByText('Blank: any Administrator and Data sources manager.')).toBeVisible();
    await expect(dialog.getByText('Blank: everyone.', { exact: false })).toBeVisible();
    await expectAccessible(page);
    await choose(page, 'Connection administrators', 'Payroll team');
    await choose(page, 'Connection users', 'Bo Berg');
    await expect(dialog.getByText('You would lock yourself out')).toBeVisible();
    await expect(dialog.getByText('You could still look at this data source')).toBeVisible();
    await expectAccessible(page);
    await choose(page, 'Connection administrators', 'admin');
    await expect(dialog.getByText('You would lock yourself out')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expect(dialog).toHaveCount(0);
    // What was typed beside it is still there, and is saved without a conflict.
    await expect(page.getByLabel('Display name')).toHaveValue('Payroll, not saved yet');
    await page.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Details saved successfully')).toHaveCount(2);
    const { security, displayName } = await app.call('GET', `/connectors/${id}`);
    expect(displayName).toBe('Payroll, not saved yet');
    expect(security.users).toEqual({ users: [bo.id], groups: [] });
    expect(security.administrators.groups).toHaveLength(1);
    expect(security.administrators.users).toHaveLength(1);
    await press(page, 'Security');
    await expect(dialog.getByText('Payroll team (1 member)')).toBeVisible();
    await page.assertClean();
  });

  test('B2 Enable B2B opens a data source to external partners, with what their emails get', async () => {
    const addresses = ['main@partner.test'];
    await app.call('POST', '/contacts', { name: 'Main Contact', company: 'Partner Ltd', kind: 'partner', addresses });
    const id = await create('For partners');
    const page = await browser.open();
    await app.signIn(page, `/admin/data-sources/${id}`);
    await press(page, 'Security');
    const dialog = dialogOf(page);
    await expect(dialog.getByLabel('Partner default parameters')).toHaveCount(0);
    await dialog.getByLabel('Enable B2B').click();
    await dialog.getByLabel('Partner default parameters').click();
    await dialog.getByLabel('Reply-To').selectOption('Main contact email');
    await dialog.getByLabel('From name').selectOption('Partner company name');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    expect((await app.call('GET', `/connectors/${id}`)).security).toMatchObject({
      enableB2B: true,
      partnerDefaults: { replyTo: 'main_contact_email', fromName: 'company' },
    });
    await page.goto(`${app.url}/admin/users`);
    await page.getByRole('button', { name: 'Actions for Bo Berg' }).click();
    await page.getByRole('menuitem', { name: 'Change name or roles' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('External partner').selectOption('Main Contact (Partner Ltd)');
    await expectAccessible(page);
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toHaveCount(0);
    expect(
      (await app.call('GET', '/users')).items.find((one: { id: string }) => one.id === bo.id).partner,
    ).toBeTruthy();
    await page.assertClean();
  });

  test('beyond 27 a data source from a file says so, and is tested but not saved on the page', async () => {
    const id = await create('From a file');
    await app.store.write((tx) => tx.query(`UPDATE connector SET managed_by = 'payroll.json' WHERE id = '${id}'`));
    const page = await browser.open();
    await app.signIn(page, `/admin/data-sources/${id}`);
    await expect(page.getByText('This data source comes from a file')).toBeVisible();
    await expect(page.getByText('change the file payroll.json', { exact: false })).toBeVisible();
    const actions = page.getByRole('group', { name: 'Actions' });
    await expect(actions.getByRole('button', { name: 'Save' })).toBeDisabled();
    await expect(actions.getByRole('button', { name: 'Test connection' })).toBeEnabled();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('B2 who is left out is told on the page, and an Administrator lets oneself in again', async () => {
    const id = await create('Closed');
    const closed = { administrators: { users: [bo.id], groups: [] }, users: {} };
    await app.call('PUT', `/connectors/${id}/security`, closed);
    const page = await browser.open();
    await app.signIn(page, `/admin/data-sources/${id}`);
    await expect(page.getByText('You may look, but not change')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Test connection' })).toBeDisabled();
    await expectAccessible(page);
    await press(page, 'Security');
    await choose(page, 'Connection administrators', 'admin');
    await dialogOf(page).getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('You may look, but not change')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Test connection' })).toBeEnabled();
    await page.assertClean();

    const own = { administrators: { users: [], groups: [] }, users: {} };
    await app.call('PUT', `/connectors/${id}/security`, own);
    const theirs = await openAs(bo, `/admin/data-sources/${id}`);
    theirs.expectConsole(/403 .*connectors/);
    await press(theirs, 'Security');
    await choose(theirs, 'Connection administrators', 'admin');
    await expect(
      dialogOf(theirs).getByText('you cannot open this data source any more', { exact: false }),
    ).toBeVisible();
    await dialogOf(theirs).getByRole('button', { name: 'Save' }).click();
    await expect(dialogOf(theirs)).toHaveCount(0);
    await theirs.reload();
    await expect(theirs.getByRole('alert')).toContainText(
      'Only the connection administrators of "Closed" may do this.',
    );
    await expectAccessible(theirs);
    await theirs.assertClean();
  });

  test('A1.13 what is read-only says so and is not saved', async () => {
    const id = await create('Kept');
    const page = await browser.open({ viewport: { width: 320, height: 700 } });
    await app.signIn(page, `/admin/data-sources/${id}`);
    await press(page, 'Security');
    await dialogOf(page).getByRole('switch', { name: 'Read-only' }).check();
    await expectAccessible(page);
    await dialogOf(page).getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('This data source is read-only')).toBeVisible();
    await expect(page.getByRole('group', { name: 'Actions' }).getByRole('button', { name: 'Save' })).toBeDisabled();
    await expect(page.getByRole('button', { name: 'Test connection' })).toBeEnabled();
    await page.assertClean();
  });
});
