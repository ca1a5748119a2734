import { afterAll, beforeAll, describe, test, vi } from 'vitest';
import { expectAccessible, useBrowser, type WatchedPage } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

describe('writing e-mails in the inbox', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  let mailbox = '';
  beforeAll(async () => {
    world = await openRuleWorld();
    mailbox = await vi.waitFor(async () => (await world.app.call('GET', '/me/mailboxes')).items[0].id, 20_000);
    await world.app.call('PATCH', `/mailboxes/${mailbox}`, { read: 'inbox' });
  });
  afterAll(() => world.close());

  const letter = (from: string, subject: string) =>
    world.mail.deliverByLmtp(
      world.payroll.user,
      [
        `From: Carla Contact <${from}>`,
        `To: ${world.payroll.user}`,
        `Subject: ${subject}`,
        '',
        'The roof leaks.',
        '',
      ].join('\r\n'),
    );
  const body = (page: WatchedPage) => page.getByRole('textbox', { name: 'Text' });
  const answersTo = async (user: string) =>
    (await world.mail.readMailbox(user, 'INBOX')).map(({ raw }: { raw: Buffer | string }) => raw.toString());

  /** Another administrator answers the message that the newest draft of the first answers. */
  async function beginsToAnswer(name: string, page: WatchedPage): Promise<void> {
    const { password } = await world.app.person(name, ['administrator']);
    const { request } = (await browser.open()).context();
    const post = async (path: string, data: object) => {
      const answer = await request.post(`${world.app.url}/api${path}`, { data, headers: { origin: world.app.url } });
      expect(answer.ok(), await answer.text()).toBe(true);
    };
    await post('/session', { name, password });
    const { answersId } = await world.app.call('GET', `/me/drafts/${new URL(page.url()).searchParams.get('draft')}`);
    await post('/me/drafts', { kind: 'reply', mailbox, message: answersId });
  }

  test('A2.22 A4.16 A5.6 a message is answered, taken back within ten seconds, changed, and sent', async () => {
    const carla = world.mail.account().user;
    await letter(carla, 'Roof');
    const page = await browser.open();
    page.expectConsole(/422/);
    await world.app.signIn(page, '/inbox');
    await page.getByRole('link', { name: /Roof/ }).click();
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Reply', exact: true })).toBeFocused();
    await expect(page.getByRole('textbox', { name: 'To', exact: true })).toHaveValue(`Carla Contact <${carla}>`);
    await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('Re: Roof');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByText('The e-mail says nothing. Write a text.')).toBeVisible();
    await beginsToAnswer('Bruno', page);
    await body(page).click();
    await page.keyboard.type('We come today {at once}.');
    await expect(page.getByText('Draft saved')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Reply' })).toContainText('Bruno is writing an answer, too.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(body(page)).toHaveText('We come today {at once}.');
    await body(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Or tomorrow.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByText('Sent', { exact: true })).toBeVisible();
    await expect(page.getByText('Sent', { exact: true })).toBeHidden();
    await expect.poll(async () => (await answersTo(carla)).length).toBe(1);
    const [answer = ''] = await answersTo(carla);
    expect(answer).toContain('We come today {at once}. Or tomorrow.');
    expect(answer).toContain('> The roof leaks.');
    await page.assertClean();
  });

  test('A4.4 A4.16 a draft is saved by itself, found again after a reload, on a phone in the dark, and deleted', async () => {
    const page = await browser.open({ viewport: { width: 320, height: 800 }, colorScheme: 'dark' });
    page.expectConsole(/422/);
    await world.app.signIn(page, '/inbox');
    await page.getByRole('button', { name: 'New e-mail' }).click();
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('"Nobody, really" <nobody>');
    await page.getByRole('textbox', { name: 'Subject' }).fill('Later');
    await page.getByRole('button', { name: 'Attach a file' }).waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('plan') });
    await expect(page.getByRole('button', { name: 'Remove plan.txt' })).toBeVisible();
    await expect(page.getByText('Draft saved')).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('Later');
    await expect(page.getByRole('button', { name: 'Remove plan.txt' })).toBeVisible();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByText(/"nobody" /)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('link', { name: 'Later' }).click();
    await page.getByRole('button', { name: 'Delete draft' }).click();
    // On a phone, the open draft hides the list.
    await expect(page.getByRole('combobox', { name: 'Mailbox' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Later' })).toBeHidden();
    await page.assertClean();
  });
});
