import { afterEach, expect, test } from 'vitest';
import { chooseKept } from '../../../src/inbound/keep-message.ts';
import { changeMailbox, getMailbox, syncNow } from '../../../src/inbound/mailboxes.ts';
import type { ImapEndpoint } from '../../../src/sdk/index.ts';
import { type InboundRig, imapOf, openInboundRig, until } from '../../support/inbound-rig.ts';
import { startFaultProxy } from '../../support/mail/fault-proxy.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function openRig(options: Parameters<typeof openInboundRig>[0]): Promise<InboundRig> {
  const rig = await openInboundRig(options);
  open.push(rig);
  return rig;
}

function letter(subject: string, more: string[] = []): string {
  return [
    'From: Carla Contact <carla@contact.test>',
    'To: us@dyn.test',
    `Subject: ${subject}`,
    `Message-ID: <${Math.random().toString(36).slice(2)}@contact.test>`,
    ...more,
    '',
    'Hello.',
    '',
  ].join('\r\n');
}

async function deliver(rig: InboundRig, count: number, from = 0): Promise<void> {
  for (let n = from; n < from + count; n += 1) {
    await sharedServers().mail.deliverByLmtp(rig.user, letter(`Letter ${n}`));
  }
}

function subjects(messages: { subject: string | null }[]): string[] {
  return messages.map(({ subject }) => subject ?? '').sort();
}

