import type { Page } from '@playwright/test';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRunWorld, type RunWorld } from './rig/run-world.ts';

/** What the page of a run says where nothing reached its owners, or not yet. */
describe('the page of a payroll run tells the truth', () => {
  const browser = useBrowser();
  let world: RunWorld;
  beforeEach(async () => {
    world = await openRunWorld();
    world.letThrough(100);
  });
  afterEach(() => world.close());

  const open = async (name: string, path: string) => {
    const page = await browser.open();
    await world.signIn(page, name, path);
    return page;
  };
  const state = (page: Page) => page.getByRole('region', { name: 'State', exact: true });
  const toQa = 'While redirected, all 2 mails go to qa@receiver.test; nobody else gets one.';

  test('beyond 17 the approver reads to whom a redirected run goes, and its end does not call it sent', async () => {
    await world.call('PUT', '/settings/guard', { mode: 'redirect', redirectTo: 'qa@receiver.test' });
    const run = await world.planned(2);
    const page = await open('max', `/payroll/${run.id}`);
    await expect(page.getByRole('region', { name: 'Approval' })).toContainText(toQa);
    await expect(page.getByRole('region', { name: 'What is in the plan' })).toContainText(
      '2 e-mails to qa@receiver.test instead of the owners',
    );
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Approve 2 e-mails' }).click();
    const ask = page.getByRole('dialog', { name: 'Approve this plan?' });
    await expect(ask).toContainText(toQa);
    await ask.getByRole('button', { name: 'Approve' }).click();
    await expect(state(page)).toContainText('Approved by max.');
    await world.call('POST', `/runs/${run.id}/release`, {});
    await expect(state(page)).toContainText('Finished: 0 sent to owners, 2 redirected to qa@receiver.test', {
      timeout: 20_000,
    });
    await expect(state(page)).toContainText('Finished, not sent to owners');
    const rows = page.getByRole('region', { name: 'All rows' });
    await expect(rows.getByRole('row').getByText('Redirected', { exact: true })).toHaveCount(2);
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 700 });
    await expectAccessible(page);
    await page.assertClean();
  });

  test('security 13 a released run says by whom sending is stopped; a plan with nothing to send does not wait for approval', async () => {
    await world.call('POST', '/guard/stop', { reason: 'wrong documents' });
    const slips = new Map<string, Buffer>();
    const run = await world.released(2, { slips });
    const page = await open('clerk', `/payroll/${run.id}`);
    await expect(state(page)).toContainText('Sending is stopped');
    await expect(state(page)).toContainText(/Stopped by admin since .*: wrong documents/);
    await expectAccessible(page);
    await world.call('POST', '/guard/resume', {});
    await world.until(run.id, 'finished');
    const empty = await world.planned(2, { slips });
    await page.goto(`${world.url}/payroll/${empty.id}`);
    await expect(state(page)).toContainText('Nothing to send');
    await expect(state(page)).toContainText('every row was left out (2 already sent with the same data)');
    await expect(state(page)).not.toContainText('Waits for approval');
    await expect(page.locator('.run-hash')).toHaveCount(0);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A5.19 a held row says what to do, and its button does it', async () => {
    await world.call('POST', '/guard/stop', { reason: 'not yet' });
    const run = await world.released(2);
    const { id } = await world.call('POST', '/suppressions', { address: 'e0001@receiver.test', reason: 'left' });
    await world.call('POST', '/guard/resume', {});
    await world.until(run.id, 'finished');
    const page = await open('clerk', `/payroll/${run.id}`);
    await expect(page.getByRole('button', { name: /^Retry/ })).toHaveCount(0);
    await page.getByRole('link', { name: 'Open the row of E0001' }).click();
    const drawer = page.getByRole('dialog', { name: 'Row of E0001' });
    await expect(drawer).toContainText('mailrule outbox retry');
    await expect(drawer.getByRole('button', { name: 'Send to another address' })).toHaveCount(0);
    await world.call('POST', `/suppressions/${id}/end`, { reason: 'is back' });
    await drawer.getByRole('button', { name: 'Try again' }).click();
    const again = drawer.getByRole('region', { name: 'Try this e-mail again' });
    await expect(again.getByRole('button', { name: 'Do not send' })).toBeFocused();
    await expectAccessible(page);
    await again.getByRole('button', { name: 'Try again' }).click();
    await expect(state(page)).toContainText('Finished: 2 sent', { timeout: 20_000 });
    await page.assertClean();
  });
});
