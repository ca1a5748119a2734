import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { DataSource } from 'typeorm';
import { afterEach, expect, test } from 'vitest';
import { newId, toAppError } from '../../src/sdk/index.ts';
import { type OutboxRig, openOutboxRig, plannedMail, testAccount } from '../support/outbox-rig.ts';
import { insertClear } from '../support/stored-content.ts';
import { forEachDatabase } from '../support/test-database.ts';

let rig: OutboxRig;

afterEach(() => rig.close());

async function bytesOf(id: string): Promise<Buffer> {
  const [row] = await rig.store.read.sql<{ content_id: string }[]>`SELECT content_id FROM message WHERE id = ${id}`;
  const pieces: Buffer[] = [];
  for await (const piece of rig.store.content.read(row?.content_id ?? '')) pieces.push(piece);
  return Buffer.concat(pieces);
}

const count = async () => Number((await rig.store.read.sql<{ n: number }[]>`SELECT COUNT(*) AS n FROM message`)[0]?.n);

forEachDatabase((database) => {
  const open = async () => {
    const url = await database.create();
    rig = await openOutboxRig({ url, accounts: [testAccount()] });
    return url;
  };

  test('beyond 2 the same key twenty times in parallel makes one e-mail', async () => {
    await open();
    const ids = await Promise.all(Array.from({ length: 20 }, () => rig.send({}, { key: 'november/4711' })));
    expect(new Set(ids).size).toBe(1);
    expect(await count()).toBe(1);
  });

  test('many e-mails at once: of two with one key the first is stored, and one that was known is answered', async () => {
    await open();
    const known = await rig.send({}, { key: 'known' });
    const prepared = (key: string, subject?: string) =>
      rig.outbox.prepare(plannedMail(subject === undefined ? {} : { subject }), { kind: 'api', key });
    const mails = await Promise.all(['a', 'a', 'known', 'b'].map((key) => prepared(key)));
    const answers = await rig.store.grouped((tx) => rig.outbox.insert(tx, mails));
    expect(answers.map(({ created }) => created)).toEqual([true, false, false, true]);
    expect(answers.map(({ id }) => id)).toEqual([
      mails[0]?.message.id,
      mails[0]?.message.id,
      known,
      mails[3]?.message.id,
    ]);
    expect(await count()).toBe(3);
    for (const mail of [mails[0], mails[3]]) {
      expect(
        createHash('sha256')
          .update(await bytesOf(mail?.message.id ?? ''))
          .digest('hex'),
      ).toBe(mail?.message['sha256']);
    }
    const other = await Promise.all([prepared('c'), prepared('c', 'Another')]);
    const refused = await rig.store.grouped((tx) => rig.outbox.insert(tx, other)).catch(toAppError);
    expect(refused).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    expect(await count()).toBe(3);
  });

  test('the same key with other content is refused and nothing is stored', async () => {
    await open();
    await rig.send({}, { key: 'k' });
    const refused = await rig.send({ subject: 'Another' }, { key: 'k' }).catch((error: unknown) => toAppError(error));
    expect(refused).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH', status: 409 });
    expect(await count()).toBe(1);
  });

  test('R25 the stored bytes are complete, hashed, and keep Message-ID and Date for ever', async () => {
    await open();
    const id = await rig.send({
      subject: 'Lohnabrechnung für Zoë, März',
      attachments: [
        { filename: 'März 2026.pdf', contentType: 'application/pdf', size: 4, source: { bytes: Buffer.from('%PDF') } },
      ],
      bcc: [{ address: 'audit@receiver.test' }],
      headers: [{ name: 'X-Payroll-Run', value: '2026-11' }],
      importance: 'high',
    });
    const bytes = await bytesOf(id);
    const [row] = await rig.store.read.sql<{ sha256: string; size: number; message_id: string }[]>`
      SELECT sha256, size, message_id FROM message WHERE id = ${id}`;
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(row?.sha256);
    expect(row?.size).toBe(bytes.length);
    // R30 read back by another parser
    const parsed = await simpleParser(bytes);
    expect(parsed).toMatchObject({
      messageId: row?.message_id,
      subject: 'Lohnabrechnung für Zoë, März',
    });
    expect(parsed.attachments.map((one) => [one.filename, one.content.toString()])).toEqual([
      ['März 2026.pdf', '%PDF'],
    ]);
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed.headers.get('priority')).toBe('high');
    expect(parsed.headers.get('x-payroll-run')).toBe('2026-11');
    expect(bytes.includes('audit@')).toBe(false);
  });

  test('R30 no line is longer than 998 octets and every line ends in CRLF, whatever the text', async () => {
    await open();
    const long = 'x'.repeat(5000);
    const id = await rig.send({ subject: `ä${'ö'.repeat(300)}`, html: `<p>${long}</p>`, text: `${long}\nsecond line` });
    const bytes = (await bytesOf(id)).toString('latin1');
    expect(Math.max(...bytes.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(/[^\r]\n|\r[^\n]/.test(bytes)).toBe(false);
  });

  test('R24 a large attachment is streamed from stored content and comes out unchanged', async () => {
    await open();
    const content = Buffer.alloc(5_000_000, 'payslip ');
    await rig.store.write((tx) => insertClear(tx, 'file-1', content));
    const id = await rig.send({
      attachments: [
        {
          filename: 'big.bin',
          contentType: 'application/octet-stream',
          size: content.length,
          source: { contentId: 'file-1' },
        },
      ],
    });
    const parsed = await simpleParser(await bytesOf(id));
    expect(parsed.attachments[0]?.content.equals(content)).toBe(true);
  });

  test('beyond 1 a host’s own transaction decides: rolled back sends nothing, committed is in the outbox', async () => {
    const url = await open();
    const host = await new DataSource(
      database.kind === 'sqlite'
        ? { type: 'better-sqlite3', database: url.slice('sqlite:'.length) }
        : { type: 'postgres', url },
    ).initialize();
    try {
      const prepare = () => rig.outbox.prepare(plannedMail(), { kind: 'api', key: newId() });
      const lost = await prepare();
      await expect(
        host.transaction(async (tx) => {
          await rig.outbox.insert(tx, [lost]);
          throw new Error('the form was not saved');
        }),
      ).rejects.toThrow('not saved');
      expect(await count()).toBe(0);
      const kept = await prepare();
      await host.transaction((tx) => rig.outbox.insert(tx, [kept]));
      expect(await count()).toBe(1);
    } finally {
      await host.destroy();
    }
  });

  test('an e-mail that cannot be rendered is stored, waits visibly and can be cancelled', async () => {
    await open();
    const held = {
      held: { reason: 'missing_value' as const, detail: 'employee.name is missing.' },
      sender: null,
      subject: 'Payslip',
      to: [],
      recipientKey: '',
    };
    const prepared = await rig.outbox.prepare(held, { kind: 'rule', key: 'k' });
    const [entry] = await rig.store.grouped((tx) => rig.outbox.insert(tx, [prepared]));
    expect(entry).toMatchObject({ state: 'held' });
    expect(await rig.outbox.metrics()).toMatchObject({ open: { held: 1 }, overdue: 0 });
  });

  test('the whole mail travels with its rows: nothing of it is left when the unit fails', async () => {
    await open();
    const prepared = await rig.outbox.prepare(plannedMail(), { kind: 'api', key: 'k' });
    await expect(
      rig.store.grouped(async (tx) => {
        await rig.outbox.insert(tx, [prepared]);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    for (const table of ['message', 'delivery', 'recipient', 'content']) {
      expect(await rig.store.read.query(`SELECT COUNT(*) AS n FROM ${table}`)).toEqual([
        { n: database.kind === 'sqlite' ? 0 : '0' },
      ]);
    }
  });
});
