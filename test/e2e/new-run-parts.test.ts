import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { type DraftWorld, openDraftWorld } from './rig/draft-world.ts';
import { expect } from './rig/expect.ts';

/** What step Match offers beside columns and documents. */
describe('parts of a new run', () => {
  const browser = useBrowser();
  let world: DraftWorld;
  beforeAll(async () => {
    world = await openDraftWorld();
  }, 60_000);
  afterAll(() => world.close());

  const matchStep = async (over: object = {}) => {
    const staff = world.rig.staff(4);
    const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
    const run = await world.rig.createRun({ options: { documents }, ...over });
    await world.rig.upload(run.id, 'rows', 'staff.csv', world.list(staff.slice(0, 3)).buffer);
    await world.rig.upload(run.id, 'documents', 'slips.zip', (await world.zip(staff)).buffer);
    await world.rig.plan(run.id);
    const page = await browser.open();
    await world.app.signIn(page, `/payroll/${run.id}/prepare?step=match`);
    return { run, page, optionsOf: async () => (await world.app.call('GET', `/runs/${run.id}`)).options };
  };

  test('documents that belong to no row are named, with why', async () => {
    const { page } = await matchStep({ period: 'unused' });
    await expect(page.getByText('One document belongs to no row.')).toBeVisible();
    await page.getByRole('button', { name: 'Show it' }).click();
    const list = page.getByRole('list', { name: 'Documents that belong to no row' });
    await expect(list.getByRole('listitem')).toHaveText([
      /slips\/E0004\.pdf\s*No row asks for a file with this name\./,
    ]);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('a part of the rows is chosen by place and by value; the others are left out', async () => {
    const { page, optionsOf } = await matchStep({ period: 'part' });
    const part = page.getByRole('region', { name: 'Which rows' });
    await part.getByLabel('From row').fill('2');
    await part.getByRole('combobox', { name: 'Only rows with certain values in' }).click();
    await page.getByRole('option', { name: 'employeeId' }).click();
    await part.getByRole('combobox', { name: 'These values' }).fill('E0003');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await part.getByLabel('From row').focus();
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Check the rows', exact: true }).click();
    await expect(
      page.getByText(/1 of 3 rows is ready to be sent|1 of 3 rows are ready to be sent/).first(),
    ).toBeVisible({
      timeout: 30_000,
    });
    expect(await optionsOf()).toMatchObject({
      select: { from: 2, where: { all: [{ fact: 'employeeId', operator: 'in', value: ['E0003'] }] } },
    });
    await page.assertClean();
  });

  test('E2 addresses are compared with the contacts, where that is chosen, and what is wrong is named', async () => {
    const [first, other] = world.rig.staff(2);
    for (const [of, email] of [
      [first, first?.email],
      [other, 'elsewhere@example.com'],
    ] as const) {
      await world.app.call('POST', '/contacts', { name: of?.name, employeeId: of?.employeeId, addresses: [email] });
    }
    const { page, run, optionsOf } = await matchStep({ period: 'contacts' });
    const check = page.getByRole('button', { name: 'Check the rows', exact: true });
    await page.getByRole('combobox', { name: 'Registered addresses' }).click();
    await page.getByRole('option', { name: 'The contact with this employee number' }).click();
    await expectAccessible(page);
    await check.click();
    await expect(page.getByText(/has elsewhere@example\.com\.$/).first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('No contact has the employee number "E0003".').first()).toBeVisible();
    expect(await optionsOf()).toMatchObject({ registered: 'contacts' });
    await page.goto(`${world.app.url}/payroll/${run.id}`);
    await expect(page.getByText(/^Registered is what the contact with the employee number has/)).toBeVisible();
    await page.goto(`${world.app.url}/payroll/${run.id}/prepare?step=match`);
    await page.getByRole('combobox', { name: 'Registered addresses' }).click();
    await page.getByRole('option', { name: 'The address column of the list' }).click();
    await check.click();
    await expect(page.getByText(/^All 3 rows are ready/).first()).toBeVisible({ timeout: 30_000 });
    expect(await optionsOf()).not.toHaveProperty('registered');
    await page.assertClean();
  });

  test('E2 documents that go to another address than last time are looked at, and confirmed one by one or all together', async () => {
    const staff = world.rig.staff(3).map((one) => ({ ...one, employeeId: `M${one.employeeId}` }));
    await world.fourEyes(false);
    const before = await world.rig.plannedRun(staff, { period: 'last month' });
    await world.app.call('POST', `/runs/${before.id}/approve`, { hash: before.plan.hash });
    await world.app.call('POST', `/runs/${before.id}/release`, {});
    await world.rig.until(before.id, 'finished');
    const moved = staff.map((one) => ({ ...one, email: one.email.replace('+', '+moved-') }));
    const run = await world.rig.plannedRun(moved, { period: 'this month' });
    const page = await browser.open();
    await world.app.signIn(page, `/payroll/${run.id}/prepare?step=match`);
    await expect(page.getByText(/^The last document of ME0001 went to another address: /)).toBeVisible();
    await page.getByRole('button', { name: 'Confirm the new address of ME0001' }).click();
    await expect(page.getByText('1 address confirmed.')).toBeVisible({ timeout: 20_000 });
    await page.getByRole('button', { name: /^Another address than last time/ }).click();
    await page.getByRole('button', { name: 'Confirm all 2 addresses' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm 2 new addresses?' });
    await expect(dialog.getByRole('button', { name: 'Look again' })).toBeFocused();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Confirm all 2 addresses' }).click();
    await expect(page.getByText(/^All 3 rows are ready/).first()).toBeVisible({ timeout: 30_000 });
    await page.goto(`${world.app.url}/payroll/${run.id}`);
    await expect(page.getByText(/^3 documents go to another address than last time/)).toBeVisible();
    await expect(page.getByText(/^Last time it went to .+; the change was confirmed by /).first()).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await world.fourEyes(true);
    await page.assertClean();
  });

  test('beyond 25 the column with the time zone of each recipient is chosen and taken back; what is no zone is a problem', async () => {
    const { page, optionsOf } = await matchStep({ period: 'zone' });
    const check = page.getByRole('button', { name: 'Check the rows', exact: true });
    await page.getByRole('combobox', { name: 'Time zone of the recipient' }).click();
    await page.getByRole('option', { name: 'name', exact: true }).click();
    await check.click();
    await expect(page.getByText('There is no time zone "Person 1" ("name")').first()).toBeVisible({ timeout: 30_000 });
    expect(await optionsOf()).toMatchObject({ timeZoneField: 'name' });
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'Time zone of the recipient' }).click();
    await page.getByRole('option', { name: 'All by the clock of the run' }).click();
    await check.click();
    await expect(page.getByText('All 3 rows are ready to be sent.').first()).toBeVisible({ timeout: 30_000 });
    expect((await optionsOf()).timeZoneField).toBeUndefined();
    await page.assertClean();
  });

  test('documents go as links where that can be; without a public address the server says so at the choice', async () => {
    const { page } = await matchStep({ period: 'link' });
    page.expectConsole(/422 .*example/);
    await page.getByRole('radio', { name: 'Always as a link' }).check();
    await expect(page.getByLabel('Days a link works')).toHaveValue('30');
    await expect(page.getByText(/MAILRULE_PUBLIC_URL/).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'As a file' }).check();
    await expect(page.getByText(/MAILRULE_PUBLIC_URL/)).toHaveCount(0);
    await page.assertClean();
  });

  test('a layout and passwords come from files, and what is wrong in them is said', async () => {
    const { page, optionsOf } = await matchStep({ period: '2026-12' });
    // While choices are not complete the server refuses to try them.
    page.expectConsole(/422 .*example/);
    await page.getByRole('radio', { name: 'Drawn from a layout' }).check();
    const file = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    const chooser = async (label: string, chosen: ReturnType<typeof file>) => {
      const opened = page.waitForEvent('filechooser');
      await page.getByLabel(label).click();
      await (await opened).setFiles(chosen);
    };
    await chooser('Layout (JSON file)', file('notes.json', 'no json'));
    await expect(page.getByText('This file is no JSON.')).toBeVisible();
    const layout = { title: 'Payslip', blocks: [{ kind: 'facts', lines: [{ label: 'No', value: '{{employeeId}}' }] }] };
    await chooser('Layout (JSON file)', file('payslip.json', JSON.stringify(layout)));
    await expect(page.getByText('payslip.json: 1 parts.')).toBeVisible();
    await page.getByRole('switch', { name: 'Protect each PDF with a password' }).check();
    await page.getByRole('radio', { name: 'Stored for each person' }).check();
    await chooser(
      'Store passwords from a file',
      file('secrets.csv', 'employeeId;password\nE0001;blue-Harbour-7\nE0002;abc\n'),
    );
    await page.getByRole('button', { name: 'Store the passwords' }).click();
    await expect(page.getByText('1 stored, 1 not.')).toBeVisible();
    await expect(page.getByText(/Line 3: A password has at least 4 characters/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Hint in the email' }).fill('From the portal.');
    await page.getByRole('button', { name: 'Check the rows', exact: true }).click();
    await expect(page.getByText(/1 of 3 rows/).first()).toBeVisible({ timeout: 30_000 });
    expect(await optionsOf()).toMatchObject({ documents: { by: 'layout', layout }, password: { stored: true } });
    await page.assertClean();
  });
});