forEachDatabase((database) => {
  test('R33 the whole inbox is read page by page and each message once; a new one is seen within 2 s by IDLE', async () => {
    const rig = await openRig({ url: await database.create(), start: false });
    await deliver(rig, 12);
    rig.inbound.start();
    await rig.reading('inbox');
    const first = await rig.untilMessages(12);
    expect(subjects(first)).toEqual(subjects(Array.from({ length: 12 }, (_, n) => ({ subject: `Letter ${n}` }))));
    await until(async () => (await rig.mailbox()).state === 'watching', 'watching');
    const before = Date.now();
    await deliver(rig, 1, 12);
    await rig.untilMessages(13);
    expect(Date.now() - before).toBeLessThan(2_000);
    await rig.another().stop();
    expect(await rig.messages()).toHaveLength(13);
    const unread = await sharedServers().mail.readMailbox(rig.user, 'INBOX');
    expect(unread.every(({ flags }) => !flags.includes('\\Seen'))).toBe(true);
  });

  test('a mailbox that nobody asked to read is not read, and is no longer read when its reading is switched off', async () => {
    const rig = await openRig({ url: await database.create() });
    await deliver(rig, 3);
    await until(async () => (await rig.mailbox()).state === 'none', 'its look');
    expect(await rig.messages()).toEqual([]);
    await rig.reading('inbox');
    await rig.untilMessages(3);
    await rig.reading('off');
    await until(async () => (await rig.mailbox()).state === 'none', 'its end');
    await deliver(rig, 1, 3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await rig.messages()).toHaveLength(3);
  });

  test('somebody’s own mailbox is there for its owner alone', async () => {
    const rig = await openRig({ url: await database.create() });
    await until(async () => (await rig.rig.store.read.sql<unknown[]>`SELECT 1 FROM mailbox`).length > 0, 'a mailbox');
    await rig.rig.store.write((tx) => tx.sql`UPDATE connector SET owner_id = 'ada'`);
    const asked = (id: string, shared: boolean) => getMailbox(rig.rig.deps, 'c1', { id, shared });
    expect(await asked('ada', false)).toMatchObject({ id: 'c1', own: true });
    await expect(asked('admin', true)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await rig.rig.store.write((tx) => tx.sql`UPDATE connector SET owner_id = NULL`);
    expect(await asked('admin', true)).toMatchObject({ id: 'c1', own: false });
    await expect(asked('ada', false)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a change answers the mailbox as it is from then on; reading now is refused where nothing is read', async () => {
    const rig = await openRig({ url: await database.create() });
    const { deps } = rig.rig;
    const admin = { id: 'admin', shared: true };
    await until(async () => (await rig.rig.store.read.sql<unknown[]>`SELECT 1 FROM mailbox`).length > 0, 'a mailbox');
    await expect(syncNow(deps, 'c1', admin)).rejects.toMatchObject({
      code: 'STATE',
      message: expect.stringContaining('read "relevant" or "inbox" first'),
    });
    await rig.reading('inbox');
    await until(async () => (await rig.mailbox()).state === 'watching', 'watching');
    expect(await syncNow(deps, 'c1', admin)).toMatchObject({ read: 'inbox' });
    const off = await changeMailbox(deps, { id: 'c1', settings: { read: 'off' } }, admin);
    expect(off).toMatchObject({ read: 'off', state: 'none', problem: '' });
    const on = await changeMailbox(deps, { id: 'c1', settings: { read: 'relevant' } }, admin);
    expect(on).toMatchObject({ read: 'relevant', state: 'waiting', problem: '' });
  });

  test('R38 a real bounce of Postfix is stored with the mail that it is about, which is bounced', async () => {
    const rig = await openRig({ url: await database.create() });
    await rig.reading('inbox');
    const id = await rig.rig.send({ from: { address: rig.user }, to: [{ address: 'nobody-at-all@receiver.test' }] });
    await rig.rig.until(id, 'bounced');
    expect(await rig.untilMessages(1)).toMatchObject([{ state: 'read', kind: 'bounce', delivery_id: id }]);
  });

  test('R1 an uncertain mail is accepted when somebody answers it, with a record of the proof; a foreign id proves nothing', async () => {
    const rig = await openRig({ url: await database.create() });
    const { store } = rig.rig;
    const { mail } = sharedServers();
    await rig.reading('relevant');
    const { user } = mail.account();
    const id = await rig.rig.send({ from: { address: rig.user }, to: [{ address: user }] });
    await rig.rig.until(id, 'accepted');
    // As a reply that was lost after the final dot leaves it; the next look for proof is far away.
    await store.write(async (tx) => {
      await tx.sql`UPDATE delivery SET state = 'uncertain', due_at = ${Date.now() + 3_600_000} WHERE id = ${id}`;
      await tx.sql`UPDATE recipient SET state = 'pending' WHERE delivery_id = ${id}`;
    });
    const answer = (to: string) => letter('Re: Payslip', [`In-Reply-To: ${to}`]).replace('carla@', 'stranger@');
    await mail.deliverByLmtp(rig.user, answer('<guessed@sender.test>'));
    await until(async () => (await rig.mailbox()).last_uid === 1, 'the guess');
    expect(await rig.rig.until(id, 'uncertain')).toMatchObject({ state: 'uncertain' });
    const [row] = await store.read.sql<{ message_id: string }[]>`SELECT message_id FROM message WHERE id = ${id}`;
    await mail.deliverByLmtp(rig.user, answer(row?.message_id ?? ''));
    await rig.rig.until(id, 'accepted');
    expect(await rig.untilMessages(1)).toMatchObject([{ kept_for: 'reply', kind: 'mail', delivery_id: id }]);
    const proof = await store.read.sql<{ kind: string }[]>`SELECT kind FROM proof_record WHERE subject = ${id}`;
    expect(proof.map(({ kind }) => kind)).toContain('look');
  });

  test('A4.9 A4.10 A4.14 mail of contacts is kept from the moment on in which their primary address was recorded; drafts never', async () => {
    const rig = await openRig({ url: await database.create(), start: false });
    const { mail } = sharedServers();
    await mail.deliverByLmtp(rig.user, letter('before'));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await rig.rig.store.write(
      (tx) => tx.sql`
        INSERT INTO contact_address (contact_id, address_key, address, "primary", valid_from) VALUES
          ('k1', 'carla@contact.test', 'carla@contact.test', ${true}, ${Date.now()}),
          ('k1', 'old@contact.test', 'old@contact.test', ${false}, 0)`,
    );
    await mail.deliverByLmtp(rig.user, letter('after'));
    await mail.deliverByLmtp(rig.user, letter('stranger').replaceAll('carla@', 'stranger@'));
    await mail.deliverByLmtp(rig.user, letter('old address').replaceAll('carla@', 'old@'));
    await mail.deliverByLmtp(rig.user, letter('in copy', ['Cc: carla@contact.test']).replace('<carla@', '<someone@'));
    const client = await mail.openImap(rig.user);
    await client.append('INBOX', letter('draft'), ['\\Draft']);
    await client.logout();
    rig.inbound.start();
    await rig.reading('relevant');
    await until(async () => (await rig.mailbox()).last_uid === 6, 'all');
    expect(subjects(await rig.untilMessages(2))).toEqual(['after', 'in copy']);
  });

  test.runIf(database.kind === 'sqlite')(
    'R34 a message that the database refuses keeps none of its batch back, and is read when it is taken again',
    async () => {
      const rig = await openRig({ url: await database.create(), start: false });
      await deliver(rig, 7);
      await rig.rig.store.write((tx) =>
        tx.query(`CREATE TRIGGER refuse BEFORE UPDATE OF state ON inbound_message WHEN NEW.subject = 'Letter 3'
          BEGIN SELECT RAISE(ABORT, 'refused'); END`),
      );
      rig.inbound.start();
      await rig.reading('inbox');
      const unread = async () => (await rig.messages()).filter(({ state }) => state === 'stored').length;
      await until(async () => (await rig.messages()).length === 7 && (await unread()) === 1, 'six of seven');
      const count = async () => (await rig.rig.store.read.sql<unknown[]>`SELECT 1 FROM conversation`).length;
      expect(await count()).toBe(6);
      await rig.rig.store.write((tx) => tx.query('DROP TRIGGER refuse'));
      await rig.untilMessages(7);
      expect(await count()).toBe(7);
    },
  );

  test('A4.10 mail of the second in which its contact was recorded is kept: mail servers tell whole seconds only', async () => {
    const rig = await openRig({ url: await database.create(), start: false });
    const second = Math.floor(Date.now() / 1000) * 1000 - 60_000;
    await rig.rig.store.write(
      (tx) => tx.sql`
        INSERT INTO contact_address (contact_id, address_key, address, "primary", valid_from) VALUES
          ('k1', 'carla@contact.test', 'carla@contact.test', ${true}, ${second + 900})`,
    );
    const client = await sharedServers().mail.openImap(rig.user);
    await client.append('INBOX', letter('the second before'), [], new Date(second - 1_000));
    await client.append('INBOX', letter('the same second'), [], new Date(second));
    await client.logout();
    rig.inbound.start();
    await rig.reading('relevant');
    await until(async () => (await rig.mailbox()).last_uid === 2, 'both');
    expect(subjects(await rig.untilMessages(1))).toEqual(['the same second']);
    expect(await rig.rig.store.read.sql`SELECT contact_id FROM inbound_contact`).toHaveLength(1);
  });

  test('A4.9 mail whose lines end with a bare line feed is recognised like any other', async () => {
    const { rig, user } = await openRig({ url: await database.create(), start: false });
    await rig.store.write(
      (tx) => tx.sql`
        INSERT INTO contact_address (contact_id, address_key, address, "primary", valid_from) VALUES
          ('k1', 'carla@contact.test', 'carla@contact.test', ${true}, 0)`,
    );
    const bare = (text: string) => Buffer.from(text.replaceAll('\r\n', '\n'));
    const report = letter('returned', ['Content-Type: multipart/report;', ' report-type=delivery-status']);
    const body = `${letter('in its text only').replace('carla@', 'someone@')}\r\nFrom: carla@contact.test\r\n`;
    const heads = [letter('from Carla'), report.replace('carla@', 'daemon@'), body].map((text, index) => ({
      ...{ uid: index + 1, size: text.length, receivedAt: Date.now(), isDraft: false, head: bare(text) },
    }));
    const kept = await chooseKept(rig.store, { id: user, read: 'relevant' }, heads);
    expect([...kept]).toEqual([
      [1, 'contact'],
      [2, 'report'],
    ]);
  });

  test('A4.13 what goes between connected mailboxes is ignored, also disconnected ones; a mailbox that two people connected is read all the same', async () => {
    const rig = await openRig({ url: await database.create(), start: false });
    const { mail } = sharedServers();
    const account = (id: string, address: string, connected: boolean, provenAt: number | null = 1) =>
      rig.rig.store.write(
        (tx) => tx.sql`
          INSERT INTO email_account (id, owner_id, address, address_key, sender_name, is_default, shared, read_email, signature,
            use_signature, connected, rules_may_send, created_at, proven_at)
          VALUES (${id}, ${`owner of ${id}`}, ${address}, ${address}, '', ${true}, ${false}, ${true}, '', ${false}, ${connected},
            ${false}, 0, ${provenAt})`,
      );
    await account('c1', rig.user, true);
    await account('the same mailbox of somebody else', rig.user, true);
    await account('other', 'colleague@dyn.test', true);
    await account('gone', 'left@dyn.test', false);
    // Somebody said that Carla's mailbox is the own one, and could never sign in there.
    await account('claimed', 'carla@contact.test', true, null);
    await rig.rig.store.write(
      (tx) => tx.sql`
        INSERT INTO contact_address (contact_id, address_key, address, "primary", valid_from) VALUES
          ('k1', 'carla@contact.test', 'carla@contact.test', ${true}, 0)`,
    );
    const toUs = (subject: string, more: string[] = []) => letter(subject, more).replace('us@dyn.test', rig.user);
    await mail.deliverByLmtp(rig.user, toUs('from Carla'));
    await mail.deliverByLmtp(rig.user, toUs('to a colleague, too', ['Cc: Colleague <colleague@dyn.test>']));
    await mail.deliverByLmtp(rig.user, toUs('to one who left, too', ['Cc: left@DYN.test']));
    await mail.deliverByLmtp(
      rig.user,
      toUs('from a colleague', ['Cc: carla@contact.test']).replace('<carla@contact', '<colleague@dyn'),
    );
    await mail.deliverByLmtp(rig.user, toUs('after all of it'));
    rig.inbound.start();
    await rig.reading('relevant');
    await until(async () => (await rig.mailbox()).last_uid === 5, 'all');
    expect(subjects(await rig.untilMessages(2))).toEqual(['after all of it', 'from Carla']);
  });

  test('A2.23 an account never has more than two connections: one that reads, and one that files what was sent', async () => {
    const proxy = await startFaultProxy({ target: { port: sharedServers().mail.ports.imap } });
    open.push({ close: () => proxy.stop() });
    const rig = await openRig({ url: await database.create(), imap: (user) => imapOf(user, proxy.port) });
    await rig.reading('inbox');
    await until(async () => (await rig.mailbox()).state === 'watching', 'watching');
    let most = 0;
    let last = '';
    const watch = setTimeout(function look() {
      most = Math.max(most, proxy.connections.open);
      watch.refresh();
    }, 2);
    const { user } = sharedServers().mail.account();
    const total = proxy.connections.total;
    for (let n = 0; n < 12; n += 1) {
      const id = await rig.rig.send({ from: { address: rig.user }, to: [{ address: user }], subject: `Mail ${n}` });
      await rig.rig.until(id, 'accepted');
      await deliver(rig, 1, n);
    }
    await rig.untilMessages(12);
    const copies = () =>
      rig.rig.store.read.sql<{ state: string; detail: string }[]>`SELECT state, detail FROM sent_copy`;
    const filed = async () => {
      const rows = await copies();
      last = JSON.stringify(rows[0]);
      return rows.filter(({ state }) => state === 'filed').length;
    };
    await until(
      async () => (await filed()) === 12,
      'the copies',
      () => String(last),
    );
    // Longer than the inboxes of connectors that have just sent something wait to be looked at.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    clearTimeout(watch);
    expect(proxy.connections.total).toBeGreaterThan(total);
    expect(most).toBe(2);
  });

  test('A2.24 A2.23 any process can answer for a mailbox: which one reads it, since when and what went wrong is told', async () => {
    const rig = await openRig({ url: await database.create() });
    const admin = { id: 'admin', shared: true };
    const told = () => getMailbox(rig.rig.deps, 'c1', admin);
    await rig.reading('inbox');
    await until(async () => (await rig.mailbox()).state === 'watching', 'watching');
    const before = await told();
    expect(before).toMatchObject({ failures: 0, process: expect.stringContaining(String(process.pid)) });
    expect(before.dueAt).toBeGreaterThan(Date.now());
    await rig.inbound.stop();
    expect(await told()).toMatchObject({ process: null, state: 'waiting' });
    rig.another();
    await until(async () => (await told()).process !== null, 'the next one');
  });

  test('A4.6 a server that takes no more connections is told as such and asked again later; sending goes on, and it is no bad password', async () => {
    const rig = await openRig({ url: await database.create(), pace: { pausesMs: [300] } });
    const { mail } = sharedServers();
    const held: Awaited<ReturnType<typeof mail.openImap>>[] = [];
    const hold = () => mail.openImap(rig.user).then((client) => held.push(client));
    // Until the server refuses the next one.
    while (await hold().then(Boolean, () => false));
    expect(held.length).toBeGreaterThan(10);
    await rig.reading('inbox');
    await until(async () => (await rig.mailbox()).state === 'failed', 'the refusal');
    expect((await rig.mailbox()).problem).toMatch(/connections/i);
    const id = await rig.rig.send({
      from: { address: rig.user },
      to: [{ address: mail.account().user }],
      sentCopy: 'never',
    } as never);
    await rig.rig.until(id, 'accepted');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(rig.problematic).toEqual([]);
    await deliver(rig, 1);
    await Promise.all(held.map((client) => client.logout()));
    expect(await rig.untilMessages(1)).toHaveLength(1);
    expect(await rig.mailbox()).toMatchObject({ state: 'watching', problem: '' });
  });

  test('A2.17 A4.7 the interval, the first day and on demand are settings of the mailbox, and its last reading is shown', async () => {
    const rig = await openRig({ url: await database.create() });
    const { deps } = rig.rig;
    const admin = { id: 'admin', shared: true };
    await rig.reading('inbox');
    await until(async () => (await rig.mailbox()).state === 'watching', 'watching');
    const dueIn = async () => Math.round(((await rig.mailbox()).due_at - Date.now()) / 60_000);
    expect(await dueIn()).toBe(10);
    await changeMailbox(deps, { id: 'c1', settings: { everyMinutes: 30 } }, admin);
    await until(async () => (await dueIn()) === 30, 'the next look in 30 minutes');
    const before = Date.now();
    expect((await syncNow(deps, 'c1', admin)).syncedAt).toBeLessThanOrEqual(before);
    await until(
      async () => ((await getMailbox(deps, 'c1', admin)).syncedAt ?? 0) >= before,
      'the reading that was asked for',
    );
    expect(await getMailbox(deps, 'c1', admin)).toMatchObject({ everyMinutes: 30, readFrom: null, firstDays: 31 });
  });

  test('A2.17 A4.8 the first reading goes back one month, and further when an earlier day is set; what is here is not read twice', async () => {
    const rig = await openRig({ url: await database.create(), start: false });
    const DAY_MS = 24 * 3_600_000;
    const client = await sharedServers().mail.openImap(rig.user);
    for (const days of [90, 40, 20, 1]) {
      await client.append('INBOX', letter(`${days} days old`), [], new Date(Date.now() - days * DAY_MS));
    }
    await client.logout();
    rig.inbound.start();
    await rig.reading('inbox');
    const first = await rig.untilMessages(2);
    expect(subjects(first)).toEqual(['1 days old', '20 days old']);
    const readFrom = new Date(Date.now() - 60 * DAY_MS).toISOString().slice(0, 10);
    const admin = { id: 'admin', shared: true };
    const changed = await changeMailbox(rig.rig.deps, { id: 'c1', settings: { readFrom } }, admin);
    expect(changed).toMatchObject({ readFrom });
    const second = await rig.untilMessages(3);
    expect(subjects(second)).toEqual(['1 days old', '20 days old', '40 days old']);
    expect(second.map(({ id }) => id)).toEqual(expect.arrayContaining(first.map(({ id }) => id)));
    await deliver(rig, 1);
    expect(subjects(await rig.untilMessages(4))).toContain('Letter 0');
  });

  test('A5.5 what is kept is marked as read in the mailbox where that is wanted, from then on, and nothing else is', async () => {
    const rig = await openRig({ url: await database.create() });
    const { mail } = sharedServers();
    await rig.rig.store.write(
      (tx) => tx.sql`
        INSERT INTO contact_address (contact_id, address_key, address, "primary", valid_from) VALUES
          ('k1', 'carla@contact.test', 'carla@contact.test', ${true}, 0)`,
    );
    const seen = async () => {
      const list = await mail.readMailbox(rig.user, 'INBOX');
      return list.map(({ flags }) => flags.includes('\\Seen'));
    };
    await rig.reading('relevant');
    await mail.deliverByLmtp(rig.user, letter('before it was wanted'));
    await rig.untilMessages(1);
    await rig.reading('relevant', { markAsRead: true });
    await until(async () => (await rig.mailbox()).state === 'watching', 'watching');
    await mail.deliverByLmtp(rig.user, letter('stranger').replaceAll('carla@', 'stranger@'));
    await mail.deliverByLmtp(rig.user, letter('Undelivered').replace('carla@', 'mailer-daemon@'));
    await mail.deliverByLmtp(rig.user, letter('kept'));
    await until(async () => (await seen()).at(-1) === true, 'the mark');
    expect(await seen()).toEqual([false, false, false, true]);
    // As a process leaves it that is killed between storing and marking.
    await rig.inbound.stop();
    await rig.rig.store.write((tx) => tx.sql`UPDATE mailbox SET marked_uid = 3, lease_token = NULL, due_at = 0`);
    const client = await mail.openImap(rig.user);
    await client.mailboxOpen('INBOX');
    await client.messageFlagsRemove('4', ['\\Seen'], { uid: true });
    await client.logout();
    rig.another();
    await until(async () => (await seen()).at(-1) === true, 'the mark of the one before');
    expect(await seen()).toEqual([false, false, false, true]);
  });

  test('A4.11 A2.25 R32 when UIDs count anew nothing is stored twice and nothing is missed; what is deleted in the mailbox stays here', async () => {
    const rig = await openRig({ url: await database.create() });
    await rig.reading('inbox');
    await deliver(rig, 4);
    const before = await rig.untilMessages(4);
    const client = await sharedServers().mail.openImap(rig.user);
    await client.mailboxOpen('INBOX');
    await client.messageDelete('1', { uid: true });
    await client.logout();
    await rig.rig.store.write(async (tx) => {
      await tx.sql`UPDATE inbound_message SET uid_validity = '1', uid = uid + 1000`;
      await tx.sql`UPDATE mailbox SET uid_validity = '1', due_at = 0`;
    });
    await deliver(rig, 1, 4);
    const after = await rig.untilMessages(5);
    expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
    expect(after.map(({ uid }) => uid)).toEqual([2, 3, 4, 5, 1001]);
  });

  test('R34 what cannot be read is set aside with the reason, and the next good one is read', async () => {
    const rig = await openRig({ url: await database.create(), pace: { mostBytes: 8_000_000 }, readMs: 5_000 });
    const { mail } = sharedServers();
    await rig.reading('inbox');
    const nested = Array.from({ length: 5_000 }, (_, n) => {
      return `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`;
    }).join('');
    await mail.deliverByLmtp(
      rig.user,
      `From: a@b.test\r\nMIME-Version: 1.0\r\n${nested}Content-Type: text/plain\r\n\r\nx\r\n`,
    );
    await mail.deliverByLmtp(
      rig.user,
      letter('long header', [`X-Long:${` ${'x'.repeat(900)}\r\n`.repeat(2_000)} end`]),
    );
    await mail.deliverByLmtp(rig.user, letter('charset', ['Content-Type: text/plain; charset=no-such-thing']));
    await mail.deliverByLmtp(rig.user, letter('the good one'));
    const seen = await rig.untilMessages(4);
    expect(seen.map(({ state }) => state)).toEqual(['quarantined', 'quarantined', 'read', 'read']);
    expect(seen[0]?.problem).toMatch(/cannot be read/);
    expect(subjects(seen.slice(2))).toEqual(['charset', 'the good one']);
  });

  test('R6 a connection that breaks is made anew, and what came meanwhile is there; a folder that is gone is told', async () => {
    const proxy = await startFaultProxy({ target: { port: sharedServers().mail.ports.imap } });
    open.push({ close: () => proxy.stop() });
    let folder = 'INBOX';
    const imap = (user: string): ImapEndpoint => ({ ...imapOf(user, proxy.port), folders: { inbox: folder } });
    const rig = await openRig({ url: await database.create(), imap });
    await rig.reading('inbox');
    await deliver(rig, 1);
    await rig.untilMessages(1);
    await proxy.refuse();
    await until(async () => (await rig.mailbox()).state === 'failed', 'failed');
    await deliver(rig, 1, 1);
    await proxy.accept();
    expect(subjects(await rig.untilMessages(2))).toEqual(['Letter 0', 'Letter 1']);
    folder = 'Gone';
    rig.rig.accounts.set('c1', { ...rig.account, imap: imap(rig.user) });
    await until(async () => (await rig.mailbox()).state === 'failed', 'failed');
    expect((await rig.mailbox()).problem).not.toBe('');
    folder = 'INBOX';
    rig.rig.accounts.set('c1', { ...rig.account, imap: imap(rig.user) });
    await until(async () => (await rig.mailbox()).state === 'watching', 'watching');
  });

  test('a mailbox in which nothing happens for long is watched all the same: it does not fail, and what comes then is seen', async () => {
    const rig = await openRig({ url: await database.create(), pace: { silenceMs: 1_000 } });
    await rig.reading('inbox');
    await until(async () => (await rig.mailbox()).state === 'watching', 'watching');
    const states = new Set<string>();
    for (const end = Date.now() + 5_000; Date.now() < end; ) {
      states.add((await rig.mailbox()).state);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect([...states]).toEqual(['watching']);
    const before = Date.now();
    await deliver(rig, 1);
    await rig.untilMessages(1);
    expect(Date.now() - before).toBeLessThan(2_500);
  });

  test('the mailbox of a connector that is gone is not read any more, and what was read of it stays', async () => {
    const rig = await openRig({ url: await database.create() });
    await rig.reading('inbox');
    await deliver(rig, 2);
    await rig.untilMessages(2);
    await rig.rig.store.write((tx) => tx.sql`DELETE FROM connector WHERE id = ${rig.account.connectorId}`);
    const left = async () => (await rig.rig.store.read.sql<unknown[]>`SELECT 1 FROM mailbox`).length;
    await until(async () => (await left()) === 0, 'no mailbox');
    expect(await rig.messages()).toHaveLength(2);
  });

  test('A2.19 A2.24 two processes: one owner for a mailbox; the other one takes over when it stops, or when the lease of a dead one ends', async () => {
    const rig = await openRig({ url: await database.create() });
    await rig.reading('inbox');
    await until(async () => (await rig.mailbox()).lease_token !== null, 'an owner');
    rig.another();
    await deliver(rig, 6);
    expect(await rig.untilMessages(6)).toHaveLength(6);
    await rig.inbound.stop();
    await deliver(rig, 2, 6);
    expect(await rig.untilMessages(8)).toHaveLength(8);
    // As a process leaves it that was killed: nobody gives this lease back.
    const leaseUntil = Date.now() + 1_000;
    await rig.rig.store.write(
      (tx) =>
        tx.sql`UPDATE mailbox SET lease_token = 'dead', lease_until = ${leaseUntil}, due_at = ${Date.now() + 600_000}`,
    );
    await deliver(rig, 1, 8);
    expect(await rig.untilMessages(9)).toHaveLength(9);
    expect(Date.now()).toBeGreaterThanOrEqual(leaseUntil);
  });

  test('A2.19 a refused password is told as the connector’s trouble after three tries', async () => {
    const imap = (user: string): ImapEndpoint => ({
      ...imapOf(user),
      auth: { kind: 'password', user, password: 'wrong' },
    });
    const rig = await openRig({ url: await database.create(), imap });
    await rig.reading('inbox');
    await until(async () => rig.problematic.length > 0, 'the trouble');
    expect(await rig.mailbox()).toMatchObject({ state: 'failed', problem: expect.stringMatching(/sign-in|password/i) });
  });
});
