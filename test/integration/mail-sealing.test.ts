import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeFile } from '../../src/files/file.store.ts';
import { resend } from '../../src/outbox/decisions/resend.ts';
import { outboxRoutes } from '../../src/outbox/list/outbox.routes.ts';
import { RecentBytes } from '../../src/outbox/recent-bytes.ts';
import { systemClock as clock, type ImapEndpoint } from '../../src/sdk/index.ts';
import { newSecretKey, openSecretBox } from '../../src/secrets/secret-box.ts';
import { openContent, sealedId, wholeOf } from '../../src/store/content.ts';
import { databaseBytes, holds } from '../support/database-bytes.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import { type OutboxRig, openOutboxRig, testAccount } from '../support/outbox-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { insertClear } from '../support/stored-content.ts';
import { forEachDatabase } from '../support/test-database.ts';
import { startTestServer } from '../support/test-server.ts';

const CANARY = 'CANARY-net-pay-4711-EUR';

forEachDatabase((database) => {
  let smtp: FaultSmtp;
  let rig: OutboxRig;
  let url: string;
  let box: string;

  beforeEach(async () => {
    smtp = await startFaultSmtp();
    url = await database.create();
    const { mail } = sharedServers();
    box = mail.account().user;
    const imap: ImapEndpoint = {
      ...{ host: '127.0.0.1', port: mail.ports.imap, security: 'none', trust: {}, folders: { inbox: 'INBOX' } },
      auth: { kind: 'password', user: box, password: 'pw-of-anyone' },
    };
    const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
    const server = { host: '127.0.0.1', port: smtp.port, security: 'none' as const, auth, trust: {} };
    rig = await openOutboxRig({ url, accounts: [testAccount({ smtp: server, imap })] });
  });
  afterEach(async () => {
    await rig.close();
    await smtp.stop();
  });

  const contents = () => rig.store.read.getRepository<{ id: string; seq: number; bytes: Buffer }>('content');
  const flip = async (id: string) => {
    const { bytes } = await contents().findOneByOrFail({ id: sealedId(id), seq: 0 });
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await rig.store.write((tx) => tx.getRepository('content').update({ id: sealedId(id), seq: 0 }, { bytes }));
  };
  const point = (id: string, contentId: string) =>
    rig.store.write((tx) => tx.getRepository('message').update({ id }, { contentId }));
  const sent = () => smtp.mails.map(({ raw }) => raw.toString('latin1'));

  test('neither the database, its log nor a dump holds a word of a mail or of a file, and both arrive whole', async () => {
    async function* chunks() {
      yield Buffer.from(`${CANARY} in a file`);
    }
    const file = { name: 'a.txt', contentType: 'text/plain', createdBy: 'eva' };
    const { contentId, size } = await storeFile({ store: rig.store, clock }, file, chunks());
    const attachment = { filename: 'a.txt', contentType: 'text/plain', size, source: { contentId } };
    const id = await rig.send({ subject: 'SEEN', text: CANARY, html: `<p>${CANARY}</p>`, attachments: [attachment] });
    await rig.outbox.start();
    await rig.until(id, 'accepted');
    await rig.untilCopy(id, 'filed');
    const bytes = await databaseBytes(url);
    // What is listed stands there in clear: so this search can find something.
    expect(holds(bytes, 'SEEN')).toBe(true);
    expect(holds(bytes, CANARY)).toBe(false);
    expect(holds(bytes, Buffer.from(CANARY).toString('base64').slice(0, 20))).toBe(false);
    const [raw = ''] = sent();
    expect(raw).toContain(CANARY);
    expect(raw).toContain(Buffer.from(`${CANARY} in a file`).toString('base64'));
    const [copy] = await sharedServers().mail.readMailbox(box, 'Sent Items');
    expect(copy?.raw.toString('latin1')).toBe(raw);
  });

  test('a changed mail fails with the reason and no dot is sent; the next one leaves, and so does a clear one of before', async () => {
    const [changed, other, old] = [await rig.send(), await rig.send(), await rig.send({ text: CANARY })];
    await flip(changed);
    const clear = await wholeOf(rig.store.content.read(sealedId(old)));
    await rig.store.write(async (tx) => {
      await insertClear(tx, 'of before', clear);
      await tx.getRepository('content').delete({ id: sealedId(old) });
    });
    await point(old, 'of before');
    await rig.outbox.start();
    const refused = await rig.until(changed, 'failed');
    expect(refused.detail).toBe('Not sent: Stored content cannot be read. It was changed or moved.');
    await rig.until(other, 'accepted');
    await rig.until(old, 'accepted');
    expect(sent()).toHaveLength(2);
    expect(sent().some((raw) => raw === clear.toString('latin1'))).toBe(true);
    await rig.untilCopy(old, 'filed');
  });

  test("two mails whose contents were exchanged are both refused: nobody gets another person's mail", async () => {
    const [a, b] = [await rig.send({ to: [{ address: 'a@receiver.test' }] }), await rig.send()];
    await point(a, sealedId(b));
    await point(b, sealedId(a));
    await rig.outbox.start();
    for (const id of [a, b]) expect((await rig.until(id, 'failed')).detail).toContain('that of another e-mail');
    expect(smtp.mails).toEqual([]);
  });

  test('a mail whose content is not there is never sent, whatever the queue says', async () => {
    const id = await rig.send();
    await rig.store.write((tx) => tx.getRepository('message').update({ id }, { contentId: null }));
    await rig.outbox.start();
    expect((await rig.until(id, 'failed')).detail).toBe('Not sent: The content of this e-mail is not stored any more.');
    expect(smtp.mails).toEqual([]);
  });

  test('a mail whose key is missing waits for it, and says which one', async () => {
    const id = await rig.send();
    const content = openContent(rig.store.read, openSecretBox({ active: newSecretKey() }));
    const { store } = rig;
    Object.assign(rig.deps, { store: { ...store, content } });
    await rig.outbox.start();
    await expect
      .poll(async () => (await rig.until(id, 'queued')).detail)
      .toContain('is not in the key ring; restore it');
    Object.assign(rig.deps, { store });
    await rig.until(id, 'accepted');
    expect(smtp.mails).toHaveLength(1);
  });

  test('a Sent copy that was changed after sending fails alone and is filed when it is whole again', async () => {
    // Of a copy that follows its mail at once the stored bytes are not read again.
    rig.deps.recent = new RecentBytes(0);
    const proxyless = rig.deps.connectors.open;
    let away = true;
    rig.deps.connectors.open = async (id) => {
      const { imap, ...rest } = await proxyless(id, 'read');
      return imap ? { ...rest, imap: { ...imap, port: away ? 1 : imap.port } } : rest;
    };
    const [changed, other] = [await rig.send(), await rig.send()];
    await rig.outbox.start();
    for (const id of [changed, other]) await rig.until(id, 'accepted');
    await flip(changed);
    away = false;
    expect((await rig.untilCopy(changed, 'failed')).detail).toContain('Not filed: Stored content cannot be read.');
    await rig.untilCopy(other, 'filed');
    expect(await sharedServers().mail.readMailbox(box, 'Sent Items')).toHaveLength(1);
  });

  test('the message source and a resend of a changed mail are refused with a sentence', async () => {
    const id = await rig.send();
    const server = await startTestServer({ routes: outboxRoutes(rig.deps, () => {}) });
    const source = () => fetch(`${server.url}/api/outbox/${id}/message`, { headers: { 'X-Roles': 'administrator' } });
    expect(await (await source()).text()).toContain('Dear Bob');
    await flip(id);
    const answer = await source();
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({
      code: 'SECRET_KEY',
      detail: expect.stringContaining('changed or moved'),
    });
    await expect(resend(rig.deps, { id, key: 'k', by: 'eva' })).rejects.toMatchObject({ code: 'SECRET_KEY' });
    await server.close();
  });
});
