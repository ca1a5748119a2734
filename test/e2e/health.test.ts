import { afterEach, beforeEach, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { type OutboxWorld, openOutboxWorld } from './rig/outbox-world.ts';

const PATH = '/admin/health';
const SOON = { timeout: 25_000 };

describe('health', () => {
  const browser = useBrowser();
  let world: OutboxWorld;
  beforeEach(async () => {
    world = await openOutboxWorld();
  });
  afterEach(() => world.close());

  test('A2.19 A3.11 state, reason, proof, queue, circuit and what was told change on the open page, and recover', async () => {
    const page = await browser.open();
    await world.app.signIn(page, PATH);
    const card = page.getByRole('list', { name: 'Mailboxes' }).getByRole('listitem').filter({ hasText: 'Payroll' });
    await expect(card.getByText('Active', { exact: true })).toBeVisible();
    await expect(card).toContainText('nothing waits');
    await expect(card).toContainText('closed: e-mails are tried');
    await expect(page.getByText('All 1 mailboxes are without trouble.')).toBeVisible();
    await expect(card).toContainText('nothing was sent in 7 days');
    await expectAccessible(page);
    world.smtp.setRules([{ stage: 'auth', action: { reply: '535 5.7.8 Wrong password' } }]);
    await world.send();
    await expect(card.getByText('Problematic', { exact: true })).toBeVisible(SOON);
    await expect(card).toContainText('refused user name or password');
    await expect(card).toContainText('1 e-mail, the oldest');
    await expect(card).toContainText(/failures? in a row/);
    await expect(card).toContainText('told that it does not work', SOON);
    await expect(page.getByText('1 of 1 mailboxes do not work.')).toBeVisible();
    await expectAccessible(page);
    world.smtp.setRules([]);
    await world.app.call('POST', `/connectors/${world.connectorId}/test`, {});
    await expect(card.getByText('Active', { exact: true })).toBeVisible(SOON);
    await expect(card).toContainText('nothing waits', SOON);
    await expect(card).toContainText('told that it works again', SOON);
    await page.assertClean();
  });

  test('what the limits counted stands beside what they allow; what is above one is let go here; 320 px', async () => {
    await world.app.call('PUT', '/settings/limits', { perConnector: null, perRule: 50, perRecipient: 1 });
    const page = await browser.open({ viewport: { width: 320, height: 640 } });
    await world.app.signIn(page, PATH);
    await expect(page.getByText('No e-mail was counted in this hour.')).toBeVisible();
    const id = await world.send();
    await world.until(id, 'accepted');
    const hours = page.getByRole('region', { name: 'The last 24 hours' });
    await expect(hours.getByRole('img', { name: /1 is sent, 0 wait, 0 failed/ })).toBeVisible(SOON);
    await hours.getByText('Show the numbers').click();
    await expect(hours.getByRole('row')).toHaveCount(25);
    await expect(hours.getByRole('row').last()).toContainText(/:00\s*1\s*0\s*0$/);
    const held = await world.send();
    await world.until(held, 'held');
    const table = page.getByRole('table', { name: 'Limits of this hour' });
    const line = table.getByRole('row', { name: /^To bob@receiver\.test/ });
    await expect(line).toContainText('1 · reached', SOON);
    await expect(page.getByRole('region', { name: 'Held by a limit' })).toContainText('To bob@receiver.test: 1 e-mail');
    await expectAccessible(page);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.getByRole('button', { name: 'Let go: To bob@receiver.test' }).click();
    await world.until(held, 'accepted');
    await expect(page.getByRole('region', { name: 'Held by a limit' })).toHaveCount(0);
    await page.assertClean();
  });

  test('an empty installation, a server that does not answer, and somebody who may only set up data sources', async () => {
    await world.app.call('DELETE', `/connectors/${world.connectorId}`);
    const page = await browser.open();
    page.expectConsole(/500|Failed to load/);
    await world.app.signIn(page, PATH);
    await expect(page.getByText('No data sources yet.')).toBeVisible();
    await expectAccessible(page);
    await page.route('**/api/health/connectors', (route) => route.fulfill({ status: 500, body: '' }));
    await page.reload();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible(SOON);
    await expectAccessible(page);
    await page.unroute('**/api/health/connectors');
    // It looks again by itself, also after a failure.
    await expect(page.getByText('No data sources yet.')).toBeVisible(SOON);
    const { name, password } = await world.app.person('Mia', ['manage_data_sources']);
    const other = await browser.open();
    const data = { name, password };
    await other.context().request.post(`${world.app.url}/api/session`, {
      ...{ data, headers: { origin: world.app.url } },
    });
    await other.goto(world.app.url + PATH);
    await expect(other.getByText('No data sources yet.')).toBeVisible();
    await expect(other.getByText('Limits of this hour')).toHaveCount(0);
    await other.assertClean();
    await page.assertClean();
  });

  test('A3.11 an administrator says who is told, sends a test alert, and never sees the secret again; 320 px', async () => {
    await world.app.call('PUT', '/settings/default-mailbox', { connectorId: world.connectorId });
    const page = await browser.open({ viewport: { width: 320, height: 640 } });
    page.expectConsole(/422 .*alerts/);
    await world.app.signIn(page, PATH);
    const told = page.getByRole('region', { name: 'Who is told' });
    await expect(told.getByText('Nobody is told yet.')).toBeVisible();
    await told.getByRole('textbox', { name: 'E-mail addresses' }).fill('it@receiver.test\nnobody');
    await told.getByRole('textbox', { name: 'Webhook', exact: true }).fill('https://hooks.example/a');
    await expect(told.getByRole('button', { name: 'Send test alert' })).toBeDisabled();
    await told.getByRole('button', { name: 'Save who is told' }).click();
    await expect(told.getByRole('textbox', { name: 'E-mail addresses' })).toHaveAttribute('aria-invalid', 'true');
    await expect(told.getByText('Type a secret of at least 16 characters for this address.')).toBeVisible();
    await expectAccessible(page);
    await told.getByRole('textbox', { name: 'E-mail addresses' }).fill('it@receiver.test');
    await told.getByLabel('Secret of the webhook').fill('canary-of-the-webhook');
    await told.getByRole('button', { name: 'Save who is told' }).click();
    await expect(told.getByText('Saved. Hidden for security.')).toBeVisible();
    expect(await page.content()).not.toContain('canary-of-the-webhook');
    await told.getByRole('textbox', { name: 'Webhook', exact: true }).fill('https://elsewhere.example/b');
    await expect(told.getByText('For another address type its secret.')).toBeVisible();
    await told.getByRole('textbox', { name: 'Webhook', exact: true }).fill('');
    await told.getByRole('button', { name: 'Save who is told' }).click();
    await told.getByRole('button', { name: 'Send test alert' }).click();
    await expect(told.getByText('1 test e-mail is on its way.')).toBeVisible();
    await expectAccessible(page);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const { items } = await world.app.call('GET', '/outbox');
    expect(items[0]).toMatchObject({ subject: 'Test of the alerts' });
    await page.assertClean();
  });
});
