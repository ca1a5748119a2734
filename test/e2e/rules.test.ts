import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { provedConnector } from './rig/outbox-world.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

describe('list of rules', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  beforeAll(async () => {
    world = await openRuleWorld();
  });
  afterAll(() => world.close());

  const open = async (path = '/rules') => {
    const page = await browser.open();
    await world.app.signIn(page, path);
    await expect(page.getByRole('heading', { level: 1, name: 'Send email rules' })).toBeVisible();
    return page;
  };
  const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
  const names = (page: Page) => page.getByRole('rowheader').getByRole('link').allTextContents();
  const fresh = async () => {
    for (const rule of (await world.app.call('GET', '/rules')).items)
      await world.app.call('DELETE', `/rules/${rule.id}`);
  };

  test('no rules yet says so and leads to a new one', async () => {
    await fresh();
    const page = await open();
    await expect(page.getByText('No rules yet.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'New rule' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'New rule' })).toBeVisible();
    await page.assertClean();
  });

  test('rules stand by trigger in running order, with sender, state, sentence and what they sent; a hostile title is text', async () => {
    await fresh();
    const hostile = '<img src=x onerror="document.title=1"> {{x}}';
    await world.addRule(hostile, { subject: 'x' });
    await world.addRule(
      'Long leave',
      {},
      { conditions: { all: [{ fact: 'days', operator: 'greaterThan', value: 5 }] } },
    );
    await world.addRule('Off', { connector: undefined }, { enabled: false });
    await world.app.call('POST', '/rules', {
      name: 'Of a workflow',
      trigger: { kind: 'workflow', event: 'payroll.done' },
      actions: [{ action: 'send-email', params: { to: ['bob@receiver.test'], subject: 'x', text: 'x' } }],
    });
    await world.submit();
    const page = await open();
    await expect(page.getByRole('heading', { name: 'Leave request: when it is submitted' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Workflow event “payroll.done”' })).toBeVisible();
    expect(await names(page)).toEqual([hostile, 'Long leave', 'Off', 'Of a workflow']);
    await expect(row(page, 'Long leave')).toContainText('Send when: Days requested is more than 5');
    await expect(row(page, hostile)).toContainText('Send when: every time the form is submitted');
    await expect(row(page, 'Long leave')).toContainText('Payroll');
    await expect(row(page, 'Off')).toContainText('Default mailbox');
    await expect(row(page, 'Off')).toContainText('Inactive');
    await expect(row(page, 'Long leave').getByText('Active')).toBeVisible();
    await expect(row(page, 'Long leave').getByRole('time')).toBeVisible();
    await expect(row(page, 'Of a workflow')).toContainText('Never');
    expect(await page.locator('main img').count()).toBe(0);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('a rule sends, and the list says so by itself; failures lead to them in the outbox', async () => {
    await fresh();
    const id = await world.addRule('Live');
    const page = await open();
    await expect(row(page, 'Live')).toContainText('Never');
    await world.submit();
    await expect(row(page, 'Live').getByRole('time')).toBeVisible();
    const smtp = await startFaultSmtp();
    const connector = await provedConnector(world.app, 'Refuses', smtp);
    smtp.setRules([{ stage: 'rcpt', action: { reply: '550 5.1.1 No such user' } }]);
    await world.addRule('Fails', { connector });
    await world.submit(undefined, 'accepted', 'failed');
    await smtp.stop();
    const failures = row(page, 'Fails').getByRole('link', { name: '1 failed of Fails: open the outbox' });
    await expect(failures).toBeVisible();
    await failures.click();
    await expect(page).toHaveURL(/\/outbox\?.*state=failed/);
    expect(page.url()).not.toContain(id);
    await page.assertClean();
  });

  test('A1.50 Move up and Move down change the running order and keep the focus', async () => {
    await fresh();
    for (const name of ['One', 'Two', 'Three']) await world.addRule(name);
    const page = await open();
    await page.getByRole('button', { name: 'Move down: One' }).press('Enter');
    await expect(page.getByText('One now runs as number 2 of 3.')).toBeAttached();
    expect(await names(page)).toEqual(['Two', 'One', 'Three']);
    await expect(page.getByRole('button', { name: 'Move down: One' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('One now runs as number 3 of 3.')).toBeAttached();
    await expect(page.getByRole('button', { name: 'Move up: One' })).toBeFocused();
    const stored = (await world.app.call('GET', '/rules')).items.map(({ name }: { name: string }) => name);
    expect(stored).toEqual(['Two', 'Three', 'One']);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('on a phone each rule is a card, with its state, its sender and its buttons in sight', async () => {
    await fresh();
    for (const name of ['One', 'Two']) await world.addRule(name);
    const page = await open();
    await page.setViewportSize({ width: 320, height: 700 });
    const card = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'One' }) });
    await expect(card.getByText('Active', { exact: true })).toBeInViewport({ ratio: 1 });
    await expect(card.getByText('Payroll')).toBeInViewport({ ratio: 1 });
    await expect(card.getByRole('button', { name: 'More actions for One' })).toBeInViewport({ ratio: 1 });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
    await card.getByRole('button', { name: 'Move down: One' }).click();
    await expect(page.getByText('One now runs as number 2 of 2.')).toBeAttached();
    await expect(page.getByRole('button', { name: 'Move up: One' })).toBeFocused();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('the filter stands in the address; nothing found says so', async () => {
    await fresh();
    for (const name of ['November', 'December']) await world.addRule(name);
    const page = await open();
    await page.getByRole('searchbox', { name: 'Find a rule' }).fill('nov');
    await expect(page).toHaveURL(/search=nov$/);
    expect(await names(page)).toEqual(['November']);
    await expect(page.getByRole('button', { name: 'Move down: November' })).toBeDisabled();
    await page.reload();
    await expect(page.getByRole('rowheader')).toHaveText([/November/]);
    await page.getByRole('searchbox', { name: 'Find a rule' }).fill('january');
    await expect(page.getByText('No rule has “january” in its title, trigger or sender.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show all rules' }).click();
    await expect(page.getByRole('rowheader')).toHaveCount(2);
    await page.assertClean();
  });

  test('A1.49 a rule is switched off and on, duplicated and deleted after asking', async () => {
    await fresh();
    const id = await world.addRule('Payslip');
    const page = await open();
    // Mantine's switch is drawn by its label; the input itself takes the keys.
    await page.getByRole('switch', { name: 'Payslip: switched on' }).press('Space');
    await expect(row(page, 'Payslip').getByText('Inactive')).toBeVisible();
    expect((await world.app.call('GET', `/rules/${id}`)).enabled).toBe(false);
    await page.getByRole('switch', { name: 'Payslip: switched on' }).press('Space');
    await expect(row(page, 'Payslip').getByText('Active', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'More actions for Payslip' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await expect(row(page, 'Payslip (copy)').getByText('Inactive')).toBeVisible();
    await page.getByRole('button', { name: 'More actions for Payslip (copy)' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(page.getByRole('dialog', { name: 'Delete “Payslip (copy)”?' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Keep the rule' })).toBeFocused();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByRole('rowheader')).toHaveCount(1);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.assertClean();
  });

  test('a data source that turns Problematic marks its rules by itself', async () => {
    await fresh();
    const { id } = await world.app.call('POST', '/connectors', {
      type: 'email',
      displayName: 'Broken',
      settings: { sending: false },
    });
    await world.addRule('Healthy');
    const page = await open();
    await expect(row(page, 'Healthy').getByText('Active', { exact: true })).toBeVisible();
    await world.app.call('POST', `/connectors/${world.connectorId}/disable`);
    await expect(row(page, 'Healthy').getByText('Problematic')).toBeVisible();
    await expect(row(page, 'Healthy')).toContainText('Payroll: ');
    await expectAccessible(page);
    await world.app.call('POST', `/connectors/${world.connectorId}/enable`);
    await world.app.call('POST', `/connectors/${world.connectorId}/test`, {});
    await expect(row(page, 'Healthy').getByText('Active', { exact: true })).toBeVisible();
    await world.app.call('DELETE', `/connectors/${id}`);
    await page.assertClean();
  });

  test('while it loads there is a skeleton; an error says what and offers to try again', async () => {
    const page = await browser.open();
    page.expectConsole(/500/);
    await world.app.signIn(page, '/outbox');
    let broken = true;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/api/rules', async (route) => {
      if (!broken) return route.continue();
      await held;
      return route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'about:blank',
          title: 'Something went wrong here',
          status: 500,
          detail: 'The log has the details.',
          code: 'INTERNAL',
          retryable: false,
          requestId: 'r-1',
        }),
      });
    });
    await page.getByRole('link', { name: 'Send email rules' }).click();
    await expect(page.getByRole('status', { name: 'Loading the rules' })).toBeVisible();
    await expectAccessible(page);
    release();
    await expect(page.getByRole('alert')).toContainText('Something went wrong here');
    await expect(page.getByRole('alert')).toContainText('Request r-1');
    await expectAccessible(page);
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    await page.assertClean();
  });
});
