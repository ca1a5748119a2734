import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

describe('mass mail', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  beforeAll(async () => {
    world = await openRuleWorld({ publicUrl: 'http://mail.example.test' });
  });
  afterAll(() => world.close());

  test('A5.18 A5.19 a rule lets its recipients unsubscribe; one does, and subscribes again, on the page of the link', async () => {
    const reader = world.mail.account().user;
    const id = await world.addRule('News', { to: [reader] });
    const page = await browser.open();
    await world.app.signIn(page, `/rules/${id}`);
    // Nothing can be previewed of a rule that cannot be saved.
    page.expectConsole(/422 .*rules\/preview/);
    await page.getByRole('switch', { name: 'Recipients may unsubscribe' }).check();
    const finding = page.getByText(/switch on one e-mail for each recipient/).first();
    await expect(finding).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('switch', { name: 'One email for each recipient' }).check();
    await expect(finding).toBeHidden();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Details saved successfully').first()).toBeVisible();
    const stored = await world.app.call('GET', `/rules/${id}`);
    expect(stored.actions).toMatchObject([{ params: { perRecipient: true, unsubscribe: true } }]);

    await world.submit();
    const [arrived] = await world.mail.waitForMail(reader);
    const raw = arrived?.raw.toString() ?? '';
    // One click needs https.
    expect(raw).not.toContain('List-Unsubscribe-Post');
    const token = /api\/unsubscribe\/([0-9a-f]{64})>/.exec(raw)?.[1];
    await page.goto(`${world.app.url}/api/unsubscribe/${token}`);
    await page.getByRole('button', { name: 'Unsubscribe' }).click();
    await expect(page.getByRole('heading', { name: 'You are unsubscribed' })).toBeVisible();
    await expect(page.getByText(reader)).toBeVisible();
    expect((await world.app.call('GET', '/unsubscribed')).items).toMatchObject([{ address: reader }]);
    await page.getByRole('button', { name: 'Subscribe again' }).click();
    await expect(page.getByRole('heading', { name: 'You are subscribed again' })).toBeVisible();
    expect((await world.app.call('GET', '/unsubscribed')).items).toEqual([]);
    await page.assertClean();
  });
});
