import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

describe('contacts', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  beforeAll(async () => {
    world = await openRuleWorld();
  });
  afterAll(() => world.close());

  test('A4.9 A4.10 A4.16 a contact is added, found, and its activities show by themselves what is sent and what comes back', async () => {
    const page = await browser.open();
    page.expectConsole(/422/);
    await world.app.signIn(page, '/contacts');
    await expect(page.getByText('No contacts yet')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add contact' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add contact' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('Type a name.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Bob Receiver');
    await dialog.getByRole('textbox', { name: 'Addresses' }).fill('bob@receiver.test\n\nnot an address');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText(/^Line 3: /)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'Addresses' }).fill('bob@receiver.test\nbob.private@receiver.test');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('“Bob Receiver” is saved').first()).toBeVisible();
    await page.getByRole('textbox', { name: 'Search' }).fill('nobody');
    await expect(page.getByText('Nobody with “nobody” in name, company, employee number or addresses.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Search' }).fill('BOB');
    await page.getByRole('link', { name: 'Bob Receiver' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Bob Receiver' })).toBeVisible();
    await expect(page.getByRole('row', { name: /^bob@receiver\.test Primary/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /^bob\.private@receiver\.test Additional/ })).toBeVisible();
    await expect(page.getByText(/^No e-mails that you may see/)).toBeVisible();
    await expectAccessible(page);

    await world.addRule('Your leave');
    await world.submit(undefined, 'accepted');
    const list = page.getByRole('list', { name: 'Activities, newest first' });
    await expect(list.getByRole('listitem')).toHaveCount(1, { timeout: 15_000 });
    await expect(list.getByRole('listitem')).toContainText('Your leave');
    await expect(list.getByRole('listitem')).toContainText('Leave request');
    await world.app.call('PATCH', `/mailboxes/${world.connectorId}`, { read: 'relevant' });
    const letter = [
      'From: Bob <bob@receiver.test>',
      `To: ${world.payroll.user}`,
      'Subject: Thank you',
      '',
      'Fine.',
      '',
    ];
    await world.mail.deliverByLmtp(world.payroll.user, letter.join('\r\n'));
    await expect(list.getByRole('listitem')).toHaveCount(2, { timeout: 20_000 });
    await expect(list.getByRole('listitem').first()).toContainText('Thank you');
    await expectAccessible(page);
    await list.getByRole('link', { name: 'Read in the inbox' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Thank you' })).toBeVisible();
    await page.assertClean();
  });

  test('at 320 px and in the dark nothing is cut off; an address is changed, and the contact deleted', async () => {
    const page = await browser.open({ viewport: { width: 320, height: 700 }, colorScheme: 'dark' });
    page.expectConsole(/409/);
    const other = await world.app.call('POST', '/contacts', {
      name: 'Ann Other',
      addresses: [],
      employeeId: 'e-7',
    });
    await world.app.signIn(page, '/contacts');
    await page.getByRole('link', { name: 'Bob Receiver' }).click();
    await expect(page.getByRole('list', { name: 'Activities, newest first' }).getByRole('listitem')).toHaveCount(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Addresses' }).fill('bob.new@receiver.test');
    await page.getByRole('textbox', { name: 'Employee number' }).fill(' E-7 ');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(
      page.getByText('"Ann Other" has this employee number already. Correct it here or there.'),
    ).toBeVisible();
    await page.getByRole('textbox', { name: 'Employee number' }).fill('E-8');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Employee number: E-8')).toBeVisible();
    await world.app.call('DELETE', `/contacts/${other.id}`);
    await expect(page.getByRole('row', { name: /^bob\.new@receiver\.test Primary/ })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Activities, newest first' }).getByRole('listitem')).toHaveCount(2);
    await page.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete “Bob Receiver”?' });
    await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Delete contact' }).click();
    await expect(page.getByText('No contacts yet')).toBeVisible();
    await page.assertClean();
  });

  test('A2.17 A5.5 how a mailbox is read is chosen on the page of the inbox', async () => {
    const page = await browser.open();
    await world.app.signIn(page, '/inbox');
    await page.getByText('What is read', { exact: true }).click();
    const details = page.getByRole('group', { name: 'How Payroll is read' });
    await details.getByRole('combobox', { name: 'Read it every' }).selectOption('30 minutes');
    await expect(page.getByText('“Payroll” is saved').first()).toBeVisible();
    await details.getByRole('checkbox', { name: /Mark as read in the mailbox/ }).click();
    await expect(details.getByRole('checkbox', { name: /Mark as read in the mailbox/ })).toBeChecked();
    await details.getByLabel('From this day on').fill('2026-10-01');
    await details.getByLabel('From this day on').blur();
    await expectAccessible(page);
    const said = async () => world.app.call('GET', `/mailboxes/${world.connectorId}`);
    await expect.poll(said).toMatchObject({ everyMinutes: 30, markAsRead: true, readFrom: '2026-10-01' });
    await page.assertClean();
  });
});
