import type { Page } from '@playwright/test';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { emailSettings } from '../support/connector-rig.ts';
import { startFaultProxy } from '../support/mail/fault-proxy.ts';
import { sharedServers } from '../support/servers.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
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
    await world.app.call('PATCH', `/mailboxes/${connector}`, { read: 'relevant' });
    const [received] = await mail.waitForMail(employee.user);
    const answer = ['Subject: Re: Payslip', `In-Reply-To: ${received?.header('message-id')}`, '', 'Thank you.', ''];
    await mail.deliverByLmtp(payroll.user, answer.join('\r\n'));
    const isAnswered = async () => {
      await world.app.request('POST', `/mailboxes/${connector}/sync`);
      const { records } = await world.app.call('GET', `/outbox/${id}/proof`);
      return records.some(({ kind }: { kind: string }) => kind === 'answer');
    };
    await expect.poll(isAnswered, { timeout: 20_000, intervals: [200] }).toBe(true);
    await page.getByRole('button', { name: 'Show proof' }).click();
    const proof = page.getByRole('region', { name: 'Proof' });
    await expect(proof).toContainText(/Answers.*Written by somebody, .*[0-9a-f]{64}/);
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
