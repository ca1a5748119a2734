import { afterAll, beforeAll, describe, test } from 'vitest';
import { UnsubscribedTable } from '../../src/store/tables/unsubscribe.table.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

describe('suppressed addresses', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('suppression-page');
  let app: WebApp;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
    const never = { ruleId: null, endedAt: null, endedBy: null, endedReason: null };
    const rows = Array.from({ length: 60 }, (_, index) => {
      const address = `reader${String(index).padStart(2, '0')}@example.com`;
      return { id: `u${100 + index}`, address, addressKey: address, at: Date.now(), messageId: `m${index}`, ...never };
    });
    await app.store.write((tx) => tx.getRepository(UnsubscribedTable).insert(rows));
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  test('A5.19 who unsubscribed is listed by pages, found, and subscribed again with a reason that stays', async () => {
    const page = await browser.open();
    await app.signIn(page, '/suppressed');
    await expect(page.getByText('Every address gets e-mail')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Unsubscribed', exact: true }).click();
    await expect(page).toHaveURL(/list=mass/);
    await expect(page.getByText('60 addresses get no mass mail.')).toBeVisible();
    const rows = page.getByRole('table').getByRole('row');
    await expect(rows).toHaveCount(51);
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect(rows).toHaveCount(61);
    await page.getByRole('textbox', { name: 'Search' }).fill('READER07');
    await expect(rows).toHaveCount(2);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Subscribe reader07@example.com again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Subscribe reader07@example.com again' });
    await dialog.getByRole('button', { name: 'Subscribe again' }).click();
    await expect(dialog.getByText('Say why.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('asked by phone');
    await dialog.getByRole('button', { name: 'Subscribe again' }).click();
    await expect(page.getByText('No address fits.')).toBeVisible();
    await page.getByLabel('Show those that ended').check();
    await expect(rows.nth(1)).toContainText(`${app.administrator.name}: asked by phone`);
    await expect(page.getByText('59 addresses get no mass mail.')).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('an address is put on the list and taken off it, and how many soft returns suppress one is set', async () => {
    const page = await browser.open();
    page.expectConsole(/409|412|422/);
    await app.signIn(page, '/suppressed');
    const add = async (address: string) => {
      await page.getByRole('button', { name: 'Add address' }).first().click();
      const dialog = page.getByRole('dialog', { name: 'Add address' });
      await dialog.getByRole('textbox', { name: 'Address' }).fill(address);
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('left the company');
      await dialog.getByRole('button', { name: 'Add address' }).click();
      return dialog;
    };
    await add('gone@example.com');
    const row = page.getByRole('row', { name: /gone@example\.com/ });
    await expect(row).toContainText('Put here by a person');
    const dialog = await add('gone@example.com');
    await expect(dialog.getByRole('alert')).toContainText('is on the suppression list');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    const soft = page.getByRole('region', { name: 'E-mails that come back softly' });
    await soft.getByLabel('So many put the address on the list').fill('1');
    await soft.getByRole('button', { name: 'Save' }).click();
    await expect(soft.getByLabel('So many put the address on the list')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
    await soft.getByLabel('So many put the address on the list').fill('3');
    await soft.getByRole('button', { name: 'Save' }).click();
    await expect.poll(async () => (await app.call('GET', '/settings/soft-bounces')).mails).toBe(3);
    // Somebody else was there meanwhile: theirs is not overwritten.
    await page.getByLabel('Within so many days').fill('30');
    await app.call('PUT', '/settings/soft-bounces', { mails: 4, days: 14 });
    await soft.getByRole('button', { name: 'Save' }).click();
    await expect(soft.getByRole('alert')).toContainText('changed this setting meanwhile');
    expect(await app.call('GET', '/settings/soft-bounces')).toMatchObject({ mails: 4, days: 14 });

    await row.getByRole('button', { name: 'Send to gone@example.com again' }).click();
    const end = page.getByRole('dialog', { name: 'Send to gone@example.com again' });
    await end.getByRole('textbox', { name: 'Reason' }).fill('is back');
    await end.getByRole('button', { name: 'Send again' }).click();
    await expect(page.getByText('Every address gets e-mail')).toBeVisible();
    await page.assertClean();
  });

  test('a designer reads both lists and changes none; on a phone each address is a card', async () => {
    const { name, password } = await app.person('Bo Berg', ['designer']);
    await app.call('POST', '/suppressions', { address: 'phone@example.com', reason: 'x' });
    const page = await browser.open({ viewport: { width: 320, height: 640 } });
    const signedIn = { data: { name, password }, headers: { origin: app.url } };
    expect((await page.context().request.post(`${app.url}/api/session`, signedIn)).ok()).toBe(true);
    await page.goto(`${app.url}/suppressed`);
    const list = page.getByRole('list', { name: 'Addresses' });
    await expect(list.getByRole('listitem')).toContainText('phone@example.com');
    await expect(page.getByRole('button', { name: 'Add address' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: /again$/ })).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'E-mails that come back softly' })).toHaveCount(0);
    await expectAccessible(page);
    await page.assertClean();
  });
});
