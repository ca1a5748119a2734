import type { Page } from '@playwright/test';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRunWorld, type RunWorld } from './rig/run-world.ts';

describe('one row of a payroll run', () => {
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
  const row = (page: Page, owner: string) => page.getByRole('dialog', { name: `Row of ${owner}` });
  const finished = async (count: number) => {
    const run = await world.released(count);
    world.letThrough(100);
    await world.until(run.id, 'finished');
    return `/payroll/${run.id}`;
  };

  test('its address opens it: what was tried, the finished e-mail, the document, the values, the proof; closing gives the focus back', async () => {
    const path = await finished(2);
    const page = await open('clerk', path);
    const link = page.getByRole('link', { name: 'Open the row of E0002' });
    await link.click();
    await expect(page).toHaveURL(/row=/);
    const drawer = row(page, 'E0002');
    await expect(drawer.getByRole('region', { name: 'History' })).toContainText('The mail server accepted it');
    await expect(drawer.frameLocator('iframe:not([data-hidden])').getByText('Dear Person 2')).toBeVisible();
    await expect(drawer.getByRole('region', { name: 'Document' })).toContainText(/E0002\.pdf.*SHA-256\s*[0-9a-f]{64}/);
    await expect(drawer.getByRole('region', { name: 'Values of the row' })).toContainText('2002.50');
    await drawer.getByRole('button', { name: 'Show proof' }).click();
    await expect(drawer.getByRole('region', { name: 'Proof' })).toContainText('250 2.0.0');
    await expectAccessible(page);
    const address = page.url();
    await page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
    await expect(link).toBeFocused();
    await page.goto(address);
    await expect(row(page, 'E0002')).toBeVisible();
    await page.setViewportSize({ width: 320, height: 700 });
    await expectAccessible(page);
    const sideways = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(sideways).toBe(0);
    await page.assertClean();
  });

  test('beyond 4 the plan says of each person when the last e-mail of a run went out, also on a phone', async () => {
    await finished(1);
    const next = await world.planned(2, { period: '2026-12' });
    const page = await open('max', `/payroll/${next.id}`);
    const rows = page.getByRole('region', { name: 'Rows' });
    await expect(rows).toContainText(/e0001@receiver\.test\s*Last emailed .*, Payslips November/);
    await expect(rows).toContainText(/e0002@receiver\.test\s*Not emailed by a run before/);
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 700 });
    await expect(rows).toContainText(/Last emailed .*, Payslips November/);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Open the row of E0001' }).click();
    await expect(row(page, 'E0001')).toContainText(/Last emailed .*, Payslips November/);
    await page.assertClean();
  });

  test('sent again to the same address, once however often it is pressed; a test goes to me without the document', async () => {
    const page = await open('clerk', await finished(1));
    await page.getByRole('link', { name: 'Open the row of E0001' }).click();
    const drawer = row(page, 'E0001');
    await drawer.getByRole('button', { name: 'Send again' }).click();
    const again = drawer.getByRole('region', { name: 'Send again to the same address' });
    await expect(again.getByRole('button', { name: 'Do not send' })).toBeFocused();
    await expect(again).toContainText('e0001@receiver.test');
    await expectAccessible(page);
    await again.getByRole('button', { name: 'Send again' }).dblclick();
    await expect(drawer.getByRole('region', { name: 'History' })).toContainText(
      'Sent again as a second e-mail by clerk',
    );
    await world.smtp.stored(2);
    await drawer.getByRole('button', { name: 'Send a test to me' }).click();
    const test = drawer.getByRole('region', { name: 'Send a test to me' });
    await test.getByRole('button', { name: 'Send the test' }).click();
    await expect(test).toContainText('Enter an e-mail address.');
    await test.getByLabel('Your e-mail address').fill('clerk@receiver.test');
    await test.getByRole('button', { name: 'Send the test' }).click();
    await expect(test.getByRole('status')).toHaveText('Test email sent to clerk@receiver.test');
    await expectAccessible(page);
    const [, , tried] = await world.smtp.stored(3);
    expect(world.smtp.mails.map(({ to }) => to[0])).toEqual([
      'e0001@receiver.test',
      'e0001@receiver.test',
      'clerk@receiver.test',
    ]);
    expect(tried?.raw.toString()).not.toContain('payslip-E0001.pdf');
    await page.assertClean();
  });

  test('an address, a number and a document that a person changed are shown to the approver, in the plan, among the rows and on the row', async () => {
    const run = await world.planned(3);
    const { items } = await world.call('GET', `/runs/${run.id}/items`);
    await world.call('PUT', `/runs/${run.id}/items/${items[1].id}`, { address: 'private@home.test' });
    await world.until(run.id, 'planned');
    const own = { facts: { employeeId: 'E0009' }, document: items[2].document.id };
    await world.call('PUT', `/runs/${run.id}/items/${items[2].id}`, own);
    await world.until(run.id, 'planned');
    const page = await open('max', `/payroll/${run.id}`);
    const plan = page.getByRole('region', { name: 'What is in the plan' });
    await expect(plan).toContainText('1 address was changed by hand');
    await expect(plan).toContainText('1 number of a person was changed by hand');
    await expect(plan).toContainText('1 document was chosen by hand');
    await expectAccessible(page);
    await plan.getByRole('link', { name: 'Show these rows' }).click();
    const rows = page.getByRole('region', { name: 'All rows' });
    await expect(rows.getByRole('button', { name: 'Changed by hand' })).toHaveAttribute('aria-pressed', 'true');
    await expect(rows.getByRole('link', { name: /^Open the row of/ })).toHaveCount(2);
    await expect(rows).toContainText('Number was E0003, changed by admin');
    await expect(rows).toContainText('Document chosen by admin');
    await rows.getByRole('link', { name: 'Open the row of E0002' }).click();
    await expect(row(page, 'E0002')).toContainText('Address was e0002@receiver.test, changed by admin');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('to another address: asked with a reason, not confirmed by who asked, confirmed by a second person', async () => {
    const path = await finished(1);
    const admin = await open('admin', path);
    await admin.getByRole('link', { name: 'Open the row of E0001' }).click();
    const asking = row(admin, 'E0001');
    await asking.getByRole('button', { name: 'Send to another address' }).click();
    const form = asking.getByRole('region', { name: 'Send to another address' });
    await form.getByRole('button', { name: 'Ask a second person' }).click();
    await expect(form).toContainText('Say why it should go there.');
    await form.getByLabel('Email Address').fill('private@home.test');
    await form.getByLabel('Reason').fill('Lost access to the mailbox');
    await expectAccessible(admin);
    await form.getByRole('button', { name: 'Ask a second person' }).click();
    await expect(asking).toContainText('You asked for it yourself');
    await expect(asking.getByRole('button', { name: 'Confirm and send' })).toHaveCount(0);
    await expectAccessible(admin);
    expect(world.smtp.mails).toHaveLength(1);

    const max = await open('max', path);
    await expect(max.getByRole('region', { name: 'All rows' })).toContainText('waits for a second person');
    await max.getByRole('link', { name: 'Open the row of E0001' }).click();
    const confirming = row(max, 'E0001');
    await expect(confirming).toContainText('admin asks to send this e-mail and its document to private@home.test.');
    await expect(confirming).toContainText('Lost access to the mailbox');
    await confirming.getByRole('button', { name: 'Confirm and send' }).click();
    await expect(confirming.getByRole('button', { name: 'Do not send' })).toBeFocused();
    await expectAccessible(max);
    await confirming.getByRole('button', { name: 'Send it there' }).click();
    await expect(confirming.getByRole('button', { name: 'Send it there' })).toHaveCount(0);
    const [, second] = await world.smtp.stored(2);
    expect(second?.to).toEqual(['private@home.test']);
    await admin.assertClean();
    await max.assertClean();
  });

  test('to another address: found by its filter, declined with a reason, asked again and taken back; the row tells all', async () => {
    const path = await finished(2);
    const [, id = ''] = /payroll\/([^/?]+)/.exec(path) ?? [];
    const [first] = (await world.call('GET', `/runs/${id}/items`)).items;
    const ask = (to: string, reason: string) =>
      world.call('POST', `/runs/${id}/items/${first.id}/redirect`, { to, reason });
    await ask('private@home.test', 'Lost access');
    const max = await open('max', '/payroll');
    await max.getByRole('button', { name: 'Another address waits for a second person' }).click();
    const runs = max.getByRole('region', { name: 'Runs' });
    await expect(runs.getByRole('row')).toHaveCount(2);
    await expectAccessible(max);
    await runs.getByRole('link', { name: '1 request for another address waits' }).click();
    const rows = max.getByRole('region', { name: 'All rows' });
    await expect(rows.getByRole('button', { name: 'Waits for a second person' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await expect(rows.getByRole('link', { name: /^Open the row of/ })).toHaveCount(1);
    await rows.getByRole('link', { name: 'Open the row of E0001' }).click();
    const deciding = row(max, 'E0001');
    await deciding.getByRole('button', { name: 'Decline' }).click();
    const form = deciding.getByRole('form', { name: 'Decline the other address' });
    await form.getByRole('button', { name: 'Decline' }).click();
    await expect(form).toContainText('Say why.');
    await expectAccessible(max);
    await form.getByLabel('Reason').fill('Not her address');
    await form.getByRole('button', { name: 'Decline' }).click();
    await expect(deciding).toContainText('Declined by max: Not her address');
    await expect(deciding).toContainText('admin asked for private@home.test: Lost access');

    await ask('second@home.test', 'Typing error');
    const admin = await open('admin', path);
    await admin.getByRole('link', { name: 'Open the row of E0001' }).click();
    const own = row(admin, 'E0001');
    await own.getByRole('button', { name: 'Take it back' }).click();
    const back = own.getByRole('form', { name: 'Take the request back' });
    await back.getByLabel('Reason').fill('Wrong again');
    await back.getByRole('button', { name: 'Take it back' }).click();
    await expect(own).toContainText('Taken back by admin: Wrong again');
    await expect(own.getByRole('button', { name: 'Send to another address' })).toBeVisible();
    await expectAccessible(admin);
    expect(world.smtp.mails).toHaveLength(2);
    await admin.assertClean();
    await max.assertClean();
  });

  test('uncertain: decided in the drawer with a reason, and the numbers of the run follow', async () => {
    world.smtp.setRules([{ stage: 'stored', times: 1, action: 'reset' }]);
    const page = await open('clerk', await finished(2));
    await expect(page.getByRole('region', { name: 'State', exact: true })).toContainText(
      '1 may or may not have arrived',
    );
    const failures = page.getByRole('region', { name: 'Failures' });
    await failures.getByRole('link').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: 'Decide' }).click();
    const form = drawer.getByRole('region', { name: 'Did this e-mail arrive?' });
    await form.getByRole('radio', { name: 'It arrived' }).check();
    await form.getByRole('textbox', { name: 'Reason' }).fill('Asked her');
    await expectAccessible(page);
    await form.getByRole('button', { name: 'Save decision' }).click();
    await expect(drawer.getByRole('region', { name: 'History' })).toContainText('Decided: it arrived by clerk');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'State', exact: true })).toContainText('Finished: 2 sent');
    await expect(failures).toHaveCount(0);
    expect(world.smtp.mails).toHaveLength(2);
    await page.assertClean();
  });
});
