import { expect, type Page } from '@playwright/test';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { emailSettings } from '../support/connector-rig.ts';
import { startFaultProxy } from '../support/mail/fault-proxy.ts';
import { sharedServers } from '../support/servers.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { type OutboxWorld, openOutboxWorld } from './rig/outbox-world.ts';

describe('one e-mail of the outbox', () => {
  const browser = useBrowser();
  const { mail } = sharedServers();
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

  test('on real servers: sent, its Sent copy filed, its source and proof readable', async () => {
    const [payroll, employee] = [mail.account(), mail.account()];
    const settings = { ...emailSettings(payroll), sentCopy: 'always' };
    const { id: connector } = await world.app.call('POST', '/connectors', {
      type: 'email',
      displayName: 'Real',
      settings,
    });
    expect(await world.app.call('POST', `/connectors/${connector}/test`, {})).toMatchObject({ ok: true });
    const subject = '<script>alert(1)</script> Payslip';
    const id = await world.send({
      connector,
      subject,
      to: [employee.user],
      rule: 'Payslip to the employee',
      text: '<b>Dear Eva</b>',
    });
    const page = await open(id);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(subject);
    await expect(state(page)).toContainText('Sent');
    const copy = page.getByRole('region', { name: 'Sent copy' });
    await expect(copy).toContainText('Filed');
    await expect(copy).toContainText(mail.sentFolder);
    await expect(page.getByRole('region', { name: 'E-mail' })).toContainText('Chosen in the rule.');
    await expect(page.getByRole('link', { name: 'Payslip to the employee' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Recipients' })).toContainText(`To ${employee.user}`);
    await expect(history(page)).toContainText('The mail server accepted it');
    await expect(history(page)).toContainText('Code 250');
    await page.getByRole('button', { name: 'Show message source' }).click();
    const source = page.getByRole('region', { name: 'Message source' }).locator('pre');
    await expect(source).toContainText('Message-ID: <');
    await expect(source).toContainText('<b>Dear Eva</b>');
    await page.getByRole('button', { name: 'Show proof' }).click();
    const proof = page.getByRole('region', { name: 'Proof' });
    const [received] = await mail.waitForMail(employee.user);
    await expect(proof).toContainText(received?.header('message-id') ?? 'none');
    await expect(proof).toContainText('UID');
    const [whole] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as a file (.eml)' }).click(),
    ]);
    expect(whole.suggestedFilename()).toBe(`${id}.eml`);
    const [json] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as JSON' }).click(),
    ]);
    expect(json.suggestedFilename()).toBe(`${id}.proof.json`);
    await expectAccessible(page);
    await page.assertClean();
  });

  test('only the first 200 kB of a large message are fetched and shown', async () => {
    const line = `${'x'.repeat(70)}\n`;
    const page = await open(await world.send({ text: line.repeat(3500) }));
    await page.getByRole('button', { name: 'Show message source' }).click();
    await expect(page.getByText(/The first 200,000 bytes of 2\d\d,\d\d\d bytes are shown/)).toBeVisible();
    await page.assertClean();
  });

  test('refused for now: the tries are told with the words of the server while it goes on, until it is sent', async () => {
    world.smtp.setRules([{ stage: 'rcpt', action: { reply: '450 4.2.1 Mailbox <busy>, come back' } }]);
    const id = await world.send();
    const page = await open(id);
    await expect(state(page)).toContainText('Waiting');
    await expect(state(page)).toContainText('450 4.2.1 Mailbox <busy>, come back');
    await expect(state(page)).toContainText(/\d tr(y|ies)\. Next try in a moment/);
    await expect(history(page)).toContainText('Not accepted for now');
    await expect(history(page)).toContainText('Code 450, 4.2.1, while the recipients were given');
    world.smtp.setRules([{ stage: 'data', times: 1, action: { delayMs: 3000 } }]);
    await expect(state(page)).toContainText('Sending');
    await expect(state(page)).toContainText('Sent');
    await expect(page.getByRole('region', { name: 'Recipients' })).toContainText('Accepted');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('failed: the reason in the words of the server; Retry sends it', async () => {
    world.smtp.setRules([
      { stage: 'rcpt', times: 1, action: { reply: '550 5.1.1 <img src=x onerror=alert(1)> unknown' } },
    ]);
    const id = await world.send();
    await world.until(id, 'failed');
    const page = await open(id);
    await expect(state(page)).toContainText('Failed');
    await expect(state(page)).toContainText('It was not sent, and it is not tried again by itself.');
    await expect(history(page)).toContainText('550 5.1.1 <img src=x onerror=alert(1)> unknown');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(state(page)).toContainText('Sent');
    await expect(history(page)).toContainText('Tried again by hand by admin');
    await expect(page.getByText('It is tried again')).toBeVisible();
    expect(world.smtp.mails).toHaveLength(1);
    await page.assertClean();
  });

  test('some recipients are refused: sent, and who does not get it', async () => {
    world.smtp.setRules([{ stage: 'rcpt', match: /max/, action: { reply: '550 5.1.1 no such user' } }]);
    const id = await world.send({ to: ['bob@receiver.test', 'max@receiver.test'] });
    await world.until(id, 'accepted');
    const page = await open(id);
    await expect(state(page)).toContainText('Not everybody gets it: 1 recipient was refused.');
    const recipient = page.getByRole('listitem').filter({ hasText: 'max@receiver.test' });
    await expect(recipient).toContainText('Refused');
    await expect(recipient).toContainText('550 5.1.1 no such user');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('held for its event: says what it waits for; cancelled after asking, with the safe button first', async () => {
    const id = await world.send({ hold: true });
    const page = await open(id);
    await expect(state(page)).toContainText('Held');
    await expect(state(page)).toContainText('the application that caused it');
    await expect(state(page)).toContainText('What to do');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Cancel e-mail' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this e-mail?' });
    await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    expect((await world.until(id, 'held')).delivery.state).toBe('held');
    await page.getByRole('button', { name: 'Cancel e-mail' }).click();
    await dialog.getByRole('button', { name: 'Cancel e-mail' }).click();
    await expect(state(page)).toContainText('Cancelled');
    await expect(history(page)).toContainText('Cancelled by admin');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('held without a sender: what to do, and no message source', async () => {
    const page = await open(await world.send({ connector: null }));
    await expect(state(page)).toContainText('a connector that can send');
    await expect(state(page)).toContainText('set a default mailbox');
    await expect(page.getByText('There is no message source')).toBeVisible();
    await expect(page.getByRole('region', { name: 'E-mail' })).toContainText('(no sender yet)');
    await expectAccessible(page);
    await page.assertClean();
  });

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

  test('a Sent copy that could not be filed says why, and is filed again without sending a second e-mail', async () => {
    const payroll = mail.account();
    const proxy = await startFaultProxy({ target: { port: payroll.imap.port } });
    try {
      const { imap, ...rest } = emailSettings(payroll);
      const settings = { ...rest, imap: { ...imap, port: proxy.port }, sentCopy: 'always' };
      const made = await world.app.call('POST', '/connectors', { type: 'email', displayName: 'Far away', settings });
      expect(await world.app.call('POST', `/connectors/${made.id}/test`, {})).toMatchObject({ ok: true });
      await proxy.refuse();
      const employee = mail.account();
      const page = await open(await world.send({ connector: made.id, to: [employee.user] }));
      const copy = page.getByRole('region', { name: 'Sent copy' });
      await expect(copy).toContainText('Could not be filed', { timeout: 30_000 });
      await expect(state(page)).toContainText('Sent');
      await expectAccessible(page);
      await proxy.accept();
      await page.getByRole('button', { name: 'File the Sent copy again' }).click();
      await expect(copy.getByText('Filed', { exact: true })).toBeVisible({ timeout: 30_000 });
      expect(await mail.readMailbox(employee.user)).toHaveLength(1);
      await page.assertClean();
    } finally {
      await proxy.stop();
    }
  });

  test('an e-mail that does not exist says so and leads back', async () => {
    const page = await browser.open();
    page.expectConsole(/404/);
    await world.app.signIn(page, '/outbox/nothing-here');
    await expect(page.getByRole('alert')).toContainText('There is no e-mail with this id in the outbox.');
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Go to the outbox' }).click();
    await expect(page.getByText('Nothing sent yet.')).toBeVisible();
    await page.assertClean();
  });
});
