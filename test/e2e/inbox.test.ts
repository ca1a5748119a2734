import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

describe('inbox', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  beforeAll(async () => {
    world = await openRuleWorld();
  });
  afterAll(() => world.close());

  const letter = async (subject: string, body: string[], headers: string[] = []) => {
    const lines = [
      'From: Carla Contact <carla@contact.test>',
      `To: ${world.payroll.user}`,
      `Subject: ${subject}`,
      ...headers,
      ...body,
      '',
    ];
    await world.mail.deliverByLmtp(world.payroll.user, lines.join('\r\n'));
  };

  test('A1.48 A4.1 a mailbox is chosen to be read, and its conversations are read, searched and found empty', async () => {
    const page = await browser.open();
    await world.app.signIn(page, '/inbox');
    await expect(page.getByText('Connect your work email')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'What is read of Payroll' }).selectOption('The whole inbox');
    await expect(page.getByText('“Payroll” is saved').first()).toBeVisible();
    await expect(page.getByText(/Inbox is empty/)).toBeVisible();
    await letter('Roof', ['', 'The roof leaks.'], ['Message-ID: <roof@contact.test>']);
    await letter('Re: Roof', ['', 'Since Monday.'], ['In-Reply-To: <roof@contact.test>']);
    await letter('Garden', ['', 'The garden grows.']);
    const list = page.getByRole('list', { name: 'Conversations' });
    await expect(list.getByRole('link')).toHaveCount(2);
    await expect(list.getByRole('link', { name: /Re: Roof/ })).toContainText('2 messages');
    await expectAccessible(page);
    await list.getByRole('link', { name: /Re: Roof/ }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Re: Roof' })).toBeFocused();
    await expect(page.getByText('The roof leaks.')).toBeVisible();
    await expect(page.getByText('Since Monday.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Search' }).fill('garden carla');
    await expect(list.getByRole('link')).toHaveCount(1);
    await expect(list.getByRole('link', { name: /Garden/ })).toBeVisible();
    await page.getByRole('textbox', { name: 'Search' }).fill('nothing like it');
    await expect(page.getByText('Nothing with “nothing like it” in subject, names or files.')).toBeVisible();
    await page.assertClean();
  });

  test('R34 messages that could not be read are told with the reason, and their source is downloaded', async () => {
    const nested = Array.from({ length: 200 }, (_, n) => [
      `Content-Type: multipart/mixed; boundary="b${n}"`,
      '',
      `--b${n}`,
    ]);
    await letter('Deep', [...nested.flat(), 'Content-Type: text/plain', '', 'x'], ['MIME-Version: 1.0']);
    const page = await browser.open();
    await world.app.signIn(page, '/inbox');
    await page.getByText('1 message could not be read').click();
    await expect(page.getByText(/^It cannot be read: /)).toBeVisible();
    await expectAccessible(page);
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: /Download the source of the message of/ }).click();
    expect((await downloading).suggestedFilename()).toBe('message.eml');
    await page.assertClean();
  });

  test('security: a hostile message is inert, fetches nothing, and its file is saved and never shown', async () => {
    await letter(
      '<img src=x onerror=alert(1)>',
      [
        '',
        '--b',
        'Content-Type: text/html',
        '',
        '<p>Hello <script>parent.document.title = "taken"</script><form action="https://evil.test"><button>Go</button></form>',
        '<img src="https://track.test/pixel.gif" alt="Our logo"><a href="https://contact.test/x">Read more</a></p>',
        '--b',
        'Content-Type: text/html; name="page.html"',
        'Content-Disposition: attachment; filename="../../page.html"',
        '',
        '<script>parent.document.title = "taken"</script>',
        '--b--',
      ],
      ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    );
    const page = await browser.open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await world.app.signIn(page, '/inbox');
    await page.getByRole('link', { name: /onerror/ }).click();
    await expect(page.getByRole('heading', { level: 2, name: '<img src=x onerror=alert(1)>' })).toBeVisible();
    const frame = page.frameLocator('iframe');
    await expect(frame.getByText('Hello')).toBeVisible();
    await expect(frame.getByRole('link', { name: 'Read more' })).toHaveAttribute('target', '_blank');
    await expect(frame.getByRole('button')).toHaveCount(0);
    await expect(page.getByText(/1 picture from elsewhere is not loaded/)).toBeVisible();
    expect(await page.title()).toContain('Inbox');
    expect(asked.filter((url) => url.includes('.test/'))).toEqual([]);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'page.html' }).click();
    expect((await saved).suggestedFilename()).toBe('page.html');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('on a phone the list and a conversation stand one after the other, and nothing is cut off', async () => {
    const page = await browser.open({ viewport: { width: 360, height: 740 } });
    await world.app.signIn(page, '/inbox');
    await page.getByRole('link', { name: /Garden/ }).click();
    await expect(page.getByText('The garden grows.')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Conversations' })).toBeHidden();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole('link', { name: 'All conversations' }).click();
    await expect(page.getByRole('list', { name: 'Conversations' })).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });
});
