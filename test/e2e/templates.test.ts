import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

describe('the template library', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  beforeAll(async () => {
    world = await openRuleWorld();
  });
  afterAll(() => world.close());

  const text = (language: string, subject: string, html: string) => ({ language, subject, html });

  test('A2.30 23 one is made from a shipped layout, in two languages, previewed, and used by a rule', async () => {
    const page = await browser.open();
    await world.app.signIn(page, '/rules');
    await page.getByRole('link', { name: 'Templates' }).click();
    await expect(page.getByText('No templates yet.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'New template' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Letter');
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Layout' }).click();
    await page.getByRole('combobox', { name: 'Start from' }).click();
    await page.getByRole('option', { name: 'Payslip letter' }).click();
    const frame = page.frameLocator('iframe[title="Preview of the email"]').last();
    await expect(frame.getByText('Payroll office', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Letter', level: 1 })).toBeVisible();
    await expect(page.getByText('Version 1 (now)')).toBeVisible();
    await expectAccessible(page);

    await world.app.call('POST', '/templates', {
      ...{ name: 'Approved', kind: 'email' },
      texts: [text('default', 'Leave of {{name}}', '<p>Dear {{name}}</p>')],
    });
    await page.getByRole('link', { name: 'Templates' }).click();
    await page.getByRole('link', { name: 'Approved' }).click();
    await page.getByRole('combobox', { name: 'Layout' }).click();
    await page.getByRole('option', { name: 'Letter' }).click();
    await page.getByRole('button', { name: 'Add language' }).click();
    await page.getByRole('textbox', { name: 'New language' }).fill('fr_ca');
    await page.getByRole('textbox', { name: 'New language' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Canadian French', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Version 2 (now)')).toBeVisible();
    await expect(page.getByText('Text: Canadian French')).toBeVisible();
    await expect(frame.getByText('Payroll office', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await expect(page.getByText('Version 3 (now), as version 1')).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('a rule takes a template, and is marked when that comes to name a field that its form lacks', async () => {
    const input = {
      name: 'Taken',
      kind: 'email',
      texts: [text('default', 'Taken by {{name}}', '<p>Hello {{name}}</p>')],
    };
    const { id } = await world.app.call('POST', '/templates', input);
    const ruleId = await world.addRule('With a template', { subject: undefined, html: undefined, template: id });
    const page = await browser.open();
    await world.app.signIn(page, `/rules/${ruleId}`);
    await expect(page.getByText('Taken, default text')).toBeVisible();
    await page.getByRole('combobox', { name: 'Template', exact: true }).click();
    await page.getByRole('option', { name: 'No template' }).click();
    await expect(page.getByText('Taken, default text')).toBeHidden();
    await page.getByRole('combobox', { name: 'Template', exact: true }).click();
    await page.getByRole('option', { name: 'Taken' }).click();
    await expect(page.getByText('Taken, default text')).toBeVisible();
    await page.getByRole('textbox', { name: 'Language of the recipient' }).fill('{{status}}');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expectAccessible(page);
    const html = '<p>Hello {{manager}}</p>';
    await world.app.call('PUT', `/templates/${id}`, {
      ...input,
      texts: [{ language: 'default', subject: '{{manager}}', html }],
    });
    const { actions, name, trigger } = await world.app.call('GET', `/rules/${ruleId}`);
    expect(actions[0].params.template).toBe(id);
    expect([name, trigger.kind]).toEqual(['With a template', 'form']);
    await page.goto(page.url().replace(/\/rules\/.*/, `/rules/templates/${id}`));
    await expect(page.getByRole('link', { name: 'With a template' })).toBeVisible();
    await page.getByRole('link', { name: 'Send email rules' }).first().click();
    await expect(page.getByRole('heading', { name: 'Send email rules', level: 1 })).toBeVisible();
    await expect(page.getByText(/The form has no field "manager"; the template "Taken" names it/)).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('mistakes stand at their fields, on a phone and in the dark', async () => {
    const page = await browser.open({ viewport: { width: 320, height: 800 }, colorScheme: 'dark' });
    await world.app.signIn(page, '/rules/templates/new');
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Part' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('two words');
    await page.getByRole('textbox', { name: 'Plain text' }).fill('Regards');
    page.expectConsole(/422/);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('link', { name: /The name of a part is one word/ })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Name' }).fill('Regards');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Regards', level: 1 })).toBeVisible();
    // The live stream tells of the deletion before its answer is here: the page does not ask for what is gone.
    await page.route('**/api/templates/*', async (route) => {
      if (route.request().method() !== 'DELETE') return route.fallback();
      const response = await route.fetch();
      await page.waitForTimeout(1000);
      await route.fulfill({ response });
    });
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Template deleted')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.assertClean();
  });
});
