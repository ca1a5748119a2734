import type { Page } from '@playwright/test';
import { account } from '../../web/src/words/account.ts';
import { invite } from '../../web/src/words/invite.ts';
import { users } from '../../web/src/words/users.ts';
import type { ScreenState } from './states.ts';
import { failCall, type World } from './world.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** A link to choose a password, for somebody who is not there yet. */
async function openLink(page: Page, { api, url }: World): Promise<void> {
  const body = { name: `Guest ${Date.now()}`, roles: ['approver'] };
  const made = await api.call<{ invitation: { code: string } }>({ method: 'POST', path: '/users', body });
  await page.goto(`${url}/invite#${made.invitation.code}`);
  await page.getByLabel(invite.name).waitFor();
}

async function chooseForUser(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: users.menuOf(name) }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await page.getByRole('dialog').waitFor();
}

/** Users, the own account, and the page behind a link. */
export const PEOPLE_STATES: readonly ScreenState[] = [
  {
    screen: 'users',
    state: 'row menu',
    world: 'demo',
    path: '/admin/users',
    after: (page) => page.getByRole('button', { name: users.menuOf('Bo Berg') }).click(),
  },
  { screen: 'users', state: 'add', world: 'demo', path: '/admin/users', after: (page) => button(page, users.add) },
  {
    screen: 'users',
    state: 'link',
    world: 'demo',
    path: '/admin/users',
    after: async (page) => {
      await chooseForUser(page, 'Bo Berg', users.newLink);
      await button(page, users.confirmLink.go);
      await page.getByLabel(users.link.label).waitFor();
    },
  },
  {
    screen: 'users',
    state: 'delete',
    world: 'demo',
    path: '/admin/users',
    after: (page) => chooseForUser(page, 'Emil', users.delete),
  },
  {
    screen: 'users',
    state: 'last administrator',
    world: 'empty',
    path: '/admin/users',
    after: async (page) => {
      await chooseForUser(page, 'admin', users.disable);
      await button(page, users.confirmDisable.go);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    screen: 'users',
    state: 'conflict',
    world: 'demo',
    path: '/admin/users',
    after: async (page, { api }) => {
      await chooseForUser(page, 'Clara', users.edit);
      await page.getByLabel(users.form.name).fill('Clara Lind');
      const { items } = await api.call<{ items: { id: string; name: string }[] }>({ method: 'GET', path: '/users' });
      const clara = items.find(({ name }) => name.startsWith('Clara'));
      await api.call({ method: 'PATCH', path: `/users/${clara?.id}`, body: { roles: ['payroll_operator'] } });
      await button(page, users.form.save);
      await page.getByRole('columnheader', { name: 'The saved version' }).waitFor();
    },
  },
  { screen: 'account', state: 'full', world: 'demo', path: '/account' },
  {
    screen: 'account',
    state: 'mistakes',
    world: 'demo',
    as: 'designer',
    path: '/account',
    after: (page) => button(page, account.password.change),
  },
  {
    screen: 'account',
    state: 'error',
    world: 'demo',
    path: '/account',
    before: (page) => failCall(page, '**/api/me/sessions'),
  },
  { screen: 'invitation', state: 'form', world: 'demo', as: 'nobody', path: '/invite', after: openLink },
  { screen: 'invitation', state: 'signed in', world: 'demo', path: '/invite', after: openLink },
  { screen: 'invitation', state: 'gone', world: 'demo', as: 'nobody', path: '/invite#mri_x' },
  { screen: 'invitation', state: 'incomplete', world: 'demo', as: 'nobody', path: '/invite' },
  {
    screen: 'sign in',
    state: 'own password',
    world: 'demo',
    as: 'nobody',
    path: '/login',
    after: async (page) => {
      await page.getByLabel('User name').fill('Dana');
      await page.getByRole('textbox', { name: 'Password' }).fill('for one sign-in');
      await page.keyboard.press('Enter');
      await page.getByLabel('Your own new password').waitFor();
    },
  },
];
