import type { Page } from '@playwright/test';
import { afterEach, describe, test } from 'vitest';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { type FreshApp, openFreshApp } from './rig/fresh-app.ts';

const PASSWORD = 'correct horse battery';
const LONGEST_MS = 180_000;

describe('first start', () => {
  const browser = useBrowser();
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const open = async (options = { sandbox: true }): Promise<FreshApp> => {
    const folder = makeTempFolder('first-start');
    const app = await openFreshApp(`sqlite:${folder}/test.db`, options);
    closing.push(async () => {
      await app.close();
      removeTempFolder(folder);
    });
    return app;
  };
  const makeAdministrator = async (page: Page, app: FreshApp) => {
    await page.goto(app.setupLink);
    await page.getByLabel('User name').fill('Administrator');
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Make the administrator' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'First steps' })).toBeVisible();
  };
  const chooseSandbox = async (page: Page) => {
    await page.getByRole('button', { name: 'Use the built-in mail server' }).click();
    await expect(page.getByText('Sandbox is Active and sends as payroll@sandbox.test.')).toBeVisible();
  };
  const saveRule = async (page: Page) => {
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await expect(page.getByText('Rule: Welcome e-mail')).toBeVisible();
  };

  test('from the link of the terminal to a received mail takes less than three minutes', async () => {
    const app = await open();
    const page = await browser.open();
    const started = Date.now();
    await makeAdministrator(page, app);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Use the built-in mail server' }).click();
    const steps = page.getByRole('list', { name: 'Steps of the test' });
    await expect(steps.getByRole('listitem').filter({ hasText: 'Start the mail server' })).toContainText('done');
    await expect(page.getByText('Sandbox is Active and sends as payroll@sandbox.test.')).toBeVisible();
    await expect(steps.getByRole('listitem').nth(3)).toContainText('done');
    await expect(page.getByRole('heading', { name: 'The first rule' })).toBeFocused();
    await expectAccessible(page);

    await expect(page.getByRole('textbox', { name: 'To' })).toHaveValue('ada@sandbox.test');
    await page.getByRole('textbox', { name: 'To' }).fill('bruno@sandbox.test');
    await saveRule(page);
    await expect(page.getByRole('heading', { name: 'Send it' })).toBeFocused();

    await page.getByRole('textbox', { name: 'Name' }).fill('Bruno');
    await page.getByRole('button', { name: 'Submit the form' }).click();
    const happened = page.getByRole('list', { name: 'What happened' });
    await expect(happened).toContainText('It arrived in the inbox of bruno@sandbox.test done');
    await expect(happened).toContainText('A copy lies in Sent Items done');
    const mail = page.getByRole('article', { name: 'Welcome, Bruno' });
    await expect(mail).toContainText('Sandbox <payroll@sandbox.test>');
    await expect(mail).toContainText('Dear Bruno,');
    expect(Date.now() - started).toBeLessThan(LONGEST_MS);
    await expect(page.getByRole('heading', { name: 'Where to go next' })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Look into the mailboxes for trying out' }).click();
    const mails = page.getByRole('table', { name: 'E-mails' });
    await expect(mails.getByRole('link', { name: 'Welcome, Bruno' })).toHaveCount(2);
    await page.getByLabel('Mailbox', { exact: true }).selectOption('bruno@sandbox.test');
    await mails.getByRole('link', { name: 'Welcome, Bruno' }).click();
    await expect(page.getByRole('article', { name: 'Welcome, Bruno' })).toContainText('your first rule works');
    await expectAccessible(page);
    // On a phone nothing of it scrolls sideways.
    await page.setViewportSize({ width: 390, height: 800 });
    const cards = page.getByRole('list', { name: 'E-mails' });
    await expect(cards.getByRole('link', { name: 'Welcome, Bruno' })).toBeVisible();
    await expect(cards.getByRole('listitem').first()).toContainText('bruno@sandbox.test');
    const wider = () => [...document.querySelectorAll('main *')].filter((one) => one.scrollWidth > 390).length;
    await expect.poll(() => page.evaluate(wider)).toBe(0);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('the first steps can be left and taken up again; the server knows how far they are', async () => {
    const app = await open();
    const page = await browser.open();
    await makeAdministrator(page, app);
    await chooseSandbox(page);
    await page.getByRole('link', { name: 'Send email rules' }).click();
    await page.getByRole('button', { name: 'Account of Administrator' }).click();
    await page.getByRole('menuitem', { name: 'First steps' }).click();
    await expect(page.getByText('Sandbox is Active and sends as payroll@sandbox.test.')).toBeVisible();
    await saveRule(page);
    await page.reload();
    await page.getByRole('button', { name: 'Submit the form' }).click();
    await expect(page.getByRole('article', { name: 'Welcome, Ada' })).toContainText('Dear Ada,');
    await page.reload();
    await expect(page.getByText('The first e-mail was sent. You may send another.')).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('a mistake in the subject of the first rule stands at that field', async () => {
    const app = await open();
    const page = await browser.open();
    page.expectConsole(/422/);
    await makeAdministrator(page, app);
    await chooseSandbox(page);
    const subject = page.getByLabel('Subject');
    await subject.fill('Welcome, {{#if}}');
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await expect(page.getByText('1 field needs attention')).toBeVisible();
    await expect(subject).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
    await subject.fill('Welcome');
    await expect(page.getByText('1 field needs attention')).toBeHidden();
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await expect(page.getByRole('button', { name: 'Submit the form' })).toBeVisible();
    await page.assertClean();
  });

  test('a link that is opened again after the set-up leads who is signed in to the first steps, others to sign in', async () => {
    const app = await open();
    const page = await browser.open();
    await makeAdministrator(page, app);
    await page.goto(`${app.url}/rules`);
    await page.goto(app.setupLink);
    await expect(page.getByRole('heading', { level: 1, name: 'First steps' })).toBeVisible();
    const other = await browser.open();
    await other.goto(app.setupLink);
    await expect(other.getByText('mailrule is set up already')).toBeVisible();
    await expectAccessible(other);
    await other.getByRole('link', { name: 'Go to sign in' }).click();
    await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await other.assertClean();
  });

  test('a wrong code says where the right link is', async () => {
    const app = await open();
    const page = await browser.open();
    page.expectConsole(/422/);
    await page.goto(`${app.url}/setup#not-the-code`);
    await page.getByLabel('User name').fill('Administrator');
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Make the administrator' }).click();
    await expect(page.getByRole('alert')).toContainText('This link belongs to another installation');
    await expect(page.getByRole('alert')).toContainText('Open the link that the server prints when it starts.');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('a weak password is refused at its field, and so is the name', async () => {
    const app = await open();
    const page = await browser.open();
    await page.goto(app.setupLink);
    await page.getByRole('textbox', { name: 'Password' }).fill('short');
    await page.getByRole('button', { name: 'Make the administrator' }).click();
    await expect(page.getByText('2 fields need attention')).toBeVisible();
    await page.getByRole('link', { name: 'The password needs at least 10 characters.' }).click();
    await expect(page.getByRole('textbox', { name: 'Password' })).toBeFocused();
    await page.getByLabel('User name').fill('Administrator');
    await page.keyboard.press('Tab');
    await page.keyboard.type('administrator');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'The password must not be the user name.' })).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('without the code, and at the sign-in, the page says where to find the link', async () => {
    const app = await open();
    const page = await browser.open();
    await page.goto(`${app.url}/setup`);
    await expect(page.getByText('Open the link that the server prints in its terminal or log')).toBeVisible();
    await expectAccessible(page);
    await page.goto(app.url);
    await expect(page.getByText('Nobody can sign in yet. Open the link')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign in' })).toHaveCount(0);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('in production there is no mail server for trying out; a real mailbox leads to its details and back', async () => {
    const app = await open({ sandbox: false });
    const page = await browser.open();
    await makeAdministrator(page, app);
    await expect(page.getByText('A server in production has no mail server for trying out')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Use the built-in mail server' })).toBeDisabled();
    await expectAccessible(page);
    await page.goto(`${app.url}/sandbox`);
    await expect(page.getByText('A server in production has none.')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'First steps' }).click();
    await page.getByRole('link', { name: 'Enter the details' }).click();
    await expect(page).toHaveURL(/\/admin\/data-sources\/new\/email$/);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Back to First steps' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'First steps' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Back to First steps' })).toHaveCount(0);
    await page.assertClean();
  });

  test('a mailbox whose test fails stays, with the reason, and can be tested again', async () => {
    const app = await open();
    const page = await browser.open();
    await makeAdministrator(page, app);
    const auth = { kind: 'password', user: 'payroll@sandbox.test', password: 'wrong' };
    const local = { host: '127.0.0.1', security: 'none', port: 9 };
    const settings = { imap: { ...local, auth }, sending: true, smtp: { ...local, sameCredentials: true } };
    const data = { type: 'email', displayName: 'Ours', settings };
    expect(
      (await page.request.post(`${app.url}/api/connectors`, { data, headers: { origin: app.url } })).status(),
    ).toBe(201);
    await page.reload();
    await expect(page.getByText('Ours is not Active yet')).toBeVisible();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText(/^Connection test failed: /).first()).toBeVisible();
    await expect(page.getByRole('list', { name: 'Steps of the test' })).toContainText('failed');
    await expect(page.getByRole('link', { name: 'Open its details' })).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('what cannot be loaded says so and can be tried again', async () => {
    const app = await open();
    const page = await browser.open();
    page.expectConsole(/500/);
    await makeAdministrator(page, app);
    const problem = { type: 'about:blank', title: 'Out of order', status: 500, detail: 'Try later.', code: 'INTERNAL' };
    const body = JSON.stringify({ ...problem, retryable: false, requestId: 'r-1' });
    await page.route('**/api/rules', (route) => route.fulfill({ status: 500, contentType: 'application/json', body }));
    await page.reload();
    await expect(page.getByRole('alert')).toContainText('Out of order');
    await expect(page.getByRole('alert')).toContainText('Request r-1');
    await expectAccessible(page);
    await page.unroute('**/api/rules');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('button', { name: 'Use the built-in mail server' })).toBeVisible();
    await page.assertClean();
  });

  test('the mailboxes for trying out are empty at first, and say when their server does not run', async () => {
    const app = await open();
    const page = await browser.open();
    await makeAdministrator(page, app);
    await page.goto(`${app.url}/sandbox`);
    await expect(page.getByText('The built-in mail server does not run')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('main').getByRole('link', { name: 'First steps' }).click();
    await chooseSandbox(page);
    await page.getByRole('button', { name: 'Account of Administrator' }).click();
    await page.getByRole('menuitem', { name: 'Sandbox mailboxes' }).click();
    await expect(page.getByText('No e-mails yet')).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();
  });
});
