import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, type PageOptions, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const FORM = {
  name: 'Leave request',
  schema: {
    type: 'object',
    properties: {
      status: { title: 'Status', oneOf: ['open', 'approved'].map((value) => ({ const: value, title: value })) },
      kind: { title: 'Leave type', enum: ['Annual', 'Sick', 'Parental'] },
      days: { type: 'number', title: 'Days requested' },
      left: { type: 'number', title: 'Days left' },
      first: { type: 'string', format: 'date', title: 'First day' },
      urgent: { type: 'boolean', title: 'Urgent' },
      tags: { type: 'array', items: { type: 'string' }, title: 'Tags' },
      owner: { type: 'object', title: 'Form owner', properties: { email: { type: 'string', title: 'Owner email' } } },
    },
  },
};
const MORE_THAN_5 = { fact: 'days', operator: 'greaterThan', value: 5 };

describe('conditions of a rule', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('conditions');
  let app: WebApp;
  let form: string;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
    form = (await app.call('POST', '/forms', FORM)).id;
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  const open = async (conditions: object, options: PageOptions = {}) => {
    const { id } = await app.call('POST', '/rules', {
      name: 'Long leave',
      trigger: { kind: 'form', form, event: 'submit' },
      conditions,
      actions: [{ action: 'send-email', params: { to: ['bob@receiver.test'], subject: 'Hello', text: 'Hello' } }],
    });
    const page = await browser.open(options);
    await app.signIn(page, `/rules/${id}`);
    await expect(page.getByRole('group', { name: 'Conditions', exact: true })).toBeVisible();
    await expect(page.getByText('Send when:')).toBeVisible();
    const stored = async (): Promise<object> => (await app.call('GET', `/rules/${id}`)).conditions;
    return { page, stored };
  };
  const save = async (page: Page) => {
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Details saved successfully').first()).toBeVisible();
  };
  const field = (page: Page, number: string) => page.getByRole('combobox', { name: `Field, condition ${number}` });
  const value = (page: Page, number: string, role: 'textbox' | 'combobox' = 'textbox') =>
    page.getByRole(role, { name: `Value, condition ${number}` });
  const choose = async (page: Page, name: string, option: string) => {
    await page.getByRole('combobox', { name }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };

  test('are made and saved by the keyboard alone, and the preview says why a record matches or not', async () => {
    const { page, stored } = await open({});
    await expect(page.getByText('No conditions: this email is sent every time the form is submitted.')).toBeVisible();
    const add = page.getByRole('button', { name: 'Add condition', exact: true });
    for (let presses = 0; presses < 60 && !(await isFocused(add)); presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(field(page, '1')).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: 'Condition added' })).toBeAttached();
    await page.keyboard.type('Days req');
    // Enter takes what is shown as chosen; nobody presses it before there is something.
    await expect(page.locator('[role=option][data-combobox-selected]')).toContainText('Days requested');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('combobox', { name: 'Operator, condition 1' })).toBeFocused();
    await chooseByKeys(page, 'is more than');
    await expect(page.getByRole('combobox', { name: 'Operator, condition 1' })).toHaveValue('is more than');
    await page.keyboard.press('Tab');
    await page.keyboard.type('5');
    await expect(page.getByText('Send when: Days requested is more than 5')).toBeVisible();
    for (let presses = 0; presses < 12; presses += 1) {
      if (await isFocused(page.getByRole('button', { name: 'Add group', exact: true }))) break;
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
    await expect(field(page, '2.1')).toBeFocused();
    await page.keyboard.type('Leave type');
    await expect(page.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('combobox', { name: 'Operator, condition 2.1' })).toBeFocused();
    await chooseByKeys(page, 'is any of');
    await expect(page.getByRole('combobox', { name: 'Operator, condition 2.1' })).toHaveValue('is any of');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Sick');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Par');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('option')).toHaveCount(0);
    await save(page);
    expect(await stored()).toEqual({
      all: [MORE_THAN_5, { any: [{ fact: 'kind', operator: 'in', value: ['Sick', 'Parental'] }] }],
    });
    await page.getByText('Why?').click();
    const why = page.getByRole('listitem').filter({ hasText: 'All of these' });
    await expect(why.getByText('Days requested is more than 5')).toBeVisible();
    await expect(why.getByText('Leave type is any of Sick or Parental')).toBeVisible();
    await expect(why.getByText(/^The record has /)).toHaveCount(2);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A1.53 A1.54 ask how far a date is from today', async () => {
    const { page, stored } = await open({ all: [{ fact: 'first', operator: 'lessThan', value: '2026-12-01' }] });
    await choose(page, 'Operator, condition 1', 'is in the next days');
    const days = page.getByRole('textbox', { name: 'Number of days, condition 1' });
    await expect(days).toHaveValue('');
    await days.fill('1.5');
    await expect(page.getByText('Enter a whole number of days, 0 or more.')).toBeVisible();
    await days.fill('14');
    await expect(page.getByText('Enter a whole number of days, 0 or more.')).toHaveCount(0);
    await expect(page.getByText('Send when: First day is in the next 14 days')).toBeVisible();
    await page.getByRole('button', { name: 'Add condition', exact: true }).click();
    await choose(page, 'Field, condition 2', 'First day');
    await choose(page, 'Operator, condition 2', 'is in the future');
    await save(page);
    expect(await stored()).toEqual({
      all: [
        { fact: 'first', operator: 'inNextDays', value: 14 },
        { fact: 'first', operator: 'isFuture', value: true },
      ],
    });
    await expectAccessible(page);
    await page.assertClean();
  });

  test('are changed and removed; the focus stays near, and a group without conditions is not saved', async () => {
    const { page, stored } = await open({
      all: [MORE_THAN_5, { any: [{ fact: 'first', operator: 'lessThan', value: '2026-12-01' }] }],
    });
    await choose(page, 'Field, condition 1', 'Days left');
    await expect(value(page, '1')).toHaveValue('5');
    await page.getByRole('button', { name: 'Value from another field, condition 1' }).click();
    await choose(page, 'Value from another field, condition 1', 'Days requested');
    await page.getByLabel('Value, condition 2.1').fill('2027-01-31');
    await expect(
      page.getByText(/Send when: Days left is more than Days requested, and \(First day is before/),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Add condition to group 2' }).click();
    await choose(page, 'Field, condition 2.2', 'Urgent');
    await choose(page, 'Value, condition 2.2', 'Yes');
    await page.getByRole('button', { name: 'Remove condition 2.1' }).click();
    await expect(field(page, '2.1')).toBeFocused();
    await expect(field(page, '2.1')).toHaveValue('Urgent');
    await page.getByRole('button', { name: 'Remove condition 2.1' }).click();
    await expect(page.getByRole('button', { name: 'Add condition to group 2' })).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: 'Condition removed' })).toBeAttached();
    await save(page);
    expect(await stored()).toEqual({ all: [{ fact: 'left', operator: 'greaterThan', value: { fact: 'days' } }] });
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A1.51 that were imported with "not" stand as None of and can be edited', async () => {
    const { page, stored } = await open({
      not: { any: [MORE_THAN_5, { fact: 'tags', operator: 'contains', value: 'x' }] },
    });
    await expect(page.getByRole('combobox', { name: 'Which conditions must hold' })).toHaveValue('None of');
    await value(page, '1').fill('7.5');
    await save(page);
    expect(await stored()).toEqual({
      not: {
        any: [
          { ...MORE_THAN_5, value: 7.5 },
          { fact: 'tags', operator: 'contains', value: 'x' },
        ],
      },
    });
    await page.assertClean();
  });

  test('a number that is pasted stays as it is: with one comma or point it is one, anything else is told and not saved', async () => {
    const { page, stored } = await open({ all: [MORE_THAN_5] });
    const input = value(page, '1');
    const paste = async (text: string) => {
      await input.click();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(text);
      await expect(input).toHaveValue(text);
    };
    await paste('12,50');
    await expect(page.getByText('Send when: Days requested is more than 12.5')).toBeVisible();
    for (const text of ['1.234,56', '1e400', '€ 5']) {
      await paste(text);
      await expect(page.getByRole('group', { name: 'Condition 1' }).getByText('This is not a number.')).toBeVisible();
    }
    await expectAccessible(page);
    await page.keyboard.press('Control+s');
    await expect(page.locator('[data-summary]')).toContainText('One condition is not finished.');
    expect(await stored()).toEqual({ all: [MORE_THAN_5] });
    await paste('-0,5');
    await save(page);
    expect(await stored()).toEqual({ all: [{ ...MORE_THAN_5, value: -0.5 }] });
    await page.assertClean();
  });

  test('that are not finished are not saved, and say what they need', async () => {
    const { page, stored } = await open({ all: [MORE_THAN_5] });
    await value(page, '1').fill('');
    await page.getByRole('button', { name: 'Add condition', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Enter a value.', { exact: true })).toBeVisible();
    await expect(page.getByText('Choose a field.', { exact: true })).toBeVisible();
    expect(await stored()).toEqual({ all: [MORE_THAN_5] });
    await expectAccessible(page);
    await page.assertClean();
  });

  test('that the builder cannot show open as JSON with the reason, and stay as they are when the rest is saved', async () => {
    const deep = {
      all: [{ any: [{ all: [{ any: [MORE_THAN_5, { fact: 'kind', operator: 'not:in', value: ['Sick'] }] }] }] }],
    };
    const { page, stored } = await open(deep);
    await expect(page.getByText('Groups are nested deeper than 3 levels.')).toBeVisible();
    const text = page.getByRole('textbox', { name: 'Conditions as JSON' });
    await expect(text).toHaveValue(JSON.stringify(deep, null, 2));
    await page.getByRole('textbox', { name: 'Title' }).fill('Another title');
    await save(page);
    expect(JSON.stringify(await stored())).toBe(JSON.stringify(deep));
    await expectAccessible(page);
    await page.assertClean();
  });

  test('are written as JSON: a mistake is told with its place, keeps the text and the view, and is not saved', async () => {
    const { page, stored } = await open({ all: [MORE_THAN_5] });
    await page.getByText('JSON', { exact: true }).click();
    const text = page.getByRole('textbox', { name: 'Conditions as JSON' });
    const broken = '{"all": [\n  {"fact": "days" "operator": "equal"}\n]}';
    await text.fill(broken);
    await expect(
      page.getByText('Line 2, column 19: a comma or a closing brace } is missing here.').first(),
    ).toBeVisible();
    await page.getByText('Builder', { exact: true }).click();
    await expect(text).toHaveValue(broken);
    await page.keyboard.press('Control+s');
    await expect(page.getByRole('link', { name: /^Line 2, column 19/ })).toBeVisible();
    expect(await stored()).toEqual({ all: [MORE_THAN_5] });
    await expectAccessible(page);
    await text.fill(
      '{"any": [{"fact": "owner", "path": "$.email", "operator": "textEndsWith", "value": "@acme.test"}]}',
    );
    await page.getByText('Builder', { exact: true }).click();
    await expect(field(page, '1')).toHaveValue('Owner email');
    await expect(page.getByText('Send when: Owner email ends with “@acme.test”')).toBeVisible();
    await save(page);
    expect(await stored()).toEqual({
      any: [{ fact: 'owner', path: '$.email', operator: 'textEndsWith', value: '@acme.test' }],
    });
    await page.assertClean();
  });

  test('are compared with what happened before they are saved: who would get an email now, and who not', async () => {
    const { page } = await open({ all: [MORE_THAN_5] });
    for (const days of [3, 9]) {
      const owner = { email: `days${days}@receiver.test` };
      await app.call('POST', `/forms/${form}/instances`, { facts: { kind: 'Annual', days, owner } });
    }
    await page.getByRole('button', { name: 'Compare with past records' }).click();
    const dialog = page.getByRole('dialog', { name: 'What this change would have done' });
    await expect(dialog.getByText(/^No difference: \d+ records would get the same emails\.$/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await value(page, '1').fill('2');
    await page.getByRole('button', { name: 'Compare with past records' }).click();
    await expect(dialog.getByText('1 record would get an email and got none.')).toBeVisible();
    await expect(dialog.getByText('New recipients: bob@receiver.test')).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('fit on a phone', async () => {
    const group = { any: [MORE_THAN_5, { all: [{ fact: 'days', operator: 'between', value: [1, 5] }] }] };
    const { page } = await open(
      { all: [{ fact: 'kind', operator: 'in', value: ['Sick', 'Parental'] }, group] },
      { viewport: { width: 320, height: 800 } },
    );
    await expect(page.getByRole('textbox', { name: 'Highest value, condition 2.2.1' })).toHaveValue('5');
    await expect(page.getByRole('button', { name: 'Add group to group 2.2' })).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await expectAccessible(page);
    await page.assertClean();
  });
});

/** Opens the list of the focused control and goes down to the option, as a screen reader would hear it. */
async function chooseByKeys(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Enter');
  const option = page.getByRole('option', { name, exact: true });
  await expect(option).toBeVisible();
  const active = page.locator(':focus');
  for (let presses = 0; presses < 12; presses += 1) {
    const id = await option.getAttribute('id');
    if (id !== null && (await active.getAttribute('aria-activedescendant')) === id) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

function isFocused(part: ReturnType<Page['getByRole']>): Promise<boolean> {
  return part.evaluate((element) => element === document.activeElement);
}
