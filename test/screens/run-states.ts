import type { Page } from '@playwright/test';
import { run } from '../../web/src/words/run.ts';
import { runRows } from '../../web/src/words/run-rows.ts';
import type { ScreenState } from './states.ts';
import { failCall, holdCall } from './world.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const world = 'runs' as const;
const screen = 'run';
const state = (name: string, more: Partial<ScreenState> = {}): ScreenState => ({
  screen,
  state: name,
  world,
  path: `/payroll/:${name}`,
  ...more,
});
const openRow = async (page: Page, owner: RegExp) => {
  await page.getByRole('link', { name: owner }).first().click();
  await page.getByRole('dialog').getByText(runRows.drawer.digest).waitFor();
  await page.frameLocator('iframe').getByText('Dear').waitFor();
};

/** A payroll run in each of its states, and a row of it. */
export const runStates: ScreenState[] = [
  ...[
    'draft',
    'problems',
    'planned',
    'approved',
    'waiting',
    'sending',
    'paused',
    'stopped',
    'finished',
    'failures',
  ].map((name) => state(name)),
  state('cancelled'),
  state('planned by somebody else', { path: '/payroll/:planned', as: 'approver' }),
  state('approve dialog', {
    path: '/payroll/:planned',
    as: 'approver',
    after: (page) => page.getByRole('button', { name: /^Approve / }).click(),
  }),
  state('release at a time', {
    path: '/payroll/:approved',
    after: (page) => page.getByRole('radio', { name: run.release.later }).check(),
  }),
  state('cancel dialog', { path: '/payroll/:sending', after: (page) => button(page, run.actions.cancel) }),
  state('lost link', {
    path: '/payroll/:sending',
    before: (page) => page.route('**/api/live*', (route) => route.abort()),
    after: (page) => page.getByText('Lost the live link').waitFor(),
  }),
  state('no hits', { path: '/payroll/:finished?search=zzz' }),
  state('loading', { path: '/payroll/:finished', before: (page) => holdCall(page, '**/api/runs/*') }),
  state('error', { path: '/payroll/:finished', before: (page) => failCall(page, '**/api/runs/*') }),
  state('not found', { path: '/payroll/none' }),
  state('not allowed', { path: '/payroll/:finished', as: 'designer' }),
  { screen: 'run row', state: 'sent', world, path: '/payroll/:finished', after: (page) => openRow(page, /E0001/) },
  { screen: 'run row', state: 'failed', world, path: '/payroll/:failures', after: (page) => openRow(page, /E000/) },
  {
    screen: 'run row',
    state: 'another address',
    world,
    path: '/payroll/:finished',
    after: async (page) => {
      await openRow(page, /E0002/);
      await button(page, runRows.actions.other);
    },
  },
];
