import { afterEach, beforeEach, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { type OutboxWorld, openOutboxWorld } from './rig/outbox-world.ts';

describe('Guard', () => {
  const browser = useBrowser();
  let world: OutboxWorld;
  beforeEach(async () => {
    world = await openOutboxWorld();
  });
  afterEach(() => world.close());

  test('beyond 17 a guard is chosen, checked and saved; every page says so, and a captured e-mail is shown as captured', async () => {
    const page = await browser.open();
    page.expectConsole(/422/);
    await world.app.signIn(page, '/admin/guard');
    await expect(page.getByRole('radio', { name: 'Everybody' })).toBeChecked();
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'One address instead of the recipients' }).check();
    await page.getByRole('textbox', { name: 'Address' }).fill('nobody');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('textbox', { name: 'Address' })).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Address' }).fill('qa@test.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expect(page.getByText('Every e-mail goes to qa@test.example instead of its recipients.')).toBeVisible();
    expect(await world.app.call('GET', '/settings/guard')).toMatchObject({ redirectTo: 'qa@test.example' });
    await page.getByRole('radio', { name: 'Nobody' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Nothing is sent from here: every e-mail is captured.')).toBeVisible();
    const id = await world.send();
    await world.until(id, 'cancelled');
    await page.goto(`${new URL(page.url()).origin}/outbox/${id}`);
    await expect(page.getByText('Captured', { exact: true })).toBeVisible();
    await expect(page.getByText('Nothing is sent from here: every e-mail is captured.').first()).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('security 13 all sending is stopped with a reason that everybody sees, and resumed', async () => {
    const page = await browser.open();
    await world.app.signIn(page, '/admin/guard');
    await page.getByRole('button', { name: 'Stop all sending' }).click();
    await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveAttribute('aria-invalid', 'true');
    await page.getByRole('textbox', { name: 'Reason' }).fill('Wrong documents');
    await page.getByRole('button', { name: 'Stop all sending' }).click();
    const dialog = page.getByRole('dialog', { name: 'Stop all sending now?' });
    await expect(dialog.getByRole('button', { name: 'Keep sending' })).toBeFocused();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Stop all sending' }).click();
    await expect(page.getByText('admin stopped all sending: Wrong documents')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Resume sending' })).toBeVisible();
    await expectAccessible(page);
    expect(await world.app.call('GET', '/guard')).toMatchObject({
      stopped: { reason: 'Wrong documents', by: 'admin' },
    });
    const id = await world.send();
    await page.getByRole('button', { name: 'Resume sending' }).click();
    await expect(page.getByText('admin stopped all sending: Wrong documents')).toHaveCount(0);
    await world.until(id, 'accepted');
    await page.assertClean();
  });

  test('security 13 what a limit holds is let go, or taken back after a question', async () => {
    await world.app.call('PUT', '/settings/limits', { perConnector: null, perRule: null, perRecipient: 1 });
    const ids = [await world.send(), await world.send(), await world.send()];
    for (const id of ids) await world.until(id, 'accepted', 'held');
    const page = await browser.open();
    await world.app.signIn(page, '/admin/guard');
    const held = page.getByRole('region', { name: 'Held by a limit' });
    await expect(held.getByText('2 e-mails')).toBeVisible();
    await expectAccessible(page);
    await held.getByRole('button', { name: /^Take back/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep them waiting' }).click();
    await held.getByRole('button', { name: /^Let go/ }).click();
    await expect(page.getByText('2 e-mails on the way')).toBeVisible();
    await expect(held).toHaveCount(0);
    for (const id of ids) await world.until(id, 'accepted');
    await page.assertClean();
  });

  test('R39 e-mails of one event, more than leave by themselves, are let go by a second person on the page of the runs', async () => {
    const event = await manyMails(world, 501);
    const page = await browser.open();
    await world.app.signIn(page, '/admin/guard');
    const waiting = page.getByRole('region', { name: 'E-mails that wait for approval' });
    await expect(waiting.getByText('501 e-mails')).toBeVisible();
    await expect(waiting.getByText('a second person has to let it go')).toBeVisible();
    await expect(waiting.getByRole('button', { name: /^Let go/ })).toHaveCount(0);
    await expectAccessible(page);
    const anna = await world.app.person('Anna', ['approver']);
    const hers = await browser.open({ viewport: { width: 320, height: 800 } });
    const { name, password } = anna;
    const options = { data: { name, password }, headers: { origin: world.app.url } };
    expect((await hers.context().request.post(`${world.app.url}/api/session`, options)).ok()).toBe(true);
    await hers.goto(`${world.app.url}/payroll`);
    const list = hers.getByRole('region', { name: 'E-mails that wait for approval' });
    await expect(list.getByText('Of one event, by the rule "Everybody"')).toBeVisible();
    expect(await hers.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await expectAccessible(hers);
    await list.getByRole('button', { name: /^Let go/ }).click();
    await expect(hers.getByText('501 e-mails on the way')).toBeVisible();
    await expect(list).toHaveCount(0);
    expect(await world.app.call('GET', `/events/${event}`)).toMatchObject({
      approval: { state: 'approved', by: 'Anna' },
    });
    await hers.assertClean();
    await page.assertClean();
  });

  test('at 320 px a long reason breaks and nothing is cut off', async () => {
    await world.app.call('POST', '/guard/stop', { reason: `Stopped ${'because of wrong documents '.repeat(5)}` });
    const page = await browser.open({ viewport: { width: 320, height: 800 } });
    await world.app.signIn(page, '/admin/guard');
    await expect(page.getByRole('button', { name: 'Resume sending' })).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.assertClean();
  });
});

async function manyMails({ app, connectorId }: OutboxWorld, count: number): Promise<string> {
  const to = [{ field: 'people' }];
  const params = { connector: connectorId, to, perRecipient: true, subject: 'Hello', text: 'Hello' };
  const trigger = { kind: 'workflow', event: 'everybody' };
  await app.call('POST', '/rules', { name: 'Everybody', trigger, actions: [{ action: 'send-email', params }] });
  const people = Array.from({ length: count }, (_, at) => `p${at}@receiver.test`);
  return (await app.call('POST', '/events', { type: 'everybody', facts: { people } })).eventId;
}
