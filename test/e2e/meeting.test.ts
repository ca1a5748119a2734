import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

describe('an email that invites to a meeting', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  beforeAll(async () => {
    world = await openRuleWorld();
  });
  afterAll(() => world.close());

  test('A1.56 A1.57 is made of an email by its start, end and place, and arrives in the calendar', async () => {
    const guest = world.mail.account().user;
    const id = await world.addRule('Interview', { to: [guest] });
    const page = await browser.open();
    await world.app.signIn(page, `/rules/${id}`);
    await page.getByRole('switch', { name: 'Meeting request' }).check();
    await page.getByRole('textbox', { name: 'Location' }).fill('Room 1');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Give the start of the meeting.').first()).toBeVisible();
    await page.getByRole('textbox', { name: 'Start time' }).fill('2026-12-31T09:00');
    // Nothing can be previewed of a meeting that ends before it starts.
    page.expectConsole(/422 .*rules\/preview/);
    await page.getByRole('textbox', { name: 'End time' }).fill('2026-12-31T08:00');
    await expect(page.getByText('The meeting ends before it starts. Give a later end.').first()).toBeVisible();
    await page.getByRole('textbox', { name: 'End time' }).fill('2026-12-31T10:00');
    await page.getByRole('textbox', { name: 'Time zone' }).fill('Europe/Prague');
    await page.getByRole('textbox', { name: 'Key of the meeting' }).fill('interview 17');
    await expect(page.getByText('invite.ics')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Details saved successfully').first()).toBeVisible();
    const stored = await world.app.call('GET', `/rules/${id}`);
    expect(stored.actions).toMatchObject([
      { action: 'send-invitation', params: { invitation: { location: 'Room 1', timeZone: 'Europe/Prague' } } },
    ]);
    await world.submit();
    const [arrived] = await world.mail.waitForMail(guest);
    expect(arrived?.raw.toString()).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);

    await page.getByRole('switch', { name: 'Meeting request' }).uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(async () => (await world.app.call('GET', `/rules/${id}`)).actions[0])
      .toMatchObject({ action: 'send-email', params: expect.not.objectContaining({ invitation: expect.anything() }) });
    await page.assertClean();
  });
});
