import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const PASSWORD = 'correct horse battery';

describe('users', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('users');
  let app: WebApp;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  const rowOf = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
  const choose = async (page: Page, name: string, item: string) => {
    await page.getByRole('button', { name: `Actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const signInAs = async (page: Page, { name, password }: { name: string; password: string }, path = '/') => {
    await page.goto(`${app.url}/login?to=${encodeURIComponent(path)}`);
    await page.getByLabel('User name').fill(name);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.keyboard.press('Enter');
  };

  test('an administrator adds an approver, who opens the link, chooses a password and sees only what the role allows', async () => {
    const page = await browser.open();
    await app.signIn(page, '/admin/users');
    await expect(rowOf(page, 'admin')).toContainText('Active');
    await expect(page.getByText('You are the only one here.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: '+ Add user' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add user' });
    await dialog.getByRole('button', { name: 'Add and make a link' }).click();
    await expect(dialog.getByText('Type a name to sign in with.')).toBeVisible();
    await dialog.getByLabel('User name').fill('Bo Berg');
    await dialog.getByLabel('Approver').check();
    await expect(dialog.getByText('Looks at payroll runs and approves them.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Add and make a link' }).click();
    const made = page.getByRole('dialog', { name: 'Link for Bo Berg' });
    const link = await made.getByLabel('Link to choose a password').inputValue();
    expect(link).toMatch(new RegExp(`^${app.url}/invite#mri_`));
    await expectAccessible(page);
    await made.getByRole('button', { name: 'Done' }).click();
    await expect(rowOf(page, 'Bo Berg')).toContainText('Invited');
    await expect(rowOf(page, 'Bo Berg')).toContainText('Approver');
    await expect(rowOf(page, 'Bo Berg')).toContainText('never');

    const theirs = await browser.open();
    theirs.expectConsole(/422 .*invitation/);
    await theirs.goto(link);
    await expect(theirs.getByText('This link is for Bo Berg.')).toBeVisible();
    await expectAccessible(theirs);
    const password = theirs.getByRole('textbox', { name: 'Password' });
    await password.fill('short');
    await theirs.getByRole('button', { name: 'Save and sign in' }).click();
    await expect(theirs.getByText('The password needs at least 10 characters.')).toBeVisible();
    await expect(password).toBeFocused();
    await password.fill(PASSWORD);
    await theirs.getByRole('button', { name: 'Save and sign in' }).click();
    await expect(theirs.getByRole('button', { name: 'Account of Bo Berg' })).toBeVisible();
    expect(theirs.url()).not.toContain('mri_');
    const menu = theirs.getByRole('navigation', { name: 'Main' });
    for (const name of ['Users and groups', 'Data sources', 'Subscription Details', 'Send email rules', 'Outbox']) {
      await expect(menu.getByRole('link', { name })).toHaveCount(0);
    }
    await theirs.goto(`${app.url}/admin/users`);
    await expect(theirs.getByRole('heading', { name: 'You may not open this page' })).toBeVisible();
    await expect(theirs.getByText('It needs the role Administrator.')).toBeVisible();
    await expectAccessible(theirs);
    // The link has done its work.
    await theirs.goto('about:blank');
    await theirs.goto(link);
    await expect(theirs.getByRole('alert')).toContainText('This link does not work any more');
    await expectAccessible(theirs);
    await theirs.assertClean();
    await page.reload();
    await expect(rowOf(page, 'Bo Berg')).toContainText('Active');
    await expect(page.getByText('You are the only one here.')).toHaveCount(0);
    await page.assertClean();
  });

  test('a group of people is added, changed and deleted; a name that is taken stands at its field', async () => {
    const bruno = await app.person('Bruno', ['approver']);
    const page = await browser.open();
    page.expectConsole(/409 .*groups/);
    await app.signIn(page, '/admin/users');
    await expect(page.getByText('No groups yet.')).toBeVisible();
    await page.getByRole('button', { name: '+ Add group' }).click();
    const add = page.getByRole('dialog', { name: 'Add group' });
    await add.getByRole('button', { name: 'Save' }).click();
    await expect(add.getByText('Type a name for the group.')).toBeVisible();
    await add.getByLabel('Group name').fill('Payroll team');
    await add.getByRole('combobox', { name: 'Members' }).click();
    await page.getByRole('option', { name: bruno.name }).click();
    await page.keyboard.press('Escape');
    await expectAccessible(page);
    await add.getByRole('button', { name: 'Save' }).click();
    const groups = page.getByRole('list', { name: 'List of groups' });
    await expect(groups.getByRole('listitem')).toContainText('Bruno');
    await expectAccessible(page);
    await page.getByRole('button', { name: '+ Add group' }).click();
    await add.getByLabel('Group name').fill('PAYROLL TEAM');
    await add.getByRole('button', { name: 'Save' }).click();
    await expect(add.getByText('Another group has this name.')).toBeVisible();
    await add.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Change the group Payroll team' }).click();
    const edit = page.getByRole('dialog', { name: 'Change the group Payroll team' });
    await edit.getByLabel('Group name').fill('Wages team');
    await edit.getByRole('button', { name: 'Save' }).click();
    await expect(groups.getByRole('listitem')).toContainText('Wages team');
    await page.getByRole('button', { name: 'Delete the group Wages team' }).click();
    const ask = page.getByRole('dialog', { name: 'Delete the group Wages team?' });
    await ask.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('No groups yet.')).toBeVisible();
    await page.assertClean();
  });

  test('an incomplete link says so', async () => {
    const page = await browser.open();
    await page.goto(`${app.url}/invite`);
    await expect(page.getByText('The link is incomplete')).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('the last administrator stays one, and is told why', async () => {
    const page = await browser.open();
    page.expectConsole(/409 .*users/);
    await app.signIn(page, '/admin/users');
    await choose(page, 'admin', 'Disable');
    const ask = page.getByRole('dialog', { name: 'Disable admin?' });
    await expect(ask).toContainText('This is your own account');
    await expectAccessible(page);
    await ask.getByRole('button', { name: 'Disable' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('admin is the last administrator who can sign in.');
    await expectAccessible(page);
    await choose(page, 'admin', 'Change name or roles');
    const edit = page.getByRole('dialog', { name: 'Change admin' });
    await edit.getByLabel('Administrator').uncheck();
    await edit.getByRole('button', { name: 'Save' }).click();
    await expect(edit.getByRole('alert')).toContainText('admin is the last administrator who can sign in.');
    await edit.getByRole('button', { name: 'Cancel' }).click();
    await expect(rowOf(page, 'admin')).toContainText('Administrator');
    await page.assertClean();
  });

  test('a disabled person is signed out at the next request and can be enabled again', async () => {
    const dana = await app.person('Dana', ['designer']);
    const theirs = await browser.open();
    theirs.expectConsole(/401/);
    await signInAs(theirs, dana, '/rules');
    await expect(theirs.getByRole('heading', { name: 'Send email rules' })).toBeVisible();
    const page = await browser.open();
    await app.signIn(page, '/admin/users');
    await choose(page, 'Dana', 'Disable');
    await page.getByRole('dialog', { name: 'Disable Dana?' }).getByRole('button', { name: 'Disable' }).click();
    await expect(rowOf(page, 'Dana')).toContainText('Disabled');
    await expectAccessible(page);
    await theirs.getByRole('link', { name: 'Outbox' }).click();
    const ended = theirs.getByRole('dialog', { name: 'Your session has ended' });
    await ended.getByRole('textbox', { name: 'Password' }).fill(dana.password);
    await theirs.keyboard.press('Enter');
    await expect(ended.getByRole('alert')).toContainText('Name or password is wrong');
    await choose(page, 'Dana', 'Enable');
    await expect(rowOf(page, 'Dana')).toContainText('Active');
    await page.assertClean();
    await theirs.assertClean();
  });

  test('two administrators who change the same person see both versions and choose', async () => {
    const { id } = await app.person('Emil', ['user']);
    const page = await browser.open();
    page.expectConsole(/412 .*users/);
    await app.signIn(page, '/admin/users');
    await choose(page, 'Emil', 'Change name or roles');
    const edit = page.getByRole('dialog', { name: 'Change Emil' });
    await edit.getByLabel('Approver').check();
    await app.call('PATCH', `/users/${id}`, { roles: ['designer'] });
    await edit.getByRole('button', { name: 'Save' }).click();
    const conflict = page.getByRole('dialog', { name: 'Somebody else saved this meanwhile' });
    await expect(conflict.getByRole('row', { name: /Roles/ })).toContainText('Approver, User');
    await expect(conflict.getByRole('row', { name: /Roles/ })).toContainText('Form designer');
    await expectAccessible(page);
    await conflict.getByRole('button', { name: 'Keep my version' }).click();
    await expect(rowOf(page, 'Emil')).toContainText('Approver, User');
    await page.assertClean();
  });

  test('deleting asks first, and a person who is gone already is not asked for again', async () => {
    await app.person('Femi', []);
    const gone = await app.person('Gita', []);
    const page = await browser.open();
    page.expectConsole(/404 .*users/);
    await app.signIn(page, '/admin/users');
    await choose(page, 'Femi', 'Delete');
    const ask = page.getByRole('dialog', { name: 'Delete Femi?' });
    await expect(ask.getByRole('button', { name: 'Keep' })).toBeFocused();
    await ask.getByRole('button', { name: 'Delete' }).click();
    await expect(rowOf(page, 'Femi')).toHaveCount(0);
    await app.call('DELETE', `/users/${gone.id}`);
    await choose(page, 'Gita', 'Delete');
    await page.getByRole('dialog', { name: 'Delete Gita?' }).getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toContainText('There is no such person.');
    await expect(rowOf(page, 'Gita')).toHaveCount(0);
    await page.assertClean();
  });

  test('a name that somebody has is refused at its field', async () => {
    const page = await browser.open();
    page.expectConsole(/409 .*users/);
    await app.signIn(page, '/admin/users');
    await page.getByRole('button', { name: '+ Add user' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add user' });
    await dialog.getByLabel('User name').fill('ADMIN');
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('Somebody else has this name.')).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('the list says what is wrong when it cannot be read, and tries again', async () => {
    const page = await browser.open();
    page.expectConsole(/503/);
    await page.route('**/api/users', (route) => route.fulfill({ status: 503, json: PROBLEM }));
    await app.signIn(page, '/admin/users');
    await expect(page.getByRole('alert')).toContainText('The database does not answer');
    await page.unroute('**/api/users');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(rowOf(page, 'admin')).toBeVisible();
    await page.assertClean();
  });

  test('on a phone each person is a card with its menu', async () => {
    const page = await browser.open({ viewport: { width: 320, height: 640 } });
    await app.signIn(page, '/admin/users');
    await expect(page.getByRole('listitem').filter({ hasText: 'admin' })).toContainText('Last sign-in');
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.assertClean();
  });
});

const PROBLEM = {
  type: 'about:blank',
  title: 'The database does not answer',
  status: 503,
  detail: 'Try again in a moment.',
  code: 'DATABASE',
  retryable: true,
  requestId: 'r1',
};
