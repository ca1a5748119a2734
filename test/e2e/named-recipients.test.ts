import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

describe('recipients who are chosen by name', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  let group = '';
  let partner = '';
  beforeAll(async () => {
    world = await openRuleWorld();
    const { app } = world;
    const ada = await app.call('POST', '/users', { name: 'Ada', roles: ['user'], email: 'ada@receiver.test' });
    group = (await app.call('POST', '/groups', { name: 'Reviewers', members: [ada.user.id] })).id;
    partner = (
      await app.call('POST', '/contacts', { name: 'Brickworks', kind: 'partner', addresses: ['bricks@receiver.test'] })
    ).id;
  });
  afterAll(() => world.close());

  test('A1.39 A1.40 A1.42 users, groups and partners are found by their names, shown by them, and cleared singly', async () => {
    const id = await world.addRule('Review', { to: ['bob@receiver.test'] });
    const page = await browser.open();
    await world.app.signIn(page, `/rules/${id}`);
    const to = page.getByRole('combobox', { name: 'To', exact: true });
    await to.fill('revie');
    await page.getByRole('option', { name: /Reviewers/ }).click();
    // Nor does the page jump to where the list was before it had its place.
    await expect(to).toBeInViewport();
    await expect(page.getByRole('button', { name: 'Remove Reviewers' })).toBeVisible();
    await to.fill('brick');
    await expect(page.getByRole('option', { name: /Brickworks/ })).toContainText('bricks@receiver.test');
    await to.press('ArrowDown');
    await page.getByRole('option', { name: /Brickworks/ }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Remove bob@receiver.test' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Details saved successfully').first()).toBeVisible();
    const stored = await world.app.call('GET', `/rules/${id}`);
    expect(stored.actions[0].params.to).toEqual([{ group }, { partner }]);

    await page.reload();
    await expect(page.getByRole('button', { name: 'Remove Reviewers' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove Brickworks' })).toBeVisible();
    await expect(page.getByText('ada@receiver.test').first()).toBeVisible();
    await page.assertClean();
  });

  test('whoever types an address gets that address, and never the first of a list that was shown before', async () => {
    const id = await world.addRule('Typed', { to: ['bob@receiver.test'] });
    const page = await browser.open();
    await world.app.signIn(page, `/rules/${id}`);
    const to = page.getByRole('combobox', { name: 'To', exact: true });
    await to.click();
    await expect(page.getByRole('option', { name: /Ada/ })).toBeVisible();
    // As fast as a slow machine gets two keys at once.
    await to.evaluate((field: HTMLInputElement) => {
      for (const text of ['a', 'anna@receiver.test']) {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    });
    await page.waitForTimeout(50);
    await to.press('Enter');
    await expect(page.getByRole('button', { name: 'Remove anna@receiver.test' })).toBeVisible();
    await to.fill('brick');
    await expect(page.getByRole('option', { name: /Brickworks/ })).toBeVisible();
    await to.fill('revie');
    await to.press('Enter');
    await expect(page.getByRole('button', { name: /^Remove (revie|Reviewers)$/ })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove Brickworks' })).toHaveCount(0);
  });

  test('whoever is gone is told at Save', async () => {
    const leaver = { name: 'Leaver', roles: ['user'], email: 'leaver@receiver.test' };
    const { user } = await world.app.call('POST', '/users', leaver);
    const id = await world.addRule('Late', { to: [{ user: user.id }] });
    await world.app.call('DELETE', `/users/${user.id}`);
    const page = await browser.open();
    await world.app.signIn(page, `/rules/${id}`);
    await expect(page.getByRole('button', { name: 'Remove Somebody who is gone' })).toBeVisible();
    await expect(page.getByText('There is no such user any more.').first()).toBeVisible();
  });
});
