import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

const FORM = {
  name: 'Trip',
  statuses: [{ name: 'Draft' }, { name: 'Sent' }, { name: 'Approved', completed: true }],
  schema: {
    type: 'object',
    properties: {
      email: { type: 'string', title: 'Employee email' },
      note: { type: 'string', title: 'Note' },
      lines: {
        type: 'array',
        title: 'Days',
        items: {
          type: 'object',
          properties: { day: { type: 'string', title: 'Day' }, nights: { type: 'number', title: 'Nights' } },
        },
      },
    },
  },
};

describe('rows of a table, and changes of a form', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  let form: string;
  beforeAll(async () => {
    world = await openRuleWorld();
    form = (await world.app.call('POST', '/forms', FORM)).id;
  });
  afterAll(() => world.close());

  const open = async (name: string, trigger: object = {}, params: object = {}, more: object = {}) => {
    const whole = { trigger: { kind: 'form', form, event: 'submit', ...trigger }, ...more };
    const id = await world.addRule(name, { html: 'x', ...params }, whole);
    const page = await browser.open({ viewport: { width: 1280, height: 900 } });
    await world.app.signIn(page, `/rules/${id}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    return { id, page };
  };
  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = async (page: Page, id: string) => {
    // The words of an earlier Save may still stand there.
    const stored = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
    await save(page);
    await stored;
    await expect(page.getByText('Details saved successfully').first()).toBeVisible();
    return world.app.call('GET', `/rules/${id}`);
  };
  const choose = async (page: Page, list: string, option: string | RegExp) => {
    // A list of several has its choices before its input.
    await page.getByRole('combobox', { name: list }).click({ force: true });
    await page.getByRole('option', { name: option }).first().click();
  };

  test('A1.62 rows have conditions of their own, and emails before and after them, which arrive in that order', async () => {
    const guest = world.mail.account().user;
    const { id, page } = await open('Days', {}, { to: [guest], subject: 'row' }, { forEach: { field: 'lines' } });
    await page.getByRole('button', { name: 'After sending, and rows' }).click();
    await expect(page.getByText('Send for a row when: for every row')).toBeVisible();
    const which = page.locator('#rule-row-conditions');
    await which.getByRole('button', { name: 'Add condition', exact: true }).click();
    await page.keyboard.type('Nights');
    await page.keyboard.press('Enter');
    await which.getByRole('combobox').nth(2).click();
    await page.getByRole('option', { name: 'is more than' }).click();
    // Not finished: nothing is stored, and the summary leads there.
    await save(page);
    await page.locator('[data-summary]').getByRole('link').first().click();
    await expect(which).toBeFocused();
    await which.getByRole('textbox').last().fill('1');
    await expect(page.getByText('Send for a row when: Nights is more than 1')).toBeVisible();
    for (const side of ['before', 'after'] as const) {
      await page.getByRole('button', { name: `Add an email ${side} the rows` }).click();
      const card = page.getByRole('region', { name: `Send email ${side} the rows`, exact: true });
      await expect(card).toBeFocused();
      const to = card.getByRole('combobox', { name: 'To', exact: true });
      await to.fill(guest);
      await to.press('Enter');
      await card.getByRole('textbox', { name: 'Body' }).click();
      await page.keyboard.type('x');
    }
    // The server's word about an email around the rows stands at its own input.
    await save(page);
    const subject = page.locator('#email-before-0-subject');
    await expect(subject).toHaveAttribute('aria-invalid', 'true');
    await page.locator('[data-summary]').getByRole('link').first().click();
    await expect(subject).toBeFocused();
    await page.keyboard.type('first');
    await page.locator('#email-after-0-subject').click();
    await page.keyboard.type('last');
    await expectAccessible(page);
    const { forEach } = await saved(page, id);
    expect(forEach).toMatchObject({
      field: 'lines',
      conditions: { all: [{ fact: 'row', path: '$.nights', operator: 'greaterThan', value: 1 }] },
      before: [{ action: 'send-email', params: { to: [guest], subject: 'first', connector: world.connectorId } }],
      after: [{ action: 'send-email', params: { subject: 'last' } }],
    });
    const lines = [
      { day: 'Monday', nights: 1 },
      { day: 'Tuesday', nights: 2 },
    ];
    const { eventId } = await world.app.call('POST', `/forms/${form}/instances`, { facts: { email: guest, lines } });
    const mails = await world.app.mailsOf(eventId, 'accepted');
    expect(mails.map((mail: { subject: string }) => mail.subject).sort()).toEqual(['first', 'last', 'row']);
    await page.getByRole('button', { name: 'Remove this email' }).first().click();
    expect((await saved(page, id)).forEach).not.toHaveProperty('before');
    await page.assertClean();
  });

  test('on a phone the conditions of rows and the emails around them are no wider than the screen', async () => {
    const before = [{ action: 'send-email', params: { to: ['a@b.test'], subject: 's', html: 'x' } }];
    const conditions = { all: [{ fact: 'row', path: '$.nights', operator: 'greaterThan', value: 1 }] };
    const { page } = await open('Small', {}, {}, { forEach: { field: 'lines', before, conditions } });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'After sending, and rows', exact: true }).click();
    await expect(page.locator('#rule-row-conditions').getByRole('combobox').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  test('A1.33 a rule may look at some changes only: of these fields, between these statuses', async () => {
    const { id, page } = await open('Changes', { event: 'field_change' });
    await choose(page, 'Only when one of these fields changes', 'Note');
    await page.keyboard.press('Escape');
    await expectAccessible(page);
    expect((await saved(page, id)).trigger).toEqual({ kind: 'form', form, event: 'field_change', fields: ['note'] });
    await choose(page, 'Event', 'Its status changes');
    await choose(page, 'Only to these statuses', 'Approved');
    await page.keyboard.press('Escape');
    await expect
      .poll(async () => (await saved(page, id)).trigger)
      .toEqual({ kind: 'form', form, event: 'status_change', to: ['Approved'] });
    await page.assertClean();
  });

  test('a status that the form lost is told at its input', async () => {
    const other = (await world.app.call('POST', '/forms', { ...FORM, name: 'Other' })).id;
    const { page } = await open('Lost', { form: other, event: 'status_change', from: ['Sent'] });
    await page.route('**/api/forms', async (route) => {
      const answer = await route.fetch();
      const forms = await answer.json();
      for (const one of forms.items) one.statuses = [{ name: 'Draft' }];
      await route.fulfill({ response: answer, json: forms });
    });
    await page.reload();
    await expect(page.getByText('Sent (not in this form)').first()).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A1.66 a rule of a failure has the fields of what failed, with examples', async () => {
    const { page } = await open('Tell', { event: 'mail_failure' }, { subject: 'Failed' });
    const subject = page.locator('#email-0-subject');
    await subject.click();
    await page.keyboard.press('End');
    await page.keyboard.type(' {Kind of');
    await page.getByRole('option', { name: /Kind of error/ }).click();
    await expect(page.locator('.mail-card').getByText(/^Failed .+/)).toBeVisible();
    await page.assertClean();
  });
});
