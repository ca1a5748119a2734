import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { newRun } from '../../web/src/words/new-run.ts';
import { makePdf } from '../support/pdf-samples.ts';
import { expectAccessible, useBrowser, type WatchedPage } from './rig/browser.ts';
import { type ChosenFile, type DraftWorld, openDraftWorld } from './rig/draft-world.ts';
import { expect } from './rig/expect.ts';

describe('new run', () => {
  const browser = useBrowser();
  let world: DraftWorld;
  beforeAll(async () => {
    world = await openDraftWorld();
  }, 60_000);
  afterAll(() => world.close());

  const open = async (path: string): Promise<WatchedPage> => {
    const page = await browser.open();
    await world.app.signIn(page, path);
    return page;
  };
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
  const choose = (page: Page, group: string, ...files: ChosenFile[]) =>
    page.getByRole('group', { name: group }).locator('input[type=file]').setInputFiles(files);
  const step = (page: Page, name: string) => expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
  const statusOf = (page: Page, text: string | RegExp) =>
    expect(page.getByText(text).first()).toBeVisible({ timeout: 30_000 });
  /** A run with these rows and documents, planned by the API. */
  const planned = async (count: number, over: object = {}) => world.rig.plannedRun(world.rig.staff(count), over);

  test('A3.16 A3.19 A3.20 from files to a checked run: problems by kind are fixed or left out, and the e-mails are seen', async () => {
    await world.fourEyes(false);
    const staff = world.rig.staff(5);
    const rows = staff.map((one, place) => (place === 1 ? { ...one, email: 'not an address' } : one));
    const page = await open('/payroll');
    await expect(page.getByText('No runs yet.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'New run' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'New run' })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Send email rule' })).toHaveValue('Payslip (payslip.ready)');
    await expectAccessible(page);
    await page.getByLabel('Period').fill('2026-11');
    await choose(page, 'List of people', world.list(rows));
    await expect(page).toHaveURL(/\/payroll\/[^/]+\/prepare\?step=upload$/);
    await expect(page.getByText('staff.csv')).toBeVisible();
    await choose(page, 'Documents', await world.zip(staff.slice(0, 4)));
    await expect(page.getByRole('button', { name: 'Remove payslips.zip' })).toBeVisible();
    await expectAccessible(page);
    await press(page, 'Continue');

    await step(page, 'Match');
    await expect(page.getByRole('combobox', { name: "Person's number" })).toHaveValue('employeeId');
    await expect(page.getByRole('radio', { name: 'By the file name' })).toBeChecked();
    await statusOf(page, '4 of the first 5 rows find their document.');
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'File name' }).fill('slip-{{employeeId}}.pdf');
    await statusOf(page, '0 of the first 5 rows find their document.');
    await page.getByRole('textbox', { name: 'File name' }).fill('{{employeeId}.pdf');
    await expect(page.getByRole('textbox', { name: 'File name' })).toHaveAttribute('aria-invalid', 'true');
    page.expectConsole(/422 .*example/);
    await page.getByRole('textbox', { name: 'File name' }).fill('{{employeeId}}.pdf');
    await statusOf(page, '4 of the first 5 rows find their document.');
    await press(page, 'Check the rows');
    await statusOf(page, '3 of 5 rows are ready to be sent. 2 rows have problems.');
    await expectAccessible(page);

    // Whoever leaves comes back to what is left to do.
    await page.goto(`${world.app.url}/payroll`);
    await expect(page.getByText('Has problems')).toBeVisible();
    await page.getByRole('link', { name: /^Payslips/ }).click();
    await step(page, 'Match');
    await press(page, 'Fix the row of E0002');
    const dialog = page.getByRole('dialog', { name: 'Row of E0002' });
    await expect(dialog.getByRole('textbox', { name: 'Registered address' })).toHaveValue('not an address');
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'Registered address' }).fill(staff[1]?.email ?? '');
    await dialog.getByRole('button', { name: 'Save and check' }).click();
    await statusOf(page, 'The row of E0002 is ready now.');
    await press(page, /^No document 1$/);
    await expect(page).toHaveURL(/problem=no_document/);
    await press(page, 'Leave out this row');
    const asking = page.getByRole('dialog', { name: 'Leave out 1 row?' });
    await asking.getByRole('button', { name: 'Leave out', exact: true }).click();
    await expect(asking.getByText('Give a reason.')).toBeVisible();
    await asking.getByLabel('Reason').fill('on leave');
    await asking.getByRole('button', { name: 'Leave out', exact: true }).click();
    await statusOf(page, '4 of 5 rows are ready to be sent. 1 row left out.');
    await press(page, 'Continue');

    await step(page, 'Email');
    await expect(page.getByText('Row 1 of 4')).toBeVisible();
    await expect(page.getByText('payslip-E0001.pdf')).toBeVisible();
    await expect(page.frameLocator('iframe:not([data-hidden])').getByText('Dear Person 1')).toBeVisible();
    await press(page, 'Next row');
    await expect(page.frameLocator('iframe:not([aria-hidden])').getByText('Dear Person 2')).toBeVisible();
    await page.getByLabel('Find a person').fill('E0004');
    await expect(page.getByText('Payslip of Person 4')).toBeVisible();
    await expectAccessible(page);
    await press(page, 'Continue');

    await step(page, 'Check and send');
    await expect(page.getByText('on leave: 1')).toBeVisible();
    await expect(page.getByText('4 documents, each for one row')).toBeVisible();
    await expect(page.getByText(world.rig.sender)).toBeVisible();
    await expectAccessible(page);
    await press(page, 'Send 4 payslips');
    const last = page.getByRole('dialog', { name: 'Send 4 payslips?' });
    await expect(last).toContainText('1 row is left out.');
    await expect(last.getByRole('button', { name: 'Do not send yet' })).toBeFocused();
    await last.getByRole('button', { name: 'Send 4 payslips' }).click();
    await expect(page).toHaveURL(/\/payroll\/[^/]+$/);
    await page.assertClean();
    const [run] = (await world.app.call('GET', '/runs')).items;
    await world.rig.until(run.id, 'finished');
  });

  test('what is chosen and typed while the run is being made is kept: list, then zip, then another name', async () => {
    const staff = world.rig.staff(2);
    const page = await open('/payroll/new');
    let asked = () => {};
    let letGo = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const mayAnswer = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/api/runs', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      asked();
      await mayAnswer;
      return route.continue();
    });
    await page.getByLabel('Period').fill('typed meanwhile');
    await choose(page, 'List of people', world.list(staff));
    await isAsked;
    await choose(page, 'Documents', await world.zip(staff));
    await page.getByLabel('Name').fill('Another name');
    letGo();
    await expect(page).toHaveURL(/\/payroll\/[^/]+\/prepare\?step=upload$/);
    await expect(page.getByRole('button', { name: 'Remove staff.csv' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove payslips.zip' })).toBeVisible();
    await expect(page.getByLabel('Name')).toHaveValue('Another name');
    await press(page, 'Continue');
    await step(page, 'Match');
    const [run] = (await world.app.call('GET', '/runs')).items;
    expect(run).toMatchObject({ name: 'Another name', period: 'typed meanwhile' });
    await page.assertClean();
  });

  test('a file that cannot be what it was dropped as says so at the file, and the rest goes on', async () => {
    const page = await open('/payroll/new');
    await choose(page, 'List of people', {
      name: 'slip.pdf',
      mimeType: 'application/pdf',
      buffer: await makePdf(['x']),
    });
    await expect(page.getByText('This belongs to the documents below.')).toBeVisible();
    await press(page, 'Dismiss slip.pdf');
    const pdf = { mimeType: 'application/pdf' };
    await choose(
      page,
      'Documents',
      { ...pdf, name: 'E0001.pdf', buffer: await makePdf(['E0001']) },
      { ...pdf, name: 'empty.pdf', buffer: Buffer.alloc(0) },
      { ...pdf, name: 'text.pdf', buffer: Buffer.from('hello') },
      { ...pdf, name: 'E0002.pdf', buffer: await makePdf(['E0002']) },
    );
    await expect(page.getByText('The file is empty.')).toBeVisible();
    await expect(page.getByText('This is neither a PDF nor a zip file.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove E0001.pdf' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove E0002.pdf' })).toBeVisible();
    await expectAccessible(page);
    // The same bytes again are refused by the server, at their file.
    page.expectConsole(/409 .*files/);
    await choose(page, 'Documents', { ...pdf, name: 'again.pdf', buffer: await makePdf(['E0003']) });
    await expect(page.getByRole('button', { name: 'Remove again.pdf' })).toBeVisible();
    await press(page, 'Remove E0002.pdf');
    await expect(page.getByRole('button', { name: 'Remove E0002.pdf' })).toHaveCount(0);
    await press(page, 'Continue');
    await expect(page.getByRole('link', { name: 'Upload the list of people first.' })).toBeVisible();
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    // The live link may have the page read the draft again just when it is gone.
    page.expectConsole(/404 .*\/api\/runs\//);
    await press(page, 'Delete draft');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete draft' }).click();
    await expect(page).toHaveURL(/\/payroll$/);
    await page.assertClean();
  });

  test('with four eyes the address for the second person is there, and nothing can be sent by the maker alone', async () => {
    await world.fourEyes(true);
    const run = await planned(2, { period: 'four eyes' });
    const page = await open(`/payroll/${run.id}/prepare`);
    await step(page, 'Check and send');
    await expect(page.getByText('A second person must approve this run')).toBeVisible();
    await expect(page.getByLabel('Address for the second person')).toHaveValue(`${world.app.url}/payroll/${run.id}`);
    await expect(page.getByRole('button', { name: /^Send 2/ })).toHaveCount(0);
    await expect(page.getByText(run.plan.hash)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Go to the run' }).click();
    await expect(page).toHaveURL(new RegExp(`/payroll/${run.id}$`));
    await page.assertClean();
  });

  test('a run with problems cannot be sent, and the way there is one press', async () => {
    await world.fourEyes(false);
    const staff = world.rig.staff(2);
    const run = await world.rig.createRun({ period: 'blocked' });
    await world.rig.upload(run.id, 'rows', 'a.csv', world.list(staff).buffer);
    const page = await open(`/payroll/${run.id}/prepare?step=send`);
    await expect(page.getByText('The rows are not checked, or something was changed since.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Send 0/ })).toBeDisabled();
    await world.rig.plan(run.id);
    await page.reload();
    await expect(page.getByText('2 rows have problems. Fix each of them, or leave its row out.')).toBeVisible();
    await expectAccessible(page);
    await press(page, 'Go to the problems');
    await step(page, 'Match');
    await expect(page.getByRole('button', { name: 'Fix the row of E0001' })).toBeVisible();
    await page.assertClean();
  });

  test('documents that no e-mail takes along are told before anything is sent', async () => {
    await world.fourEyes(false);
    const staff = world.rig.staff(3);
    const run = await world.rig.createRun({
      period: 'behind',
      options: { documents: { by: 'name', pattern: '{{employeeId}}.pdf' } },
    });
    await world.rig.upload(run.id, 'rows', 'a.csv', world.list(staff.slice(0, 2)).buffer);
    await world.rig.upload(run.id, 'documents', 'a.zip', (await world.zip(staff)).buffer);
    await world.rig.plan(run.id);
    const page = await open(`/payroll/${run.id}/prepare?step=send`);
    await expect(page.getByText('2 documents, each for one row')).toBeVisible();
    await expect(page.getByText('1 document belongs to no row and will not be sent.')).toBeVisible();
    await expect(page.getByText('Hash of the plan')).toBeVisible();
    await expectAccessible(page);
    await press(page, 'Send 2 payslips');
    await expect(page.getByRole('dialog')).toContainText('1 document belongs to no row and will not be sent.');
    await page.assertClean();
  });

  test('somebody else changed the run meanwhile: it says so, keeps what was typed, and the second press saves', async () => {
    const run = await planned(1, { period: 'two people' });
    const page = await open(`/payroll/${run.id}/prepare?step=upload`);
    await page.getByLabel('Name').fill('Mine');
    // Nobody tells this page of it: the live stream and the answers to its own questions come too late.
    await page.route(/api\/live|api\/runs\/[^/]+$/, (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    const input = {
      name: 'Theirs',
      period: 'two people',
      rule: world.rig.ruleId,
      options: { documents: run.options.documents },
    };
    await world.app.call('PUT', `/runs/${run.id}`, input);
    page.expectConsole(/412|ERR_FAILED/);
    await press(page, 'Continue');
    await expect(page.getByText(newRun.stale)).toBeVisible();
    await expect(page.getByLabel('Name')).toHaveValue('Mine');
    await page.unroute(/api\/live|api\/runs\/[^/]+$/);
    await expectAccessible(page);
  });

  test('a rule that was changed since is planned again when the e-mails are looked at', async () => {
    const run = await planned(1, { period: 'changed rule' });
    const { etag: _, ...rule } = await world.app.call('GET', `/rules/${world.rig.ruleId}`);
    const [action] = rule.actions;
    await world.app.call('PUT', `/rules/${world.rig.ruleId}`, {
      name: rule.name,
      trigger: rule.trigger,
      actions: [{ ...action, params: { ...action.params, subject: 'New words for {{name}}' } }],
    });
    const page = await open(`/payroll/${run.id}/prepare?step=email`);
    await expect(page.getByText('New words for Person 1')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Edit the rule' })).toHaveAttribute('target', '_blank');
    await press(page, 'Send a test to me');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address').fill(world.rig.box);
    await dialog.getByRole('button', { name: 'Send Test Mail' }).click();
    await expect(dialog.getByText(/sent to|arrived|accepted/i).first()).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('loading, an error of the server, an unknown run, and a list of an approver', async () => {
    const page = await open('/payroll/none/prepare');
    page.expectConsole(/404|503/);
    await expect(page.getByRole('heading', { level: 1, name: 'There is no such run' })).toBeVisible();
    await page.route('**/api/runs*', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: '{"code":"DATABASE","title":"The database cannot be reached","detail":"x","status":503,"retryable":false,"requestId":"req-1","type":"about:blank"}',
      }),
    );
    await page.goto(`${world.app.url}/payroll`);
    await expect(page.getByRole('alert')).toContainText('The database cannot be reached');
    await page.unroute('**/api/runs*');
    await press(page, 'Try again');
    await expect(page.getByRole('region', { name: 'Runs' })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.assertClean();
  });
});
