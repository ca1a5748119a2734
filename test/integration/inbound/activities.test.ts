import { afterEach, expect, test } from 'vitest';
import { type Activity, type ActivitySubject, listActivities } from '../../../src/contacts/activities.ts';
import { changeContact, createContact, deleteContact } from '../../../src/contacts/contacts.ts';
import type { Caller, Role } from '../../../src/http/route.ts';
import { systemClock } from '../../../src/sdk/index.ts';
import { type InboundRig, openInboundRig, until } from '../../support/inbound-rig.ts';
import { connector, rulesRig } from '../../support/rules-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const open: InboundRig[] = [];
const by = { name: 'Dora', seen: undefined };
const person = (id: string, ...roles: Role[]): Caller => ({ id, name: id, roles });
const admin = person('admin', 'administrator');

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

forEachDatabase((database) => {
  async function openRig(): Promise<InboundRig> {
    const rig = await openInboundRig({ url: await database.create() });
    open.push(rig);
    await rig.reading('relevant');
    await until(async () => (await rig.mailbox()).state === 'watching', 'watching');
    return rig;
  }

  const list = async (
    rig: InboundRig,
    subject: ActivitySubject,
    { caller = admin, after, limit = 50 }: { caller?: Caller; after?: string; limit?: number } = {},
  ) => {
    const mayReadMailbox = async () => caller.name !== 'left out';
    return listActivities({ store: rig.rig.store, mayReadMailbox }, subject, { caller, after, limit });
  };
  const titles = (items: Activity[]) => items.map(({ direction, subject }) => `${direction} ${subject}`);
  const write = (rig: InboundRig, from: string, subject: string, headers: string[] = []) =>
    sharedServers().mail.deliverByLmtp(
      rig.user,
      [`From: Somebody <${from}>`, `To: ${rig.user}`, `Subject: ${subject}`, ...headers, '', 'Hello.', ''].join('\r\n'),
    );
  /** INTERNALDATE knows whole seconds only: what is recorded within one is recorded after what came in it. */
  const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100));
  const add = async (rig: InboundRig, name: string, ...addresses: string[]) => {
    const { id } = await createContact(rig.rig.deps, { name, addresses }, by);
    await nextSecond();
    return id;
  };

  test('A4.9 A4.10 A4.12 a contact has the e-mails to and from its primary address, those in copy too, and keeps them when the address changes', async () => {
    const rig = await openRig();
    const { user } = sharedServers().mail.account();
    const carla = await add(rig, 'Carla', 'Carla@contact.test', 'private@contact.test');
    const paul = await add(rig, 'Paul', user);
    await write(rig, 'carla@contact.test', 'A question', [`Cc: Paul <${user}>`]);
    await write(rig, 'private@contact.test', 'From the additional address');
    await write(rig, 'carla@contact.test', 'A second one');
    await rig.untilMessages(2);
    const id = await rig.rig.send({ subject: 'An offer', from: { address: rig.user }, to: [{ address: user }] });
    await rig.rig.until(id, 'accepted');
    expect(titles((await list(rig, { contact: carla })).items)).toEqual([
      'received A second one',
      'received A question',
    ]);
    const ofPaul = (await list(rig, { contact: paul })).items;
    expect(titles(ofPaul)).toEqual(['sent An offer', 'received A question']);
    expect(ofPaul).toMatchObject([
      { outboxId: id, state: 'accepted', to: [{ address: user }], mailbox: null, instance: null },
      {
        outboxId: null,
        kind: 'mail',
        mailbox: { id: 'c1' },
        from: [{ name: 'Somebody', address: 'carla@contact.test' }],
      },
    ]);
    await changeContact(rig.rig.deps, paul, { name: 'Paul', addresses: ['new@contact.test', user] }, by);
    await changeContact(rig.rig.deps, carla, { name: 'Carla', addresses: ['c2@contact.test'] }, by);
    await nextSecond();
    const later = await rig.rig.send({ subject: 'Later', from: { address: rig.user }, to: [{ address: user }] });
    await rig.rig.until(later, 'accepted');
    await write(rig, 'carla@contact.test', 'From the old address');
    await write(rig, 'c2@contact.test', 'From the new one');
    await until(async () => (await rig.mailbox()).last_uid === 5, 'all');
    await rig.untilMessages(3);
    expect(titles((await list(rig, { contact: paul })).items)).toEqual(['sent An offer', 'received A question']);
    expect(titles((await list(rig, { contact: carla })).items)).toEqual([
      'received From the new one',
      'received A second one',
      'received A question',
    ]);
    await deleteContact(rig.rig.deps, carla, by);
    const left = await rig.rig.store.read.sql<unknown[]>`SELECT 1 FROM inbound_contact WHERE contact_id = ${carla}`;
    expect(left).toEqual([]);
    expect(await rig.messages()).toHaveLength(3);
  });

  test('A4.11 what is deleted in the mailbox stays an activity; what came before the address was recorded is none', async () => {
    const rig = await openRig();
    await write(rig, 'carla@contact.test', 'Too early');
    await nextSecond();
    const carla = await add(rig, 'Carla', 'carla@contact.test');
    await write(rig, 'carla@contact.test', 'In time');
    await rig.untilMessages(1);
    const client = await sharedServers().mail.openImap(rig.user);
    await client.mailboxOpen('INBOX');
    await client.messageDelete('1:*', { uid: true });
    await client.logout();
    await until(async () => (await sharedServers().mail.readMailbox(rig.user, 'INBOX')).length === 0, 'an empty inbox');
    await rig.rig.store.write((tx) => tx.sql`UPDATE mailbox SET due_at = 0`);
    await nextSecond();
    expect(titles((await list(rig, { contact: carla })).items)).toEqual(['received In time']);
  });

  test('A4.15 e-mails of a mailbox are seen by its owner or who looks after it, sent ones by readers of the outbox', async () => {
    const rig = await openRig();
    const { store } = rig.rig;
    const { user } = sharedServers().mail.account();
    const carla = await add(rig, 'Carla', user);
    await write(rig, user, 'A question');
    const open = await rig.rig.send({ subject: 'Open', from: { address: rig.user }, to: [{ address: user }] });
    const secret = await rig.rig.send({ subject: 'Secret', from: { address: rig.user }, to: [{ address: user }] });
    await store.write((tx) => tx.sql`UPDATE message SET confidential = ${true} WHERE id = ${secret}`);
    await rig.rig.until(open, 'accepted');
    await rig.untilMessages(1);
    const seen = async (caller: Caller) => titles((await list(rig, { contact: carla }, { caller })).items).sort();
    expect(await seen(admin)).toEqual(['received A question', 'sent Open', 'sent Secret']);
    expect(await seen({ ...admin, name: 'left out' })).toEqual(['sent Open', 'sent Secret']);
    expect(await seen(person('o', 'payroll_operator'))).toEqual(['sent Open', 'sent Secret']);
    expect(await seen(person('d', 'designer'))).toEqual(['sent ', 'sent Open']);
    expect(await seen(person('u', 'user'))).toEqual([]);
    await store.write((tx) => tx.sql`UPDATE connector SET owner_id = 'u'`);
    expect(await seen(person('u', 'user'))).toEqual(['received A question', 'sent ', 'sent Open']);
    expect(await seen(admin)).toEqual([]);
  });

  test('A2.34 an e-mail of an instance is connected to it and to its contact, and so is the answer', async () => {
    const rig = await openRig();
    const { store, outbox } = rig.rig;
    const { user } = sharedServers().mail.account();
    const carla = await add(rig, 'Carla', user);
    const rules = await rulesRig(store, { outbox, clock: systemClock });
    rules.connectors.set('c1', connector('c1', { from: { address: rig.user } }));
    const schema = { type: 'object', properties: { email: { type: 'string' } } };
    const form = (await rules.call('POST', 'forms', { name: 'Leave', schema, numberPrefix: 'LR-' })).body.id;
    const params = { connector: 'c1', to: [{ field: 'email' }], subject: 'Your leave', text: 'x', saveToSent: 'never' };
    for (const event of ['submit', 'save']) {
      const trigger = { kind: 'form', form, event };
      const body = { name: event, trigger, actions: [{ action: 'send-email', params }] };
      expect((await rules.call('POST', 'rules', body)).status).toBe(201);
    }
    const facts = { email: user };
    const made = (await rules.call('POST', `forms/${form}/instances`, { facts })).body as unknown as {
      instance: { id: string };
    };
    const { id } = made.instance;
    await rules.call('POST', `forms/${form}/instances`, { facts });
    await rules.call('PUT', `forms/${form}/instances/${id}`, { values: facts });
    outbox.wake();
    const sent = (await list(rig, { instance: id })).items;
    expect(titles(sent)).toEqual(['sent Your leave', 'sent Your leave']);
    const instance = { id, form, formName: 'Leave', number: 'LR-1' };
    expect(sent.map((one) => one.instance)).toEqual([instance, instance]);
    await rig.rig.until(sent[0]?.id ?? '', 'accepted');
    const [row] = await store.read.sql<{ message_id: string }[]>`
      SELECT message_id FROM message WHERE id = ${sent[0]?.id ?? ''}`;
    await write(rig, user, 'Re: Your leave', [`In-Reply-To: ${row?.message_id}`]);
    await rig.untilMessages(1);
    const [answer] = (await list(rig, { instance: id })).items.filter(({ direction }) => direction === 'received');
    expect(answer).toMatchObject({ subject: 'Re: Your leave', instance });
    expect(titles((await list(rig, { contact: carla })).items)).toHaveLength(4);
    expect((await list(rig, { instance: id }, { caller: person('u', 'user') })).items).toEqual([]);
  });

  test('activities are paged without a gap and without one twice, also where many are of one moment', async () => {
    const rig = await openRig();
    const { store } = rig.rig;
    const carla = await add(rig, 'Carla', 'carla@contact.test');
    for (let n = 0; n < 7; n += 1) await write(rig, 'carla@contact.test', `Letter ${n}`);
    await rig.untilMessages(7);
    await store.write((tx) => tx.sql`UPDATE inbound_contact SET received_at = 5`);
    await store.write((tx) => tx.sql`UPDATE inbound_message SET received_at = 5`);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await list(rig, { contact: carla }, { limit: 3, ...(after === undefined ? {} : { after }) });
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map(({ subject }) => subject));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen.sort()).toEqual(Array.from({ length: 7 }, (_, n) => `Letter ${n}`));
    await expect(list(rig, { contact: carla }, { after: 'none' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
