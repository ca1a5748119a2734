import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

const FORM = {
  name: 'Trip',
  schema: {
    type: 'object',
    properties: {
      email: { type: 'string', title: 'Employee email' },
      mailState: { type: 'string', title: 'State of the email' },
      lines: {
        type: 'array',
        title: 'Days',
        items: { type: 'object', properties: { day: { type: 'string', title: 'Day' } } },
      },
    },
  },
};

describe('what follows when an email ends', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  beforeAll(async () => {
    world = await openRuleWorld();
  });
  afterAll(() => world.close());

  test('A1.62 A1.66 is chosen in a section of its own, closed at first: fields, a rule for a failure, a table', async () => {
    const { id: form } = await world.app.call('POST', '/forms', FORM);
    const guest = world.mail.account().user;
    const trigger = { kind: 'form', form, event: 'submit' };
    const failure = await world.addRule(
      'Tell the office',
      { html: 'x' },
      { trigger: { ...trigger, event: 'mail_failure' } },
    );
    const id = await world.addRule('Trip', { to: [guest], html: 'x' }, { trigger });
    const page = await browser.open();
    await world.app.signIn(page, `/rules/${id}`);
    const open = page.getByRole('button', { name: 'After sending, and rows' });
    await expect(open).toHaveAttribute('aria-expanded', 'false');
    await open.click();
    await page.getByRole('combobox', { name: 'State', exact: true }).click();
    await page.getByRole('option', { name: 'State of the email' }).click();
    await page.getByRole('combobox', { name: 'If it fails' }).click();
    await page.getByRole('option', { name: 'Tell the office' }).click();
    await page.getByRole('combobox', { name: 'For each row of' }).click();
    await page.getByRole('option', { name: 'Days' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Details saved successfully').first()).toBeVisible();
    const stored = await world.app.call('GET', `/rules/${id}`);
    expect(stored).toMatchObject({
      forEach: { field: 'lines' },
      actions: [{ outcome: { fields: { state: 'mailState' } }, onFailure: { rule: failure } }],
    });
    const facts = { email: guest, lines: [{ day: 'Monday' }, { day: 'Tuesday' }] };
    const { instance } = await world.app.call('POST', `/forms/${form}/instances`, { facts });
    await world.mail.waitForMail(guest, { count: 2 });
    await expect
      .poll(async () => (await world.app.call('GET', `/forms/${form}/instances/${instance.id}`)).values.mailState, {
        timeout: 15_000,
      })
      .toBe('accepted');
    await page.getByRole('button', { name: 'Do not write “State”' }).click();
    await page.getByRole('button', { name: 'Send once, for the whole record' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(async () => world.app.call('GET', `/rules/${id}`))
      .toMatchObject({ actions: [expect.not.objectContaining({ outcome: expect.anything() })] });
    expect(await world.app.call('GET', `/rules/${id}`)).not.toHaveProperty('forEach');
    await page.assertClean();
  });
});
