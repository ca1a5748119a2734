import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { emailDefinition } from '../support/connector-rig.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser, type WatchedPage } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const HOSTILE = '<script>document.title="x"</script><img src=x onerror="document.title=1">';
const LARGE = { viewport: { width: 1280, height: 900 } };

describe('Send email rule', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  beforeAll(async () => {
    world = await openRuleWorld();
  });
  afterAll(() => world.close());

  const open = async (path: string, heading: string) => {
    const page = await browser.open(LARGE);
    await world.app.signIn(page, path);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    return page;
  };
  const stored = async (name: string, params?: object, more?: object) => {
    const id = await world.addRule(name, params, more);
    return { id, page: await open(`/rules/${id}`, name) };
  };
  const title = (page: Page) => page.getByRole('textbox', { name: 'Title' });
  const saved = (page: Page) => expect(page.getByText('Details saved successfully')).toBeVisible();
  const frame = (page: Page) => page.frameLocator('iframe:not([data-hidden])');

  test('Enter takes the field that is shown as chosen, however late the page comes to its own work', async () => {
    const page = await open('/rules/new', 'New rule');
    await page.getByRole('button', { name: 'Add condition', exact: true }).waitFor();
    // As on a busy machine: what the page puts off comes after what was typed meanwhile.
    await page.evaluate(() => {
      const soon = window.setTimeout.bind(window);
      const later = (run: () => void, ms = 0) => soon(run, ms === 0 ? 1500 : ms);
      window.setTimeout = later as typeof window.setTimeout;
    });
    await page.getByRole('button', { name: 'Add condition', exact: true }).press('Enter');
    await page.keyboard.type('Days req');
    await expect(page.locator('[role=option][data-combobox-selected]')).toContainText('Days requested');
    await page.waitForTimeout(2000);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option', { name: 'is more than' })).toBeVisible();
    await page.assertClean();
  });

  test('a rule is made by keyboard only, from the empty list to its mail in Sent Items', async () => {
    for (const { id } of (await world.app.call('GET', '/rules')).items) await world.app.call('DELETE', `/rules/${id}`);
    const page = await open('/rules', 'Send email rules');
    const bob = world.mail.account().user;
    await tabTo(page, page.getByRole('link', { name: 'New rule' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'New rule' })).toBeFocused();
    await tabTo(page, title(page));
    await page.keyboard.type('Long leave');
    await tabTo(page, page.getByRole('button', { name: 'Add condition', exact: true }));
    await page.keyboard.press('Enter');
    await page.keyboard.type('Days req');
    // Enter takes what is shown as chosen; nobody presses it before there is something.
    await expect(page.locator('[role=option][data-combobox-selected]')).toContainText('Days requested');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option', { name: 'is more than' })).toBeVisible();
    while ((await chosenOption(page)) !== 'is more than') await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('5');
    await expect(page.getByText('Send when: Days requested is more than 5')).toBeVisible();
    const from = page.getByRole('combobox', { name: 'From' });
    await tabTo(page, from);
    await page.keyboard.press('ArrowDown');
    while (!(await chosenOption(page))?.startsWith('Payroll')) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(from).toHaveValue(/^Payroll/);
    await tabTo(page, page.getByRole('combobox', { name: 'To', exact: true }));
    await page.keyboard.type(bob);
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('textbox', { name: 'Subject' }));
    await page.keyboard.type('Leave of {name');
    await expect(page.getByRole('option', { name: /Employee name/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('textbox', { name: 'Body' }));
    await page.keyboard.type('They asked for {days');
    await expect(page.getByRole('option', { name: /Days requested/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' days.');
    await page.keyboard.press('Control+s');
    await saved(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Long leave' })).toBeVisible();
    await expectAccessible(page);
    await page.assertClean();

    await world.submit({ name: 'Ben Ito', days: 2 });
    const [id = ''] = await world.submit({ name: 'Asha Rao', days: 7 });
    const [arrived] = await world.mail.waitForMail(bob);
    expect(arrived?.header('Subject')).toBe('Leave of Asha Rao');
    expect(arrived?.raw.toString()).toContain('They asked for 7 days.');
    await expect
      .poll(async () => (await world.app.call('GET', `/outbox/${id}`)).sentCopy?.state, { timeout: 20_000 })
      .toBe('filed');
    const [copy] = await world.mail.waitForMail(world.payroll.user, { folder: world.mail.sentFolder });
    expect(copy?.header('Subject')).toBe('Leave of Asha Rao');
    expect(await world.mail.readMailbox(bob)).toHaveLength(1);
  });

  test('A1.35 what is missing is said at Save, at its field and on top with links', async () => {
    const page = await open('/rules/new', 'New rule');
    await expect(page.getByRole('combobox', { name: 'Form' })).toHaveValue('Leave request');
    await expect(page.getByText('The subject cannot be empty.')).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    const summary = page.locator('[data-summary]');
    await expect(summary).toContainText('4 fields need attention');
    await expect(summary).toBeFocused();
    await expectAccessible(page);
    await summary.getByRole('link', { name: 'Give at least one recipient in To, CC or BCC.' }).click();
    await expect(page.getByRole('combobox', { name: 'To', exact: true })).toBeFocused();
    await summary.getByRole('link', { name: 'The subject cannot be empty.' }).click();
    await page.keyboard.type('Hello');
    await expect(summary).toContainText('3 fields need attention');
    await summary.getByRole('link', { name: 'Give the rule a title.' }).click();
    await expect(title(page)).toBeFocused();
    await page.assertClean();
  });

  test('a double click on Save stores a new rule once', async () => {
    const page = await open('/rules/new', 'New rule');
    await title(page).fill('Stored once');
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('bob@receiver.test');
    await page.getByRole('textbox', { name: 'Subject' }).fill('Hello');
    await page.getByRole('textbox', { name: 'Body' }).fill('Hello');
    let posted = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && new URL(request.url()).pathname === '/api/rules') posted += 1;
    });
    // Both clicks come before anything is drawn.
    await page.getByRole('button', { name: 'Save' }).evaluate((button) => {
      (button as HTMLElement).click();
      (button as HTMLElement).click();
    });
    await saved(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Stored once' })).toBeVisible();
    expect(posted).toBe(1);
    await title(page).fill('Stored twice');
    await page.keyboard.press('Control+s');
    await expect(page.getByRole('heading', { level: 1, name: 'Stored twice' })).toBeVisible();
    const { items } = await world.app.call('GET', '/rules');
    expect(items.filter(({ name }: { name: string }) => name.startsWith('Stored')).length).toBe(1);
    await page.assertClean();
  });

  test('the preview follows what is typed, says why, and shows the plain text', async () => {
    await world.submit({ name: 'Asha Rao', email: 'asha@receiver.test', days: 7 }, 'accepted', 'held');
    const { page } = await stored(
      'Preview',
      { to: [{ field: 'email' }], subject: 'Leave of {{name}}', html: '<p>Hello <b>{{name}}</b></p>' },
      { conditions: { all: [{ fact: 'days', operator: 'greaterThan', value: 5 }] } },
    );
    const preview = page.getByRole('region', { name: 'Live preview' });
    await expect(preview.getByText('This record matches: the email would be sent.')).toBeVisible();
    await expect(preview.getByText('Leave of Asha Rao')).toBeVisible();
    await expect(preview.getByText('asha@receiver.test', { exact: true })).toBeVisible();
    await expect(frame(page).getByText('Hello Asha Rao')).toBeVisible();
    await page.getByRole('textbox', { name: 'Subject' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' is long');
    await expect(preview.getByText('Leave of Asha Rao is long')).toBeVisible();
    await preview.getByText('Why?').click();
    await expect(preview.getByText(/Days requested is more than 5/)).toBeVisible();
    await expectAccessible(page);
    await preview.getByText('Edit the record as JSON').click();
    const json = preview.getByRole('textbox', { name: 'Record as JSON' });
    await json.fill('{ "name": "Ben Ito", "email": "ben@receiver.test", "days": 2 }');
    await expect(preview.getByText('This record does not match: nothing would be sent.')).toBeVisible();
    await expect(preview.getByText('Leave of Ben Ito is long')).toBeVisible();
    await json.fill('{ "name": ');
    await expect(preview.getByText(/^This is not JSON yet/)).toBeVisible();
    await expectAccessible(page);
    await preview.getByRole('combobox', { name: 'Sample record' }).click();
    await page.getByRole('option', { name: 'Example values' }).click();
    await preview.getByRole('tab', { name: 'Plain text' }).click();
    await expect(preview.getByRole('tabpanel')).toContainText('Hello');
    await page.assertClean();
  });

  test('a mistake in a template is told with its place, and leads to its field', async () => {
    const { page } = await stored('Mistake');
    page.expectConsole(/422/);
    await expect(page.getByText('This record matches: the email would be sent.')).toBeVisible();
    await page.getByRole('button', { name: 'Code view' }).click();
    const code = page.locator('.cm-content');
    await code.press('Control+End');
    await page.keyboard.type('\n{{#if name}}');
    await page.keyboard.press('Escape');
    const preview = page.getByRole('region', { name: 'Live preview' });
    await expect(preview.getByText('The template has a mistake')).toBeVisible();
    await expect(preview.getByText(/Line 2, column \d+: a block is opened and not closed/)).toBeVisible();
    await expectAccessible(page);
    await preview.getByRole('link', { name: 'Go to Body' }).click();
    await expect(code).toBeFocused();
    await page.assertClean();
  });

  test('a hostile title, subject and body are text, and inert in the frame', async () => {
    const html = `<p>Body</p>${HOSTILE}<form action="https://evil.test"><button>Press</button></form><a href="https://elsewhere.test/">Link</a>`;
    const { page, id } = await stored(`${HOSTILE} title`, { subject: `${HOSTILE} subject`, html });
    await expect(frame(page).getByText('Body', { exact: true })).toBeVisible();
    expect(await page.locator('iframe').first().getAttribute('sandbox')).toBe(
      'allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    );
    await expect(page.getByRole('region', { name: 'Live preview' }).getByText(`${HOSTILE} subject`)).toBeVisible();
    expect(await page.title()).toContain(HOSTILE);
    expect(await page.locator('main img').count()).toBe(0);
    // What the frame did not load or run, it complains about.
    page.expectConsole(/previews\//);
    page.expectConsole(/Blocked script execution|Content Security Policy|sandbox/);
    await expectAccessible(page);
    await page.assertClean();
    await world.app.call('DELETE', `/rules/${id}`);
  });

  test('Send Test Mail sends what is on the screen to one address, and says when it has arrived', async () => {
    const me = world.mail.account();
    const { page } = await stored('Test mail', { to: ['nobody@receiver.test'], subject: 'Saved' });
    await page.getByRole('textbox', { name: 'Subject' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' and more');
    await page.getByRole('button', { name: 'Send Test Mail' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send Test Mail' });
    await dialog.getByRole('textbox', { name: 'Address' }).fill('not an address');
    page.expectConsole(/422/);
    await dialog.getByRole('button', { name: 'Send Test Mail' }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'Address' }).fill(me.user);
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(`Test email sent to ${me.user}`)).toBeVisible();
    await expectAccessible(page);
    const [arrived] = await world.mail.waitForMail(me.user);
    expect(arrived?.header('Subject')).toBe('[Test] Saved and more');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'Send Test Mail' }).click();
    await expect(dialog.getByRole('textbox', { name: 'Address' })).toHaveValue(me.user);
    await page.assertClean();
  });

  test('two tabs: the second to save sees both versions and chooses', async () => {
    const { id, page } = await stored('Two tabs');
    const other = await browser.openBeside(page);
    await other.goto(page.url());
    await expect(other.getByRole('heading', { level: 1, name: 'Two tabs' })).toBeVisible();
    await title(page).fill('Mine');
    await title(other).fill('Theirs');
    await other.getByRole('button', { name: 'Save' }).click();
    await saved(other);
    page.expectConsole(/412/);
    await page.getByRole('button', { name: 'Save' }).click();
    // The colours of a tab out of sight do not change over.
    await page.bringToFront();
    const dialog = page.getByRole('dialog', { name: 'Somebody else saved this meanwhile' });
    await expect(dialog.getByRole('row', { name: /Title Mine Theirs/ })).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Take the saved version' }).click();
    await expect(title(page)).toHaveValue('Theirs');
    await title(page).fill('Mine again');
    await title(other).fill('Theirs again');
    await other.getByRole('button', { name: 'Save' }).click();
    await expect.poll(async () => (await world.app.call('GET', `/rules/${id}`)).name).toBe('Theirs again');
    await page.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('button', { name: 'Keep my version' }).click();
    await expect(dialog).toHaveCount(0);
    await expect.poll(async () => (await world.app.call('GET', `/rules/${id}`)).name).toBe('Mine again');
    // Nothing is typed in the other tab: it takes the new version by itself.
    await expect(title(other)).toHaveValue('Mine again');
    await page.assertClean();
    await other.assertClean();
  });

  test('unsaved changes are asked about on leaving, and offered again after a reload', async () => {
    const { page } = await stored('Guarded');
    await title(page).fill('Guarded and changed');
    await page.getByRole('button', { name: 'Close' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Keep editing' }).click();
    page.on('dialog', (asked) => void asked.accept());
    await page.reload();
    await expect(page.getByText('There are unsaved changes from before')).toBeVisible();
    await expect(title(page)).toHaveValue('Guarded');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Use them' }).click();
    await expect(title(page)).toHaveValue('Guarded and changed');
    await page.getByRole('button', { name: 'Close' }).click();
    await dialog.getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('link', { name: 'Guarded', exact: true }).click();
    await expect(title(page)).toHaveValue('Guarded');
    await expect(page.getByText('There are unsaved changes from before')).toHaveCount(0);
    await page.assertClean();
  });

  test('A1.50 its place in the running order is changed here too', async () => {
    await world.addRule('Before it');
    const { page } = await stored('Ordered');
    const card = page.getByRole('region', { name: 'Order' });
    const { items } = await world.app.call('GET', '/rules');
    await expect(card.getByRole('status')).toHaveText(
      `Runs as number ${items.length} of ${items.length} for this trigger.`,
    );
    await card.getByRole('button', { name: 'Move up' }).press('Enter');
    await expect(card.getByRole('status')).toContainText(`Runs as number ${items.length - 1} of`);
    await expect(card.getByRole('button', { name: 'Move up' })).toBeFocused();
    const names = (await world.app.call('GET', '/rules')).items.map(({ name }: { name: string }) => name);
    expect(names.slice(-2)).toEqual(['Ordered', 'Before it']);
    await page.assertClean();
  });

  test('a rule is deleted after asking', async () => {
    const { id, page } = await stored('Goes');
    await page.getByRole('button', { name: 'Delete this rule' }).click();
    await expect(page.getByRole('dialog', { name: 'Delete “Goes”?' })).toBeVisible();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Send email rules' })).toBeVisible();
    expect((await world.app.request('GET', `/rules/${id}`)).status).toBe(404);
    await page.assertClean();
  });

  test('several actions: each email can be edited, the rest is named and kept', async () => {
    const id = await world.addRule('Several');
    const rule = await world.app.call('GET', `/rules/${id}`);
    const [first] = rule.actions;
    const hidden = { headers: [{ name: 'X-Case', value: '{{name}}' }], runtimeSender: { field: 'status' } };
    const second = { ...first, params: { ...first.params, ...hidden, subject: 'Second mail', importance: 'high' } };
    const { name, trigger, conditions, enabled } = rule;
    await world.app.call('PUT', `/rules/${id}`, { name, trigger, conditions, enabled, actions: [first, second] });
    const page = await open(`/rules/${id}`, 'Several');
    const card = page.getByRole('region', { name: 'Send email 2 of 2' });
    await expect(
      card.getByText(/Save keeps: the sender that is chosen when the rule runs and its own headers/),
    ).toBeVisible();
    await card.getByRole('textbox', { name: 'Subject' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' changed');
    await expect(page.getByText('Email 1 of 2', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Next email' }).click();
    await expect(page.getByRole('region', { name: 'Live preview' }).getByText('Second mail changed')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Control+s');
    await saved(page);
    const { actions } = await world.app.call('GET', `/rules/${id}`);
    expect(actions).toEqual([first, { ...second, params: { ...second.params, subject: 'Second mail changed' } }]);
    await page.assertClean();
  });

  test('the data source of a rule is switched off: From says so, and it cannot be chosen again', async () => {
    const { id } = await world.app.call('POST', '/connectors', emailDefinition(world.mail.account(), 'Archive'));
    await world.app.call('POST', `/connectors/${id}/test`, {});
    const { page } = await stored('Sender off', { connector: id });
    await world.app.call('POST', `/connectors/${id}/disable`);
    const said = page.getByRole('region', { name: 'Send email' }).getByText('"Archive" is inactive: Switched off');
    await expect(said).toBeVisible();
    const verdict = page.getByRole('region', { name: 'Live preview' }).locator('[data-fires]');
    await expect(verdict).toContainText('This record matches, but the email would be held.');
    await expect(verdict).toContainText('Archive');
    const clear = await page.getByRole('button', { name: 'Clear From' }).boundingBox();
    expect(Math.min(clear?.width ?? 0, clear?.height ?? 0)).toBeGreaterThanOrEqual(24);
    await page.getByRole('combobox', { name: 'From' }).click();
    const option = page.getByRole('option', { name: /Archive .*Inactive: Switched off/ });
    await expect(option).toHaveAttribute('data-combobox-disabled', 'true');
    await page.keyboard.press('Escape');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Clear From' }).click();
    await expect(said).toHaveCount(0);
    await expect(page.getByText('No: the default mailbox sends.')).toBeVisible();
    await page.assertClean();
  });

  test('A1.29 with the global connector in force mode From is greyed and says so', async () => {
    const { page } = await stored('Forced', { connector: undefined, to: ['bob@receiver.test'] });
    const setting = { enabled: true, mode: 'force', connectorId: world.connectorId, saveToSent: 'auto' };
    await world.app.call('PUT', '/settings/global-smtp', setting);
    await expect(page.getByText(/The Global SMTP Main Connector is on: all mail goes through “Payroll”/)).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'From' })).toBeDisabled();
    await expectAccessible(page);
    await world.app.call('PUT', '/settings/global-smtp', { ...setting, enabled: false });
    await expect(page.getByRole('combobox', { name: 'From' })).toBeEnabled();
    await page.assertClean();
  });

  test('a rule that does not exist says so; one that cannot be loaded can be tried again', async () => {
    const page = await browser.open(LARGE);
    page.expectConsole(/404|500/);
    await world.app.signIn(page, '/rules/nothing');
    await expect(page.getByRole('heading', { level: 1, name: 'There is no such rule' })).toBeVisible();
    await expectAccessible(page);
    const id = await world.addRule('Slow');
    let broken = true;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(`**/api/rules/${id}`, async (route) => {
      if (!broken) return route.continue();
      await held;
      return route.fulfill({ status: 500, body: 'no' });
    });
    await page.getByRole('link', { name: 'Go to the Send email rules' }).click();
    await page.getByRole('link', { name: 'Slow' }).click();
    await expect(page.getByRole('status', { name: 'Loading the rule' })).toBeVisible();
    await expectAccessible(page);
    release();
    await expect(page.getByRole('alert')).toContainText('The server did not answer as expected', { timeout: 15_000 });
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Slow' })).toBeVisible();
    await page.assertClean();
  });

  test('what is doubtful is asked about at Save', async () => {
    const { id, page } = await stored('Doubtful', { connector: undefined, from: 'boss@acme.test' });
    await title(page).fill('Doubtful and renamed');
    await page.getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save all the same?' });
    await expect(dialog.getByText(/Without a connector the default mailbox sends/)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Keep editing' }).click();
    await expect(dialog).toHaveCount(0);
    expect((await world.app.call('GET', `/rules/${id}`)).name).toBe('Doubtful');
    await page.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('button', { name: 'Save all the same' }).click();
    await saved(page);
    const after = await world.app.call('GET', `/rules/${id}`);
    expect(after.name).toBe('Doubtful and renamed');
    expect(after.actions[0].params.from).toBe('boss@acme.test');
    await page.assertClean();
  });

  test('on a phone nothing is cut off, and the preview stands below', async () => {
    const id = await world.addRule('Phone', { subject: 'Leave of {{name}}' });
    const page = await browser.open({ viewport: { width: 320, height: 700 } });
    await world.app.signIn(page, `/rules/${id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Phone' })).toBeVisible();
    await expect(frame(page).getByText(/^Hello/)).toBeVisible();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBe(0);
    await expectAccessible(page);
    await page.assertClean();
  });
});

describe('Send email rule of an empty installation', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('rule-empty');
  let app: WebApp;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  test('without a form and a data source it says so; a form is made on the spot, and its fields are there at once', async () => {
    const page = await browser.open(LARGE);
    await app.signIn(page, '/rules/new');
    await expect(page.getByText('There are no forms yet.')).toBeVisible();
    await expect(page.getByText('No data source can send yet.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'New form' }).click();
    const dialog = page.getByRole('dialog', { name: 'New form' });
    await dialog.getByRole('button', { name: 'Create form' }).click();
    await expect(dialog.getByText('Give the form a name.')).toBeVisible();
    await expect(dialog.getByText('Add at least one field with a name.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel('Name of the form').fill('Leave request');
    await dialog.getByLabel('Name of field 1').fill('Employee email');
    await dialog.getByRole('combobox', { name: 'Type of field 1' }).click();
    await page.getByRole('option', { name: 'Email address' }).click();
    await dialog.getByRole('button', { name: 'Add field' }).click();
    await page.keyboard.type('Status');
    await dialog.getByRole('combobox', { name: 'Type of field 2' }).click();
    await page.getByRole('option', { name: 'Choice' }).click();
    await dialog.getByLabel('Choices of field 2').fill('open');
    await page.keyboard.press('Enter');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Create form' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('combobox', { name: 'Form' })).toHaveValue('Leave request');
    const [form] = (await app.call('GET', '/forms')).items;
    expect(form.schema.properties).toEqual({
      employeeEmail: { title: 'Employee email', type: 'string', format: 'email' },
      status: { title: 'Status', enum: ['open'] },
    });
    await page.getByRole('combobox', { name: 'To', exact: true }).fill('employee');
    await expect(page.getByRole('option', { name: /Employee email/ })).toBeVisible();
    await page.assertClean();
  });
});

/** The option that Enter would take. */
async function chosenOption(page: Page): Promise<string | null> {
  const option = page.locator('[role=option][data-combobox-selected]');
  return (await option.count()) > 0 ? option.first().textContent() : null;
}

/** Presses Tab until this has the focus. */
async function tabTo(page: WatchedPage, target: Locator): Promise<void> {
  for (let count = 0; count < 60; count++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach ${target}`);
}
