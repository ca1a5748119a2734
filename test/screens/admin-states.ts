import type { Page } from '@playwright/test';
import { account } from '../../web/src/words/account.ts';
import { emailAccounts } from '../../web/src/words/email-accounts.ts';
import { groups } from '../../web/src/words/groups.ts';
import { guard } from '../../web/src/words/guard.ts';
import { security } from '../../web/src/words/security.ts';
import type { ScreenState } from './states.ts';
import { failCall, holdCall } from './world.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const world = 'demo' as const;
const dialog = (page: Page) => page.getByRole('dialog').getByRole('textbox').first().waitFor();

/** What administrators set up besides data sources, and the mailboxes of one's own. */
export const ADMIN_STATES: readonly ScreenState[] = [
  { screen: 'providers', state: 'full', world, path: '/admin/providers' },
  {
    screen: 'providers',
    state: 'loading',
    world,
    path: '/admin/providers',
    before: (page) => holdCall(page, '**/api/providers*'),
  },
  {
    screen: 'providers',
    state: 'error',
    world,
    path: '/admin/providers',
    before: (page) => failCall(page, '**/api/providers*'),
  },
  { screen: 'provider', state: 'shipped', world, path: '/admin/providers/gmail' },
  { screen: 'provider', state: 'new', world, path: '/admin/providers/new' },
  { screen: 'provider', state: 'not found', world, path: '/admin/providers/none' },
  { screen: 'default mailbox', state: 'none', world: 'empty', path: '/admin/mailbox' },
  { screen: 'guard', state: 'full', world, path: '/admin/guard' },
  {
    screen: 'guard',
    state: 'stop without a reason',
    world,
    path: '/admin/guard',
    after: (page) => button(page, guard.stop.button),
  },
  { screen: 'suppressed addresses', state: 'empty', world, path: '/suppressed' },
  {
    screen: 'suppressed addresses',
    state: 'full',
    world,
    path: '/suppressed',
    after: async (page, { api }) => {
      const body = { address: 'left@example.com', reason: 'left the company' };
      // Each size of the picture finds what the one before put there.
      await api.call({ method: 'POST', path: '/suppressions', body }).catch(() => undefined);
      await page.reload();
      await page.getByText(body.address).first().waitFor();
    },
  },
  { screen: 'suppressed addresses', state: 'unsubscribed', world, path: '/suppressed?list=mass' },
  { screen: 'audit', state: 'full', world, path: '/admin/audit' },
  { screen: 'audit', state: 'error', world, path: '/admin/audit', before: (page) => failCall(page, '**/api/audit*') },
  {
    screen: 'security settings',
    state: 'dialog',
    world,
    path: '/admin/data-sources',
    after: async (page) => {
      await page.getByRole('link', { name: 'Payroll', exact: true }).click();
      await button(page, security.open);
      await page.getByRole('dialog').getByRole('switch').first().waitFor();
    },
  },
  {
    screen: 'groups',
    state: 'add',
    world,
    path: '/admin/users',
    after: async (page) => {
      await button(page, groups.add);
      await dialog(page);
    },
  },
  {
    screen: 'account',
    state: 'new token',
    world,
    path: '/account',
    after: async (page) => {
      await button(page, account.tokens.add);
      await dialog(page);
    },
  },
  { screen: 'email accounts', state: 'none', world, path: '/me/email-accounts' },
  {
    screen: 'email accounts',
    state: 'connect',
    world,
    path: '/me/email-accounts',
    after: async (page) => {
      await page
        .getByRole('button', { name: new RegExp(`^${emailAccounts.connect}`) })
        .last()
        .click();
      await dialog(page);
    },
  },
  { screen: 'email signature', state: 'no account', world, path: '/me/signature' },
  { screen: 'oauth', state: 'permissions obtained', world, path: '/oauth/done?result=done' },
  { screen: 'oauth', state: 'refused', world, path: '/oauth/done?result=refused' },
];
