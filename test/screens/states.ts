import type { Page } from '@playwright/test';
import { dataSources } from '../../web/src/words/data-sources.ts';
import { firstSteps, setup } from '../../web/src/words/setup.ts';
import { ADMIN_STATES } from './admin-states.ts';
import { newRunStates } from './new-run-states.ts';
import { PEOPLE_STATES } from './people-states.ts';
import { runStates } from './run-states.ts';
import { failCall, holdCall, type World } from './world.ts';

/** One state of a screen, and how to come there. */
export interface ScreenState {
  screen: string;
  state: string;
  world: 'fresh' | 'empty' | 'demo' | 'production' | 'runs';
  path: string;
  as?: 'designer' | 'approver' | 'nobody';
  before?: (page: Page) => Promise<unknown>;
  after?: (page: Page, world: World) => Promise<unknown>;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const ROW = 'tbody tr, [data-row], article';

/** The same three states for each screen that lists something. */
function listStates(screen: string, path: string, call: string): ScreenState[] {
  return [
    { screen, state: 'full', world: 'demo', path },
    { screen, state: 'empty', world: 'empty', path },
    { screen, state: 'loading', world: 'demo', path, before: (page) => holdCall(page, call) },
    { screen, state: 'error', world: 'demo', path, before: (page) => failCall(page, call) },
  ];
}

const signIn: ScreenState[] = [
  { screen: 'sign in', state: 'form', world: 'demo', as: 'nobody', path: '/login' },
  {
    screen: 'sign in',
    state: 'wrong password',
    world: 'demo',
    as: 'nobody',
    path: '/login',
    after: async (page) => {
      await page.getByLabel('User name').fill('admin');
      await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  { screen: 'sign in', state: 'nobody can yet', world: 'fresh', as: 'nobody', path: '/login' },
  {
    screen: 'sign in',
    state: 'session ended',
    world: 'demo',
    path: '/rules',
    after: async (page) => {
      await page.context().clearCookies();
      await page.getByRole('link', { name: 'Outbox', exact: true }).press('Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
];

const firstStart: ScreenState[] = [
  { screen: 'first start', state: 'administrator', world: 'fresh', as: 'nobody', path: '/setup#code' },
  {
    screen: 'first start',
    state: 'mistakes',
    world: 'fresh',
    as: 'nobody',
    path: '/setup#code',
    after: (page) => button(page, setup.administrator.create),
  },
  { screen: 'first start', state: 'no code', world: 'fresh', as: 'nobody', path: '/setup' },
  { screen: 'first start', state: 'set up already', world: 'demo', as: 'nobody', path: '/setup#code' },
  { screen: 'first steps', state: 'mailbox', world: 'empty', path: '/first-steps' },
  { screen: 'first steps', state: 'no sandbox', world: 'production', path: '/first-steps' },
  {
    screen: 'first steps',
    state: 'loading',
    world: 'empty',
    path: '/first-steps',
    before: (page) => holdCall(page, '**/api/rules'),
  },
  {
    screen: 'first steps',
    state: 'error',
    world: 'empty',
    path: '/first-steps',
    before: (page) => failCall(page, '**/api/rules'),
  },
  { screen: 'sandbox', state: 'not running', world: 'empty', path: '/sandbox' },
  {
    screen: 'sandbox',
    state: 'a mail',
    world: 'demo',
    path: '/sandbox',
    after: (page) => page.getByRole('table').getByRole('link').first().click(),
  },
];

/** At the end: these change the empty installation. */
const firstMail: ScreenState[] = [
  {
    screen: 'first steps',
    state: 'rule',
    world: 'empty',
    path: '/first-steps',
    after: async (page) => {
      await button(page, firstSteps.mailbox.sandboxStart);
      await page.getByLabel(firstSteps.rule.subject).waitFor();
    },
  },
  {
    screen: 'first steps',
    state: 'sent',
    world: 'empty',
    path: '/first-steps',
    after: async (page) => {
      await button(page, firstSteps.rule.save);
      await button(page, firstSteps.send.send);
      await page.getByText(firstSteps.send.copied('Sent Items')).waitFor();
      await page.getByRole('article').getByText('Dear').waitFor();
      await page.getByText(firstSteps.next.title).waitFor();
    },
  },
];

const frame: ScreenState[] = [
  { screen: 'frame', state: 'no such page', world: 'demo', path: '/nowhere' },
  { screen: 'frame', state: 'not allowed', world: 'demo', as: 'designer', path: '/admin/subscription' },
  {
    screen: 'frame',
    state: 'account menu',
    world: 'demo',
    path: '/rules',
    after: (page) => page.getByRole('button', { name: /^Account of/ }).click(),
  },
  {
    screen: 'frame',
    state: 'lost link',
    world: 'demo',
    path: '/rules',
    before: (page) => page.route('**/api/live*', (route) => route.abort()),
    after: (page) => page.getByText('Lost the live link').waitFor(),
  },
];

const sources: ScreenState[] = [
  ...listStates('data sources', '/admin/data-sources', '**/api/connectors*'),
  {
    screen: 'data sources',
    state: 'no hits',
    world: 'demo',
    path: '/admin/data-sources?search=zzz',
  },
  {
    screen: 'data sources',
    state: 'row menu',
    world: 'demo',
    path: '/admin/data-sources',
    after: (page) =>
      page
        .getByRole('button', { name: dataSources.menuOf('Payroll') })
        .first()
        .click(),
  },
  { screen: 'choose type', state: 'cards', world: 'demo', path: '/admin/data-sources/new' },
  { screen: 'connection', state: 'new', world: 'demo', path: '/admin/data-sources/new/email' },
  {
    screen: 'connection',
    state: 'mistakes',
    world: 'demo',
    path: '/admin/data-sources/new/email',
    after: (page) => button(page, 'Save'),
  },
  {
    screen: 'connection',
    state: 'active',
    world: 'demo',
    path: '/admin/data-sources',
    after: (page) => page.getByRole('link', { name: 'Payroll', exact: true }).click(),
  },
  {
    screen: 'connection',
    state: 'tested',
    world: 'demo',
    path: '/admin/data-sources',
    after: async (page) => {
      await page.getByRole('link', { name: 'Payroll', exact: true }).click();
      await button(page, 'Test connection');
      await page.getByText('Connection test succeeded').first().waitFor();
    },
  },
  {
    screen: 'connection',
    state: 'incomplete',
    world: 'demo',
    path: '/admin/data-sources',
    after: (page) => page.getByRole('link', { name: 'Support' }).first().click(),
  },
  { screen: 'connection', state: 'not found', world: 'demo', path: '/admin/data-sources/none' },
  { screen: 'subscription', state: 'full', world: 'demo', path: '/admin/subscription' },
  { screen: 'subscription', state: 'no source can send', world: 'empty', path: '/admin/subscription' },
  {
    screen: 'subscription',
    state: 'error',
    world: 'demo',
    path: '/admin/subscription',
    before: (page) => failCall(page, '**/api/settings/**'),
  },
];

const openRule = (page: Page, name: string) => page.getByRole('link', { name }).first().click();

const rules: ScreenState[] = [
  ...listStates('rules', '/rules', '**/api/rules'),
  { screen: 'rule', state: 'new', world: 'demo', path: '/rules/new' },
  { screen: 'rule', state: 'payslip', world: 'demo', path: '/rules', after: (page) => openRule(page, 'Send payslip') },
  {
    screen: 'rule',
    state: 'switched off',
    world: 'demo',
    path: '/rules',
    after: (page) => openRule(page, 'Equipment'),
  },
  {
    screen: 'rule',
    state: 'a PDF and merged ones',
    world: 'demo',
    path: '/rules',
    after: async (page) => {
      await openRule(page, 'Send payslip');
      await button(page, 'Create a PDF');
      await page.getByRole('group', { name: 'Facts, part 2' }).waitFor();
      await button(page, 'Add table');
      await button(page, 'Merge PDFs');
      await page.getByText('Their pages become one PDF').waitFor();
    },
  },
  {
    screen: 'rule',
    state: 'rows',
    world: 'demo',
    path: '/rules',
    after: async (page) => {
      await openRule(page, 'Send payslip');
      await button(page, 'After sending, and rows');
      await page.getByRole('combobox', { name: 'For each row of' }).click();
      await page.getByRole('option').first().click();
      await button(page, 'Add an email before the rows');
      await page.getByRole('region', { name: 'Send email before the rows', exact: true }).waitFor();
    },
  },
  {
    screen: 'rule',
    state: 'changes of a form',
    world: 'demo',
    path: '/rules/new',
    after: async (page) => {
      await page.getByRole('combobox', { name: 'Event' }).click();
      await page.getByRole('option', { name: 'A field changes' }).click();
      await page.getByText('Only when one of these fields changes').waitFor();
    },
  },
  { screen: 'rule', state: 'not found', world: 'demo', path: '/rules/none' },
];

const outbox: ScreenState[] = [
  ...listStates('outbox', '/outbox', '**/api/outbox*'),
  { screen: 'outbox', state: 'no hits', world: 'demo', path: '/outbox?search=zzz' },
  {
    screen: 'mail',
    state: 'sent',
    world: 'demo',
    path: '/outbox?state=accepted',
    after: (page) => page.locator(ROW).getByRole('link').first().click(),
  },
  {
    screen: 'mail',
    state: 'failed',
    world: 'demo',
    path: '/outbox?state=failed',
    after: (page) => page.locator(ROW).getByRole('link').first().click(),
  },
  {
    screen: 'mail',
    state: 'held',
    world: 'demo',
    path: '/outbox?state=held',
    after: (page) => page.locator(ROW).getByRole('link').first().click(),
  },
  { screen: 'mail', state: 'not found', world: 'demo', path: '/outbox/none' },
];

export const STATES: readonly ScreenState[] = [
  ...signIn,
  ...firstStart,
  ...sources,
  ...listStates('users', '/admin/users', '**/api/users'),
  ...PEOPLE_STATES,
  ...ADMIN_STATES,
  ...rules,
  ...outbox,
  ...newRunStates,
  ...runStates,
  ...frame,
  ...firstMail,
];

/** Two for the README. */
export const README_STATES: readonly (ScreenState & { file: string })[] = [
  {
    file: 'rule',
    screen: 'rule',
    state: 'payslip',
    world: 'demo',
    path: '/rules',
    after: (page) => openRule(page, 'Send payslip'),
  },
  { file: 'outbox', screen: 'outbox', state: 'full', world: 'demo', path: '/outbox' },
];
