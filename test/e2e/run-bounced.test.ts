import { afterEach, beforeEach, describe, test } from 'vitest';
import { openRunRig } from '../support/run-rig.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

/** A payslip that its server took and returned, with real mail servers. */
describe('a payslip that came back', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('bounced-page');
  let app: WebApp;
  beforeEach(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
  });
  afterEach(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  test('A1.48 has a number of its own in the run, a filter, and its row tells what happened; it is none to be tried again', async () => {
    const rig = await openRunRig(app);
    await app.call('PUT', '/settings/runs', { fourEyes: false, stopAfterFailures: 10 });
    const gone = `gone-${Math.random().toString(36).slice(2)}@receiver.test`;
    const staff = rig.staff(3).map((person, index) => (index === 1 ? { ...person, email: gone } : person));
    const run = await rig.plannedRun(staff);
    await app.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    await rig.until(run.id, 'finished');
    const page = await browser.open();
    await app.signIn(page, `/payroll/${run.id}`);
    const bounced = async () => {
      await app.request('POST', `/mailboxes/${rig.connectorId}/sync`);
      return (await app.call('GET', `/runs/${run.id}`)).counts.mails.bounced;
    };
    await expect.poll(bounced, { timeout: 30_000, intervals: [200] }).toBe(1);

    const numbers = page.locator('.run-numbers');
    await expect(numbers).toContainText(/Sent2/);
    await expect(numbers).toContainText(/Failed0/);
    await expect(numbers).toContainText(/Came back1/);
    await expect(page.getByRole('button', { name: /^Retry/ })).toHaveCount(0);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Came back 1' }).click();
    await expect(page).toHaveURL(/state=bounced/);
    const rows = page.getByRole('region', { name: 'All rows' });
    await expect(rows.getByRole('row')).toHaveCount(2);
    await expect(rows).toContainText(gone);
    await rows.getByRole('link', { name: 'Open the row of E0002' }).click();
    const drawer = page.getByRole('dialog', { name: 'Row of E0002' });
    await expect(drawer.getByText('Came back', { exact: true }).first()).toBeVisible();
    await expect(drawer).not.toContainText('Bounced');
    await expect(drawer).toContainText(`Returned for ${gone}: 550 5.1.1`);
    const history = drawer.getByRole('region', { name: 'History' });
    await expect(history).toContainText('The mail server accepted it');
    await expect(history).toContainText('The mail server of a recipient returned it');
    await expectAccessible(page);
    await page.assertClean();
  });
});
