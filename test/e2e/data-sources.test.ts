import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';
import { sharedServers } from '../support/servers.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, type PageOptions, useBrowser, type WatchedPage } from './rig/browser.ts';
import { definition, press } from './rig/connection-form.ts';
import { expect } from './rig/expect.ts';
import { addUser } from './rig/users.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const LIST = '/admin/data-sources';
const HOSTILE = '<img src=x onerror="alert(1)"> {{name}} "quoted"';

describe('data sources', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('data-sources');
  const file = `${folder}/test.db`;
  const { mail } = sharedServers();
  let app: WebApp;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${file}`);
  });
  beforeEach(async () => {
    for (const rule of (await app.call('GET', '/rules')).items) await app.call('DELETE', `/rules/${rule.id}`);
    for (const { id } of (await app.call('GET', '/connectors')).connectors) {
      await app.call('DELETE', `/connectors/${id}`);
    }
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });
  const open = async (path = LIST, options: PageOptions = {}): Promise<WatchedPage> => {
    const page = await browser.open(options);
    await app.signIn(page, path);
    return page;
  };
  const complete = (name: string) => app.call('POST', '/connectors', definition(mail.account(), name));
  const incomplete = (displayName: string) =>
    app.call('POST', '/connectors', { type: 'email', displayName, settings: {} });
  const names = async () =>
    (await app.call('GET', '/connectors')).connectors.map((one: { displayName: string }) => one.displayName);
  const choose = async (page: WatchedPage, name: string, item: string) => {
    await page.getByRole('button', { name: `Actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  test('A1.1 without any, it says what they are for and leads to the choice of a type, and that to the details', async () => {
    const page = await open();
    await expect(
      page.getByText('No data sources yet. An email data source lets rules send from your own address.'),
    ).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: '+ Add new' }).first().click();
    await expect(page.getByRole('heading', { name: 'Choose a type' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Email', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Email connection details' })).toBeVisible();
    await page.assertClean();
  });

  test('A1.3 A1.7 the list has name, type, status with reason, modified and by whom; hostile names are text', async () => {
    await complete('Payroll');
    await incomplete(HOSTILE);
    const page = await open();
    await expect(
      page.getByRole('row', { name: /Payroll Email Inactive Not tested since the last change/ }),
    ).toBeVisible();
    await expect(page.getByRole('row', { name: /Payroll/ })).toContainText('test');
    await expect(page.getByRole('link', { name: HOSTILE })).toBeVisible();
    await expect(page.getByRole('row', { name: /onerror.*Inactive Details incomplete/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: HOSTILE }).click();
    await expect(page.getByLabel('Display name')).toHaveValue(HOSTILE);
    await page.assertClean();
  });

  test('A1.5 search and status stand in the address; nothing found says so', async () => {
    await complete('Payroll');
    const { id } = await complete('HR');
    await app.call('POST', `/connectors/${id}/test`, {});
    const page = await open();
    await page.getByRole('radiogroup', { name: 'Status' }).getByText('Active', { exact: true }).click();
    await expect(page).toHaveURL(/state=active/);
    await expect(page.getByRole('row')).toHaveCount(2);
    await expect(page.getByText('1 of 2')).toBeVisible();
    await page.getByLabel('Search').fill('pay');
    await expect(page.getByText('No data source matches.')).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByLabel('Search')).toHaveValue('pay');
    await page.getByRole('link', { name: 'Show all' }).click();
    await expect(page.getByRole('row')).toHaveCount(3);
    await page.assertClean();
  });

  test('what others change appears by itself', async () => {
    await incomplete('One');
    const page = await open();
    await expect(page.getByRole('link', { name: 'One' })).toBeVisible();
    await incomplete('Two');
    await expect(page.getByRole('link', { name: 'Two' })).toBeVisible();
    await page.assertClean();
  });

  test('a row is tested, switched off and on', async () => {
    await complete('Payroll');
    const page = await open();
    await choose(page, 'Payroll', 'Test connection');
    await expect(page.getByText('Payroll: Connection test succeeded')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('row', { name: /Payroll.*Active/ })).toBeVisible();
    await expectAccessible(page);
    await choose(page, 'Payroll', 'Switch off');
    await expect(page.getByRole('row', { name: /Inactive Switched off/ })).toBeVisible();
    await choose(page, 'Payroll', 'Switch on');
    await expect(page.getByRole('row', { name: /Payroll Email Active/ })).toBeVisible();
    await page.assertClean();
  });

  test('A1.6 what a rule uses is not deleted, and says by what', async () => {
    const { id } = await complete('Payroll');
    await app.call('POST', `/connectors/${id}/test`, {});
    await app.call('POST', '/rules', ruleFrom(id));
    const page = await open();
    await choose(page, 'Payroll', 'Delete');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Payroll cannot be deleted');
    await expect(dialog).toContainText('Payslip');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await names()).toEqual(['Payroll']);
    await page.assertClean();
  });

  test('what a rule uses is switched off only after a question that names the rule', async () => {
    const { id } = await complete('Payroll');
    await app.call('POST', `/connectors/${id}/test`, {});
    await app.call('POST', '/rules', ruleFrom(id));
    const page = await open();
    await choose(page, 'Payroll', 'Switch off');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Switch Payroll off?');
    await expect(dialog).toContainText('Payslip');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Keep it on' }).click();
    await expect(page.getByRole('row', { name: /Payroll Email Active/ })).toBeVisible();
    await choose(page, 'Payroll', 'Switch off');
    await dialog.getByRole('button', { name: 'Switch off' }).click();
    await expect(page.getByRole('row', { name: /Inactive Switched off/ })).toBeVisible();
    await page.assertClean();
  });

  test('A1.6 a deleted one is gone at once, comes back by Undo, and is really deleted when the page is left', async () => {
    await incomplete('Old');
    await incomplete('Kept');
    const page = await open();
    const remove = async () => {
      await choose(page, 'Old', 'Delete');
      await expectAccessible(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await expect(page.getByText('Data source deleted')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Old' })).toBeHidden();
    };
    await remove();
    await expectAccessible(page);
    await press(page, 'Undo');
    await expect(page.getByRole('link', { name: 'Old' })).toBeFocused();
    expect(await names()).toEqual(['Kept', 'Old']);
    await remove();
    expect(await names()).toEqual(['Kept', 'Old']);
    await page.goto('about:blank');
    await expect.poll(names).toEqual(['Kept']);
    await page.assertClean();
  });

  test('A1.6 without Undo it is deleted after eight seconds', async () => {
    await incomplete('Old');
    const page = await open();
    await choose(page, 'Old', 'Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect.poll(names, { timeout: 12_000 }).toEqual([]);
    await expect(page.getByText(/No data sources yet/)).toBeVisible();
    await page.assertClean();
  });

  test('a server in trouble is said, with a way to try again', async () => {
    await incomplete('One');
    const page = await browser.open();
    page.expectConsole(/500/);
    await page.route('**/api/connectors', (route) => route.fulfill({ status: 500, body: 'broken' }));
    await app.signIn(page, LIST);
    await expect(page.getByRole('alert')).toContainText('The server did not answer as expected');
    await expectAccessible(page);
    await page.unroute('**/api/connectors');
    await press(page, 'Try again');
    await expect(page.getByRole('link', { name: 'One' })).toBeVisible();
    await page.assertClean();
  });

  test('on a phone of 320 pixels each row is a card', async () => {
    await incomplete('A name that is quite long, so that it must be broken somewhere');
    const page = await open(LIST, { viewport: { width: 320, height: 640 } });
    await expect(page.getByRole('table')).toBeHidden();
    await expect(page.getByRole('listitem').filter({ hasText: 'A name that is quite long' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const last = page.getByRole('radiogroup', { name: 'Status' }).getByText('Problematic');
    const filter = await page.getByRole('radiogroup', { name: 'Status' }).boundingBox();
    const word = await last.boundingBox();
    expect(Number(word?.x) + Number(word?.width)).toBeLessThanOrEqual(Number(filter?.x) + Number(filter?.width));
    expect(Number(word?.y) + Number(word?.height)).toBeLessThanOrEqual(Number(filter?.y) + Number(filter?.height));
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A1.9 who has not the role sees neither the menu nor the list', async () => {
    const { password } = await addUser(file, 'otto', ['designer']);
    const page = await browser.open();
    await page.goto(`${app.url}/login?to=${encodeURIComponent(LIST)}`);
    await page.getByLabel('User name').fill('otto');
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await press(page, 'Sign in');
    await expect(page.getByRole('heading', { name: 'You may not open this page' })).toBeVisible();
    await expect(page.getByRole('navigation').getByText('Data sources')).toBeHidden();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('beyond 27 one that a file of the server keeps is marked, and offers nothing that would fail', async () => {
    const { id } = await complete('From a file');
    await complete('Of the page');
    await app.store.write((tx) => tx.query(`UPDATE connector SET managed_by = 'payroll.json' WHERE id = '${id}'`));
    const page = await open();
    const row = page.getByRole('row').filter({ hasText: 'From a file' });
    await expect(row.getByText('Kept in a file')).toBeVisible();
    await expect(page.getByText('Kept in a file')).toHaveCount(1);
    await page.getByRole('button', { name: 'Actions for From a file' }).click();
    await expect(page.getByRole('menuitem', { name: 'Test connection' })).toBeVisible();
    await expect(page.getByText("Changed and deleted in payroll.json of the server's configuration")).toBeVisible();
    await expect(page.getByRole('menuitem', { name: 'Delete', exact: true })).toHaveCount(0);
    await expect(page.getByRole('menuitem', { name: /Switch o/ })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Actions for Of the page' }).click();
    await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
    await page.assertClean();
    await app.store.write((tx) => tx.query(`UPDATE connector SET managed_by = NULL WHERE id = '${id}'`));
  });
});

/** A rule with this connector in From. */
function ruleFrom(connector: string) {
  return {
    name: 'Payslip',
    trigger: { kind: 'workflow', event: 'payslip' },
    conditions: { all: [] },
    actions: [
      {
        action: 'send-email',
        params: { connector, to: ['ada@example.com'], subject: 'Payslip', html: '<p>Payslip</p>' },
      },
    ],
  };
}
