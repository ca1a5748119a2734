import type { Page } from '@playwright/test';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { inDays } from '../support/in-days.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRunWorld, type RunWorld } from './rig/run-world.ts';

describe('the page of a payroll run', () => {
  const browser = useBrowser();
  let world: RunWorld;
  beforeEach(async () => {
    world = await openRunWorld();
  });
  afterEach(() => world.close());

  const open = async (name: string, path: string) => {
    const page = await browser.open();
    await world.signIn(page, name, path);
    return page;
  };
  const state = (page: Page) => page.getByRole('region', { name: 'State', exact: true });
  const bar = (page: Page) => page.getByRole('progressbar', { name: 'Progress of the run' });
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

  test('A3.18 A3.20 approved by a second person, released, paused, the server restarted, resumed, finished: each gets one', async () => {
    const run = await world.planned(8);
    const path = `/payroll/${run.id}`;
    const clerk = await open('admin', path);
    await expect(state(clerk)).toContainText('Waits for approval');
    const plan = clerk.getByRole('region', { name: 'What is in the plan' });
    await expect(plan).toContainText('alice@sender.test');
    await expect(plan).toContainText('8 documents, each for one row');
    await expect(plan.locator('.run-hash')).toHaveText(run.plan.hash);
    await expect(clerk.getByRole('region', { name: 'Approval' })).toContainText('a second person has to approve it');
    await expect(button(clerk, /^Approve/)).toHaveCount(0);
    await expectAccessible(clerk);

    const max = await open('max', path);
    await max.getByRole('link', { name: 'Open the e-mail of E0001' }).click();
    const drawer = max.getByRole('dialog', { name: 'Row of E0001' });
    await expect(drawer.getByRole('region', { name: 'E-mail' })).toContainText('Payslip of Person 1');
    await expect(
      drawer.frameLocator('iframe:not([data-hidden])').getByText('Dear Person 1, you get 2001.50 EUR.'),
    ).toBeVisible();
    await expect(drawer).toContainText('payslip-E0001.pdf');
    await expectAccessible(max);
    await max.keyboard.press('Escape');
    await expect(max.getByRole('link', { name: 'Open the e-mail of E0001' })).toBeFocused();
    const compare = max.getByLabel('Compare with a hash that you were given');
    await compare.fill(`${run.plan.hash.slice(0, -1)}x`);
    await expect(max.getByText('They differ')).toBeVisible();
    await compare.fill(run.plan.hash.toUpperCase());
    await expect(max.getByText('Both are the same.')).toBeVisible();
    await button(max, 'Approve 8 e-mails').click();
    const ask = max.getByRole('dialog', { name: 'Approve this plan?' });
    await expect(ask.getByRole('button', { name: 'Not yet' })).toBeFocused();
    await expect(ask).toContainText('8 e-mails from alice@sender.test. 0 rows are left out.');
    await expectAccessible(max);
    await ask.getByRole('button', { name: 'Approve' }).click();
    await expect(state(max)).toContainText('Approved by max.');
    await expect(max.getByRole('region', { name: 'Release' })).toContainText('A payroll operator releases it.');

    // Told by the live link, without a reload.
    const release = clerk.getByRole('region', { name: 'Release' });
    await release.getByRole('button', { name: 'Send 8 e-mails' }).click();
    const sure = clerk.getByRole('dialog', { name: 'Release this run?' });
    await expect(sure.getByRole('button', { name: 'Do not send' })).toBeFocused();
    await sure.getByRole('button', { name: 'Release' }).click();
    await expect(state(clerk)).toContainText('Sending');
    world.letThrough(2);
    await expect(bar(clerk)).toHaveAttribute('aria-valuetext', '25%: 2 sent, 0 failed');
    // The rows stay under their reader until somebody asks, or the state of the run is another.
    const rows = clerk.getByRole('region', { name: 'All rows' });
    await expect(rows).toContainText('The run went on since.');
    await expect(bar(max)).toHaveAttribute('aria-valuetext', '25%: 2 sent, 0 failed');
    await expectAccessible(clerk);
    await button(clerk, 'Pause').click();
    await expect(state(clerk)).toContainText('Paused');
    await expect(state(clerk)).toContainText('admin paused it.');
    world.letThrough(1);
    const resume = clerk.getByRole('button', { name: /^Resume: \d not sent yet; nobody gets it twice$/ });
    await expect(resume).toBeVisible();
    await expectAccessible(clerk);

    clerk.expectConsole(/ERR_|Failed to load/);
    max.expectConsole(/ERR_|Failed to load/);
    await world.stopServer();
    await expect(clerk.getByText('Lost the live link: the server does not answer.')).toBeVisible();
    await world.startServer();
    await expect(clerk.getByText('Lost the live link')).toHaveCount(0, { timeout: 20_000 });
    await resume.click();
    world.letThrough(20);
    await expect(state(clerk)).toContainText('Finished: 8 sent', { timeout: 20_000 });
    await expect(bar(clerk)).toHaveAttribute('aria-valuetext', '100%: 8 sent, 0 failed');
    await expect(rows.getByRole('row').getByText('Sent', { exact: true })).toHaveCount(8);
    await expect(rows).not.toContainText('Waits until its run is approved and released.');
    await expect(state(max)).toContainText('Finished: 8 sent', { timeout: 20_000 });
    await expectAccessible(clerk);
    expect(world.smtp.mails.map(({ to }) => to[0]).sort()).toEqual(
      Array.from({ length: 8 }, (_, index) => `e000${index + 1}@receiver.test`),
    );
    for (const name of ['Download report', 'Download proof']) {
      const [file] = await Promise.all([clerk.waitForEvent('download'), clerk.getByRole('link', { name }).click()]);
      expect(file.suggestedFilename()).toMatch(name === 'Download report' ? /November.*\.csv$/ : /\.json$/);
    }
    await clerk.assertClean();
    await max.assertClean();
  });

  test('a release at a time: the zone and window of the run are shown, a time that is over is refused at its field', async () => {
    const window = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] };
    const run = await world.planned(2, { options: { timeZone: 'Asia/Kolkata', window } });
    await world.callAs('max', 'POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    const page = await open('clerk', `/payroll/${run.id}`);
    page.expectConsole(/422/);
    await expect(page.getByRole('region', { name: 'What is in the plan' })).toContainText(
      '08:00 to 18:00, Monday to Friday (Asia/Kolkata)',
    );
    const release = page.getByRole('region', { name: 'Release' });
    await release.getByRole('radio', { name: 'At a time' }).check();
    const go = release.getByRole('button', { name: 'Send 2 e-mails' });
    await go.click();
    const field = release.getByLabel('Date and time in Asia/Kolkata');
    await expect(field).toBeFocused();
    await expect(release).toContainText('Enter a date and a time.');
    await field.fill('2020-01-01T08:00');
    await go.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(release).toContainText('This time is over');
    await expectAccessible(page);
    const [first, then] = [inDays(60), inDays(63, '09:30')];
    const shown = (at: string) =>
      new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(
        Date.parse(`${at}Z`),
      );
    await field.fill(first);
    await go.click();
    await expect(page.getByRole('dialog')).toContainText(`on ${shown(first)} (Asia/Kolkata)`);
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await expect(state(page)).toContainText('Waiting to start');
    await expect(state(page)).toContainText(`Starts on ${shown(first)} (Asia/Kolkata).`);
    await expectAccessible(page);
    const again = page.getByRole('region', { name: 'Another time' });
    await again.getByLabel('Date and time in Asia/Kolkata').fill(then);
    await again.getByRole('button', { name: 'Change the time of 2 e-mails' }).click();
    await expect(page.getByRole('dialog')).toContainText(`on ${shown(then)} (Asia/Kolkata)`);
    await page.getByRole('dialog').getByRole('button', { name: 'Change the time' }).click();
    await expect(state(page)).toContainText(`Starts on ${shown(then)} (Asia/Kolkata).`);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('failures are appended while it sends; it stops by itself, and the failed ones are tried again', async () => {
    await world.call('PUT', '/settings/runs', { fourEyes: true, stopAfterFailures: 3 });
    const run = await world.released(7);
    const page = await open('clerk', `/payroll/${run.id}`);
    world.letThrough(2);
    await expect(bar(page)).toHaveAttribute('aria-valuetext', '28%: 2 sent, 0 failed');
    // Not in the order of the rows: whoever fails later stands further down all the same.
    world.smtp.setRules([{ stage: 'rcpt', times: 3, action: { reply: '550 5.1.1 There is no such mailbox here' } }]);
    const failures = page.getByRole('region', { name: 'Failures' });
    const people = failures.getByRole('link');
    const seen: string[] = [];
    for (const failed of [1, 2, 3]) {
      world.letThrough(1);
      await expect(people).toHaveCount(failed, { timeout: 20_000 });
      const texts = await people.allTextContents();
      expect(texts.slice(0, seen.length)).toEqual(seen);
      seen.splice(0, seen.length, ...texts);
    }
    await expect(failures).toContainText('550 5.1.1 There is no such mailbox here');
    await expect(state(page)).toContainText('Stopped', { timeout: 20_000 });
    await expect(state(page)).toContainText('3 failures in a row');
    await expect(bar(page)).toHaveAttribute('aria-valuetext', '71%: 2 sent, 3 failed');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Failed 3' }).click();
    await expect(page).toHaveURL(/state=failed/);
    await expect(page.getByRole('region', { name: 'All rows' }).getByRole('row')).toHaveCount(4);
    world.letThrough(20);
    await button(page, 'Retry 3 failed').click();
    await expect(state(page)).toContainText('Finished: 7 sent', { timeout: 20_000 });
    await expect(failures).toHaveCount(0);
    // With the end of the run its rows are read again.
    const rows = page.getByRole('region', { name: 'All rows' });
    await expect(rows).toContainText('No row matches.');
    await page.getByRole('link', { name: 'Show all rows' }).click();
    await expect(rows.getByRole('row')).toHaveCount(8);
    expect(world.smtp.mails).toHaveLength(7);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('cancel: says what is done and what will not be, the safe button has the focus; what left stays sent', async () => {
    const run = await world.released(5);
    const page = await open('clerk', `/payroll/${run.id}`);
    world.letThrough(2);
    await expect(bar(page)).toHaveAttribute('aria-valuetext', '40%: 2 sent, 0 failed');
    await button(page, 'Cancel run').click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this run?' });
    await expect(dialog.getByRole('button', { name: 'Keep sending' })).toBeFocused();
    await expect(dialog).toContainText('2 e-mails left and stay sent. 3 e-mails will not be sent.');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(button(page, 'Cancel run')).toBeFocused();
    await button(page, 'Cancel run').click();
    await dialog.getByRole('button', { name: 'Cancel run' }).click();
    await expect(state(page)).toContainText('Cancelled: 2 sent, and these stay sent; 3 were not sent.');
    await expect(button(page, 'Cancel run')).toHaveCount(0);
    world.letThrough(20);
    await expectAccessible(page);
    const { counts } = await world.call('GET', `/runs/${run.id}`);
    expect(counts.mails).toMatchObject({ accepted: 2, cancelled: 3 });
    expect(world.smtp.mails).toHaveLength(2);
    await page.assertClean();
  });

  test('two operators press at once: the second is told what the run is now', async () => {
    const run = await world.released(4);
    const page = await open('clerk', `/payroll/${run.id}`);
    page.expectConsole(/412|409/);
    await expect(state(page)).toContainText('Sending');
    // As if the link were slow: what the other one does is not told in time.
    await page.route('**/api/runs/*/pause', async (route) => {
      await world.call('POST', `/runs/${run.id}/pause`);
      await route.continue();
    });
    await button(page, 'Pause').click();
    await expect(state(page).getByRole('alert')).toContainText('it is paused now');
    await expect(state(page)).toContainText('What you see is up to date now.');
    await expect(state(page)).toContainText('admin paused it.');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('by keyboard alone, and who has no right is told which role it needs', async () => {
    const run = await world.planned(2);
    const page = await open('max', `/payroll/${run.id}`);
    await button(page, 'Approve 2 e-mails').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Not yet' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(state(page)).toContainText('Approved by max.');
    const stranger = await open('ada', `/payroll/${run.id}`);
    await expect(stranger.getByText(/It needs the role .*Payroll operator/)).toBeVisible();
    await stranger.assertClean();
    const clerk = await open('clerk', '/payroll/no-such-run');
    clerk.expectConsole(/404/);
    await expect(clerk.getByText('There is no payroll run with this id.')).toBeVisible();
    await expect(clerk.getByRole('link', { name: 'Go to the payroll runs' })).toBeVisible();
    await expectAccessible(clerk);
    await page.assertClean();
  });
});
