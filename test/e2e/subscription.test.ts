import type { Page } from '@playwright/test';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { sharedServers } from '../support/servers.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { type OutboxWorld, openOutboxWorld, provedConnector } from './rig/outbox-world.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const heading = (page: Page) => page.getByRole('heading', { level: 2, name: 'General settings' });
const open = async (app: WebApp, page: Page) => {
  await app.signIn(page, '/admin/subscription');
  await expect(heading(page)).toBeVisible();
};
const isGlobal = (page: Page) => page.getByRole('radiogroup', { name: 'Enable Global SMTP Main Connector' });
const choose = async (page: Page, field: string, option: string | RegExp) => {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
};
const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();

describe('Subscription Details', () => {
  const browser = useBrowser();
  let world: OutboxWorld;
  beforeEach(async () => {
    world = await openOutboxWorld();
  });
  afterEach(() => world.close());
  const globalSmtp = () => world.app.call('GET', '/settings/global-smtp');

  test('A1.28 the global connector is switched on, chosen, and sends every email; everything is there again after a reload', async () => {
    const page = await browser.open();
    await open(world.app, page);
    await expect(isGlobal(page).getByRole('radio', { name: 'No' })).toBeChecked();
    await expectAccessible(page);
    await isGlobal(page).getByRole('radio', { name: 'Yes' }).check();
    await choose(page, 'SMTP Email connector', 'Payroll (alice@sender.test)');
    await page.getByRole('radio', { name: 'Only where a rule names no usable connector' }).check();
    const copies = page.getByRole('radiogroup', { name: 'Enable save to "Sent Items"' });
    await copies.getByRole('radio', { name: 'Never' }).check();
    await expectAccessible(page);
    await save(page);
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expect(page.getByText(/Last saved by admin/)).toBeVisible();
    expect(await globalSmtp()).toMatchObject({
      enabled: true,
      mode: 'fallback',
      connectorId: world.connectorId,
      saveToSent: 'never',
    });
    await page.reload();
    await expect(isGlobal(page).getByRole('radio', { name: 'Yes' })).toBeChecked();
    await expect(copies.getByRole('radio', { name: 'Never' })).toBeChecked();
    await expect(page.getByRole('combobox', { name: 'SMTP Email connector' })).toHaveValue(
      'Payroll (alice@sender.test)',
    );
    await page.assertClean();
  });

  test('A3.1 the default mailbox with its display name and the address of the answers, by keyboard', async () => {
    const page = await browser.open();
    await open(world.app, page);
    await choose(page, 'Email connector', 'Payroll (alice@sender.test)');
    await page.getByRole('textbox', { name: 'Display name' }).fill('Acme HR');
    await page.getByRole('textbox', { name: 'Reply-To', exact: true }).fill('hr@acme.test');
    await page.getByRole('textbox', { name: 'Reply-To name' }).fill('Human Resources');
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    expect(await world.app.call('GET', '/settings/default-mailbox')).toMatchObject({
      connectorId: world.connectorId,
      displayName: 'Acme HR',
      replyTo: { address: 'hr@acme.test', name: 'Human Resources' },
    });
    expect(await globalSmtp()).toMatchObject({ modifiedAt: null });
    await choose(page, 'Email connector', 'None');
    await page.getByRole('textbox', { name: 'Reply-To', exact: true }).fill('');
    await page.getByRole('textbox', { name: 'Reply-To name' }).fill('');
    await save(page);
    await expect(page.getByText('Details saved successfully').first()).toBeVisible();
    await expect
      .poll(() => world.app.call('GET', '/settings/default-mailbox'))
      .toMatchObject({ connectorId: null, replyTo: null });
    await page.assertClean();
  });

  test('retention: days are checked, what would go at once is said before saving, and empty is never', async () => {
    const id = await world.send();
    await world.until(id, 'accepted');
    const old = Date.now() - 20 * 24 * 3_600_000;
    const aged = `00000000-0000-7000-8000-${id.slice(-12)}`;
    await world.app.store.write(async (tx) => {
      for (const table of ['message', 'delivery'])
        await tx.query(`UPDATE ${table} SET id = '${aged}' WHERE id = '${id}'`);
      await tx.sql`UPDATE delivery SET updated_at = ${old} WHERE id = ${aged}`;
    });
    const page = await browser.open();
    await open(world.app, page);
    const contents = page.getByRole('textbox', { name: 'Bodies and attachments, days' });
    await expect(contents).toHaveValue('90');
    await expectAccessible(page);
    await contents.fill('0');
    await save(page);
    await expect(contents).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
    await contents.fill('10');
    await expect(page.getByText('this deletes the contents of 1 e-mails, 0 uploaded files')).toBeVisible();
    await page.getByRole('textbox', { name: 'Documents and values of payroll runs, days' }).fill('');
    await expectAccessible(page);
    await save(page);
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    expect(await world.app.call('GET', '/settings/retention')).toMatchObject({ contentDays: 10, runDays: null });
    await page.reload();
    await expect(contents).toHaveValue('10');
    await world.app.store.write(
      (tx) => tx.sql`UPDATE message SET content_id = NULL, purged_at = ${old} WHERE id = ${aged}`,
    );
    await page.goto(`${new URL(page.url()).origin}/outbox/${aged}`);
    await expect(page.getByText('Body and attachments were deleted on')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Show message source' })).toHaveCount(0);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A3.20 payroll runs: four eyes and failures in a row are set; a mistake stands at its field; what somebody else stored is not put back', async () => {
    const runs = () => world.app.call('GET', '/settings/runs');
    const page = await browser.open();
    page.expectConsole(/412/);
    await open(world.app, page);
    const section = page.getByRole('region', { name: 'Payroll runs' });
    const fourEyes = section.getByRole('radiogroup', { name: 'A second person approves each run' });
    const failures = section.getByRole('textbox', { name: 'Stop a run after failures in a row' });
    await expect(fourEyes.getByRole('radio', { name: 'Yes' })).toBeChecked();
    await expect(failures).toHaveValue('10');
    await failures.fill('0');
    await save(page);
    await expect(failures).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('[data-summary]')).toContainText('Enter a number from 1 to 1000.');
    await expectAccessible(page);
    await failures.fill('3');
    await fourEyes.getByRole('radio', { name: 'No' }).check();
    await expectAccessible(page);
    await save(page);
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    expect(await runs()).toMatchObject({ fourEyes: false, stopAfterFailures: 3 });

    await failures.fill('5');
    await world.app.call('PUT', '/settings/runs', { fourEyes: true, stopAfterFailures: 7 });
    await save(page);
    const dialog = page.getByRole('dialog', { name: 'Somebody else saved this meanwhile' });
    await expect(dialog.getByRole('row', { name: /failures in a row/ })).toContainText('57');
    await expect(dialog.getByRole('row', { name: /second person/ })).toContainText('NoYes');
    await dialog.getByRole('button', { name: 'Take the saved version' }).click();
    await expect(failures).toHaveValue('7');
    await expect(fourEyes.getByRole('radio', { name: 'Yes' })).toBeChecked();
    await page.assertClean();
  });

  test('an operator of payroll runs has no page of settings: it says who has', async () => {
    const { name, password } = await world.app.person('operator', ['payroll_operator']);
    const page = await browser.open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const session = { data: { name, password }, headers: { origin: world.app.url } };
    await page.context().request.post(`${world.app.url}/api/session`, session);
    await page.goto(`${world.app.url}/admin/subscription`);
    await expect(page.getByRole('heading', { name: 'You may not open this page' })).toBeVisible();
    await expect(page.getByText('It needs the role administrator.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
    expect(asked.filter((path) => path.startsWith('/api/settings/'))).toEqual([]);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('mistakes stand at their fields and on top with links: those of the page and those of the server', async () => {
    const page = await browser.open();
    page.expectConsole(/422/);
    const server = { host: '127.0.0.1', port: world.smtp.port, security: 'none', sameCredentials: false };
    const auth = { kind: 'password', user: 'alice@sender.test', password: 'pw-alice' };
    const settings = { sending: true, smtp: { ...server, auth, from: { address: auth.user } } };
    await world.app.call('POST', '/connectors', { type: 'email', displayName: 'Untested', settings });
    await open(world.app, page);
    await isGlobal(page).getByRole('radio', { name: 'Yes' }).check();
    await page.getByRole('textbox', { name: 'Reply-To name' }).fill('Human Resources');
    await save(page);
    const summary = page.getByRole('alert').filter({ hasText: '2 fields need attention' });
    await expect(summary).toBeVisible();
    await expectAccessible(page);
    await summary.getByRole('link', { name: 'Choose a connector.' }).click();
    await expect(page.getByRole('combobox', { name: 'SMTP Email connector' })).toBeFocused();
    await page.getByRole('textbox', { name: 'Reply-To', exact: true }).fill('hr@acme');
    await isGlobal(page).getByRole('radio', { name: 'No' }).check();
    await expect(page.locator('[data-summary] a')).toHaveCount(0);
    await choose(page, 'Email connector', /^Untested .*: Inactive/);
    await page.getByRole('textbox', { name: 'Reply-To', exact: true }).fill('hr@acme.test');
    await save(page);
    const field = page.getByRole('combobox', { name: 'Email connector', exact: true });
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('[data-summary]')).toContainText('activate it with Test connection first');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('a connector that turns Problematic while the page is open is said, with its reason and the way to it', async () => {
    const put = { enabled: true, mode: 'force', connectorId: world.connectorId };
    await world.app.call('PUT', '/settings/global-smtp', put);
    const page = await browser.open();
    await open(world.app, page);
    await expect(page.getByText('is Problematic')).toHaveCount(0);
    world.smtp.setRules([{ stage: 'auth', action: { reply: '535 5.7.8 Wrong password' } }]);
    await world.send();
    const banner = page.getByRole('status').filter({ hasText: '"Payroll" is Problematic' });
    await expect(banner).toContainText('It is to send every email');
    await expect(banner).toContainText('refused user name or password');
    await expectAccessible(page);
    await expect(banner.getByRole('link', { name: 'Open the data source' })).toHaveAttribute(
      'href',
      `/admin/data-sources/${world.connectorId}`,
    );
    await page.assertClean();
  });

  test('saved by somebody else meanwhile: both versions, and either can stay', async () => {
    const second = await provedConnector(world.app, 'Office', world.smtp);
    const page = await browser.open();
    page.expectConsole(/412/);
    await open(world.app, page);
    await isGlobal(page).getByRole('radio', { name: 'Yes' }).check();
    await choose(page, 'SMTP Email connector', /^Payroll/);
    const theirs = { enabled: true, mode: 'fallback', connectorId: second };
    await world.app.call('PUT', '/settings/global-smtp', theirs);
    await save(page);
    const dialog = page.getByRole('dialog', { name: 'Somebody else saved this meanwhile' });
    await expect(dialog.getByRole('row', { name: /SMTP Email connector/ })).toContainText('PayrollOffice');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Keep my version' }).click();
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    expect(await globalSmtp()).toMatchObject({ mode: 'force', connectorId: world.connectorId });

    await choose(page, 'SMTP Email connector', /^Office/);
    await world.app.call('PUT', '/settings/global-smtp', { ...theirs, connectorId: world.connectorId });
    await save(page);
    await dialog.getByRole('button', { name: 'Take the saved version' }).click();
    await expect(page.getByRole('combobox', { name: 'SMTP Email connector' })).toHaveValue(/^Payroll/);
    await expect(page.getByRole('radio', { name: 'Only where a rule' })).toBeChecked();
    expect(await globalSmtp()).toMatchObject({ mode: 'fallback', connectorId: world.connectorId });
    await page.assertClean();
  });

  test('what somebody else saves appears by itself, but not over unsaved changes, which are guarded', async () => {
    const page = await browser.open();
    await open(world.app, page);
    await page.getByRole('textbox', { name: 'Display name' }).fill('Not saved yet');
    await world.app.call('PUT', '/settings/global-smtp', { enabled: true, connectorId: world.connectorId });
    await expect(isGlobal(page).getByRole('radio', { name: 'Yes' })).toBeChecked();
    await expect(page.getByRole('textbox', { name: 'Display name' })).toHaveValue('Not saved yet');
    await page.getByRole('link', { name: 'Outbox' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Keep editing' }).click();
    await expect(page.getByRole('textbox', { name: 'Display name' })).toHaveValue('Not saved yet');
    await save(page);
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await page.getByRole('link', { name: 'Outbox' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Outbox' })).toBeVisible();
    await page.assertClean();
  });

  test('the settings cannot be read: the reason, and trying again', async () => {
    const page = await browser.open({ viewport: { width: 320, height: 700 } });
    page.expectConsole(/503/);
    let failing = true;
    await page.route('**/api/settings/default-mailbox', (route) => {
      if (!failing) return route.continue();
      const problem = {
        type: 'about:blank',
        title: 'Not now',
        status: 503,
        detail: 'The database is away.',
        code: 'AWAY',
      };
      const body = JSON.stringify({ ...problem, retryable: true, requestId: 'request-9' });
      return route.fulfill({ status: 503, contentType: 'application/problem+json', body });
    });
    await world.app.signIn(page, '/admin/subscription');
    await expect(page.getByRole('alert')).toContainText('The database is away.');
    await expect(page.getByRole('alert')).toContainText('request-9');
    await expectAccessible(page);
    failing = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(heading(page)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.assertClean();
  });
});

describe('Subscription Details without a data source', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('subscription');
  let app: WebApp;
  beforeEach(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
  });
  afterEach(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  test('no source can send: says what to do and leads to the data sources', async () => {
    const { mail } = sharedServers();
    const { imap, trust } = { imap: mail.account().imap, trust: { caPem: mail.account().caPem } };
    const settings = { imap: { host: imap.host, port: imap.port, security: 'implicit' }, trust };
    await app.call('POST', '/connectors', { type: 'email', displayName: 'Only reads', settings });
    const page = await browser.open();
    await open(app, page);
    const hint = page.getByRole('alert').filter({ hasText: 'No data source can send yet' });
    await expect(hint).toContainText('Enable mail send from');
    await expectAccessible(page);
    await isGlobal(page).getByRole('radio', { name: 'Yes' }).check();
    await page.getByRole('combobox', { name: 'SMTP Email connector' }).click();
    await expect(page.getByRole('option')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await isGlobal(page).getByRole('radio', { name: 'No' }).check();
    await hint.getByRole('link', { name: 'Data sources' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Data sources' })).toBeVisible();
    await page.assertClean();
  });
});
