import type { Page } from '@playwright/test';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { type OutboxWorld, openOutboxWorld } from './rig/outbox-world.ts';

describe('decisions about one e-mail of the outbox', () => {
  const browser = useBrowser();
  let world: OutboxWorld;
  beforeEach(async () => {
    world = await openOutboxWorld();
  });
  afterEach(() => world.close());

  const open = async (id: string) => {
    const page = await browser.open();
    await world.app.signIn(page, `/outbox/${id}`);
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
    return page;
  };
  const state = (page: Page) => page.getByRole('group', { name: 'State' });
  const history = (page: Page) => page.getByRole('region', { name: 'History' });

  test('sent again: one second e-mail however often the button is pressed, also when an answer gets lost', async () => {
    const id = await world.send({ subject: 'Once more' });
    await world.until(id, 'accepted');
    const page = await open(id);
    page.expectConsole(/ERR_FAILED/);
    let lost = 0;
    await page.route('**/resend', async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await page.getByRole('button', { name: 'Send again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send again' });
    await expect(dialog.getByRole('button', { name: 'Do not send' })).toBeFocused();
    await expect(dialog).toContainText('A second e-mail');
    await expectAccessible(page);
    const go = dialog.getByRole('button', { name: 'Send again' });
    await go.click();
    await expect(dialog.getByRole('alert')).toContainText('The server cannot be reached');
    await go.dblclick();
    await expect(page).not.toHaveURL(new RegExp(id));
    await expect(page.getByRole('heading', { level: 1, name: 'Once more' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'E-mail' })).toContainText('Somebody sent the e-mail again by hand');
    await expect(state(page)).toContainText('The server accepted the message.');
    expect((await world.app.call('GET', '/outbox?search=Once%20more')).items).toHaveLength(2);
    expect(world.smtp.mails).toHaveLength(2);
    await page.goBack();
    await history(page).getByRole('link', { name: 'Open the second e-mail' }).click();
    await expect(page).not.toHaveURL(new RegExp(id));
    await page.assertClean();
  });

  test('sent again to another address, which must be one', async () => {
    const id = await world.send();
    await world.until(id, 'accepted');
    const page = await open(id);
    page.expectConsole(/422/);
    await page.getByRole('button', { name: 'Send again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send again' });
    await dialog.getByRole('radio', { name: 'Another address' }).check();
    const go = dialog.getByRole('button', { name: 'Send again' });
    await go.click();
    await expect(dialog.getByText('Enter an e-mail address.')).toBeVisible();
    const address = dialog.getByRole('textbox', { name: 'Email Address' });
    await address.fill('nobody');
    await go.click();
    await expect(address).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
    await address.fill('eva@receiver.test');
    await go.click();
    await expect(page.getByRole('region', { name: 'Recipients' })).toContainText('To eva@receiver.test');
    await world.smtp.stored(2);
    expect(world.smtp.mails.map(({ to }) => to)).toEqual([['bob@receiver.test'], ['eva@receiver.test']]);
    await page.assertClean();
  });

  test('uncertain: what that means, a decision only with a choice and a reason, and the warning before sending again', async () => {
    world.smtp.setRules([{ stage: 'stored', times: 1, action: 'reset' }]);
    const id = await world.send();
    await world.until(id, 'uncertain');
    const page = await open(id);
    await expect(state(page)).toContainText('Uncertain');
    await expect(state(page)).toContainText('It may or may not have arrived.');
    await expect(history(page)).toContainText('The connection broke before the answer');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Decide' }).click();
    const dialog = page.getByRole('dialog', { name: 'Did this e-mail arrive?' });
    await expect(dialog.getByRole('button', { name: 'Decide later' })).toBeFocused();
    await expect(dialog.getByRole('radio', { checked: true })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Save decision' }).click();
    await expect(dialog.getByText('Choose what happened.')).toBeVisible();
    await expect(dialog.getByText('Say why you decide so.')).toBeVisible();
    await expect(dialog.getByRole('alert')).toHaveCount(0);
    await dialog.getByRole('radio', { name: 'Send it again' }).check();
    await expect(dialog.getByRole('alert')).toContainText('the recipient gets the e-mail twice');
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Bob says there is nothing');
    await dialog.getByRole('button', { name: 'Send it again' }).click();
    await expect(state(page)).toContainText('Sent');
    await expect(history(page)).toContainText('Decided: send it again by admin');
    await expect(history(page)).toContainText('Bob says there is nothing');
    expect(world.smtp.mails).toHaveLength(2);
    await page.assertClean();
  });

  test.each([
    ['It arrived', 'Sent', 'Decided: it arrived by admin'],
    ['It did not arrive, leave it', 'Failed', 'Decided: it did not arrive, and stays so by admin'],
  ])('uncertain, decided "%s": it counts as %s and nothing is sent', async (choice, word, told) => {
    world.smtp.setRules([{ stage: 'stored', times: 1, action: 'reset' }]);
    const id = await world.send();
    await world.until(id, 'uncertain');
    const page = await open(id);
    await page.getByRole('button', { name: 'Decide' }).click();
    const dialog = page.getByRole('dialog', { name: 'Did this e-mail arrive?' });
    await dialog.getByRole('radio', { name: choice }).check();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Asked Bob');
    await dialog.getByRole('button', { name: 'Save decision' }).click();
    await expect(state(page)).toContainText(word);
    await expect(history(page)).toContainText(told);
    await expectAccessible(page);
    expect(world.smtp.mails).toHaveLength(1);
    await page.assertClean();
  });

  test('decided by somebody else meanwhile: the refusal is shown and the page tells the new state', async () => {
    world.smtp.setRules([{ stage: 'stored', times: 1, action: 'reset' }]);
    const id = await world.send();
    await world.until(id, 'uncertain');
    const page = await open(id);
    page.expectConsole(/409/);
    await page.getByRole('button', { name: 'Decide' }).click();
    const dialog = page.getByRole('dialog', { name: 'Did this e-mail arrive?' });
    await world.app.call('POST', `/outbox/${id}/resolve`, { as: 'accepted', reason: 'It is there' });
    await dialog.getByRole('radio', { name: 'Send it again' }).check();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('I do not know better');
    await dialog.getByRole('button', { name: 'Send it again' }).click();
    await expect(dialog.getByRole('alert').first()).toContainText('Only an uncertain e-mail is resolved.');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(state(page)).toContainText('Sent');
    expect(world.smtp.mails).toHaveLength(1);
    await page.assertClean();
  });
});
