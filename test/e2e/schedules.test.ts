import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

describe('schedules', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  beforeAll(async () => {
    world = await openRuleWorld();
  });
  afterAll(() => world.close());

  test('A1.58 A1.61 one is made, run, paused, looked into and deleted', async () => {
    const to = world.mail.account().user;
    await world.addRule('Reminder', { to: [to] });
    const page = await browser.open();
    await world.app.signIn(page, '/rules');
    await page.getByRole('link', { name: 'Schedules' }).click();
    await expect(page.getByText('No schedules yet.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'New schedule' }).click();
    const dialog = page.getByRole('dialog', { name: 'New schedule' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Every Monday');
    await dialog.getByRole('combobox', { name: 'Rule' }).click();
    await page.getByRole('option', { name: 'Reminder' }).click();
    await expect(dialog.getByRole('combobox', { name: 'Record', exact: true })).toBeVisible();
    await dialog.getByRole('combobox', { name: 'Runs' }).click();
    await page.getByRole('option', { name: 'Weekly' }).click();
    await dialog.getByLabel('Time of day').fill('07:30');
    await dialog.getByRole('textbox', { name: 'Time zone' }).fill('Europe/Prague');
    await expect(dialog.getByText('Next runs: Every Monday at 07:30')).toBeVisible();
    await expect(dialog.getByRole('listitem')).toHaveCount(5);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Every Monday at 07:30 (Europe/Prague)')).toBeVisible();
    await expect(page.getByText('Active')).toBeVisible();

    await page.getByRole('button', { name: 'Run now: Every Monday' }).click();
    await expect(page.getByText('“Every Monday” ran: 1 email')).toBeVisible();
    await world.mail.waitForMail(to);
    await page.getByRole('button', { name: 'History: Every Monday' }).click();
    const history = page.getByRole('dialog', { name: 'History of “Every Monday”' });
    await expect(history.getByText(/: Sent$/)).toBeVisible();
    await history.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'Pause: Every Monday' }).click();
    await expect(page.getByText('Paused')).toBeVisible();
    await page.getByRole('button', { name: 'Resume: Every Monday' }).click();
    await expect(page.getByText('Active')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Delete: Every Monday' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('No schedules yet.')).toBeVisible();
    await page.assertClean();
  });

  test('what the server refuses is said in the dialog, and nothing is lost', async () => {
    await world.addRule('Other');
    const page = await browser.open({ viewport: { width: 320, height: 800 } });
    await world.app.signIn(page, '/rules/schedules');
    await page.getByRole('button', { name: 'New schedule' }).click();
    const dialog = page.getByRole('dialog', { name: 'New schedule' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Wrong zone');
    await dialog.getByRole('combobox', { name: 'Rule' }).click();
    await page.getByRole('option', { name: 'Other' }).click();
    page.expectConsole(/422/);
    await dialog.getByRole('textbox', { name: 'Time zone' }).fill('Prague');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Prague');
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Wrong zone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.assertClean();
  });
});
