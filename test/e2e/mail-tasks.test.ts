import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

describe('sending the e-mail of a rule by hand', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  beforeAll(async () => {
    world = await openRuleWorld();
  });
  afterAll(() => world.close());

  test('A2.26 A2.35 a person is chosen in the rule, finds the e-mail in the inbox page, changes it and sends it', async () => {
    const guest = world.mail.account().user;
    const id = await world.addRule('Offer', { to: [guest], saveToSent: 'never' });
    const page = await browser.open();
    await world.app.signIn(page, `/rules/${id}`);
    const who = page.getByRole('combobox', { name: 'Who sends it' });
    await who.click();
    await who.fill(world.app.administrator.name);
    await page.getByRole('option', { name: world.app.administrator.name, exact: true }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(async () => (await world.app.call('GET', `/rules/${id}`)).actions[0].params.mode).toBe('manual');
    await page.reload();
    await expect(who).toHaveValue(world.app.administrator.name);
    const facts = { name: 'Asha Rao', email: guest, days: 7, status: 'open' };
    const { rules } = await world.app.call('POST', `/forms/${world.formId}/instances`, { event: 'submit', facts });
    expect(rules[0].mails).toMatchObject([{ state: 'task' }]);
    await page.goto(`${world.app.url}/inbox`);
    const tasks = page.getByRole('region', { name: 'To be sent by you' });
    await expect(tasks).toContainText(`Rule "Offer", to ${guest}`);
    await expectAccessible(page);
    await tasks.getByRole('button', { name: 'Open Offer' }).click();
    await page.getByRole('textbox', { name: 'Subject' }).fill('Offer of today');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeVisible();
    await expect(tasks).toHaveCount(0);
    const arrived = async () =>
      (await world.mail.readMailbox(guest, 'INBOX')).map(({ raw }: { raw: Buffer | string }) => raw.toString());
    await expect.poll(async () => (await arrived()).length, { timeout: 30_000 }).toBe(1);
    expect((await arrived())[0]).toContain('Subject: Offer of today');
    await page.assertClean();
  });

  test('A2.26 what is not to be sent is declined with a reason; on a phone nothing is cut off', async () => {
    const me = await world.app.call('GET', '/me');
    const group = await world.app.call('POST', '/groups', { name: 'Desk', members: [me.id] });
    await world.addRule('Reminder', { mode: 'manual', performer: { group: group.id } });
    const facts = { name: 'Asha Rao', email: 'bob@receiver.test', days: 7, status: 'open' };
    await world.app.call('POST', `/forms/${world.formId}/instances`, { event: 'submit', facts });
    const page = await browser.open({ viewport: { width: 320, height: 800 }, colorScheme: 'dark' });
    await world.app.signIn(page, '/inbox');
    const tasks = page.getByRole('region', { name: 'To be sent by you' });
    await tasks.getByRole('button', { name: 'Open Reminder' }).click();
    await page.getByRole('button', { name: 'Give back to the group' }).click();
    await tasks.getByRole('button', { name: 'Open Reminder' }).click();
    await page.getByRole('button', { name: 'Do not send' }).click();
    await expect(page.getByRole('textbox', { name: 'Why it is not sent' })).toBeFocused();
    await page.keyboard.type('The customer called.');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Decline this e-mail' }).click();
    // The e-mail of the other test is not of this one.
    await expect(page.getByRole('button', { name: 'Open Reminder' })).toHaveCount(0);
    const { items } = await world.app.call('GET', '/me/mail-tasks');
    expect(items.filter(({ rule }: { rule: { name: string } }) => rule.name === 'Reminder')).toEqual([]);
    await page.assertClean();
  });
});
