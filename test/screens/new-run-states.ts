import type { Page } from '@playwright/test';
import { newRun } from '../../web/src/words/new-run.ts';
import { newRunRows } from '../../web/src/words/new-run-rows.ts';
import { newRunSend } from '../../web/src/words/new-run-send.ts';
import type { ScreenState } from './states.ts';
import { failCall, holdCall } from './world.ts';

const world = 'runs' as const;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const at = (name: string, step: string) => `/payroll/:${name}/prepare?step=${step}`;
const state = (screen: string, name: string, path: string, more: Partial<ScreenState> = {}): ScreenState => ({
  screen,
  state: name,
  world,
  path,
  ...more,
});
const chooseRows = (page: Page, name: string, content: string) =>
  page
    .getByRole('group', { name: newRun.files.rowsTitle })
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });

/** The list of payroll runs, and a new one in its four steps. */
export const newRunStates: ScreenState[] = [
  state('payroll runs', 'full', '/payroll'),
  { screen: 'payroll runs', state: 'empty', world: 'empty', path: '/payroll' },
  state('payroll runs', 'for an approver', '/payroll', { as: 'approver' }),
  state('payroll runs', 'loading', '/payroll', { before: (page) => holdCall(page, '**/api/runs?*') }),
  state('payroll runs', 'error', '/payroll', { before: (page) => failCall(page, '**/api/runs?*') }),
  state('new run', 'upload, new', '/payroll/new'),
  { screen: 'new run', state: 'no rules', world: 'empty', path: '/payroll/new' },
  state('new run', 'upload, mistakes', at('draft', 'upload'), {
    after: async (page) => {
      await chooseRows(page, 'payslips.pdf', '%PDF-1.4');
      await page.getByText(newRun.files.isDocument).waitFor();
      await page.getByLabel(newRun.details.name).fill('');
      await button(page, newRun.next);
    },
  }),
  state('new run', 'upload, under way', at('draft', 'upload'), {
    before: (page) => holdCall(page, '**/files?*'),
    after: (page) => chooseRows(page, 'staff.csv', 'employeeId;email\r\n1;a@b.test\r\n'),
  }),
  state('new run', 'upload, stored', at('problems', 'upload')),
  state('new run', 'match, nothing uploaded', at('draft', 'match')),
  state('new run', 'match, problems', at('problems', 'match'), {
    after: (page) => page.getByRole('button', { name: newRunRows.list.fixOf('E0002') }).waitFor(),
  }),
  state('new run', 'match, ready', at('planned', 'match')),
  state('new run', 'match, changed', at('problems', 'match'), {
    after: async (page) => {
      await page.getByRole('radio', { name: newRunRows.documents.marker }).check();
      await page.getByRole('switch', { name: newRunRows.documents.lock }).check();
      await button(page, newRunRows.plan.check);
    },
  }),
  state('new run', 'fix a row', at('problems', 'match'), {
    after: async (page) => {
      await button(page, newRunRows.list.fixOf('E0002'));
      await page.getByRole('dialog').getByText(newRunRows.fix.values).waitFor();
    },
  }),
  state('new run', 'leave out', at('problems', 'match'), {
    after: (page) => button(page, newRunRows.list.leaveOutOf('E0002')),
  }),
  state('new run', 'email', at('planned', 'email'), {
    after: (page) => page.frameLocator('iframe').getByText('Dear').waitFor(),
  }),
  state('new run', 'test mail', at('planned', 'email'), { after: (page) => button(page, newRunSend.email.test) }),
  state('new run', 'send, blocked', at('problems', 'send')),
  state('new run', 'send, second person', at('planned', 'send')),
  state('new run', 'send, at a time', at('approved', 'send'), {
    after: async (page) => {
      await page.getByRole('radio', { name: newRunSend.send.later }).check();
      await page.getByRole('switch', { name: newRunSend.send.window }).check();
    },
  }),
  state('new run', 'send dialog', at('approved', 'send'), {
    after: (page) => button(page, newRunSend.send.button(4)),
  }),
  state('new run', 'loading', at('planned', 'match'), { before: (page) => holdCall(page, '**/api/runs/*') }),
  state('new run', 'error', at('planned', 'match'), { before: (page) => failCall(page, '**/api/runs/*') }),
  state('new run', 'not found', '/payroll/none/prepare'),
  state('new run', 'not allowed', '/payroll/new', { as: 'approver' }),
];
