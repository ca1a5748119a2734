import { afterEach, expect, test } from 'vitest';
import {
  listConversations,
  readConversation,
  searchConversations,
} from '../../../src/inbound/conversations/conversations.ts';
import { type InboundRig, openInboundRig } from '../../support/inbound-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

interface Letter {
  subject: string;
  id?: string;
  inReplyTo?: string;
  references?: string;
  from?: string;
}

async function openRig(url: string): Promise<InboundRig> {
  const rig = await openInboundRig({ url });
  open.push(rig);
  await rig.reading('inbox');
  return rig;
}

async function deliver(rig: InboundRig, { subject, id, inReplyTo, references, from = 'carla@contact.test' }: Letter) {
  const lines = [
    `From: Carla Contact <${from}>`,
    `To: ${rig.user}`,
    `Subject: ${subject}`,
    ...(id === undefined ? [] : [`Message-ID: ${id}`]),
    ...(inReplyTo === undefined ? [] : [`In-Reply-To: ${inReplyTo}`]),
    ...(references === undefined ? [] : [`References: ${references}`]),
    ...['', `About ${subject}.`, ''],
  ];
  await sharedServers().mail.deliverByLmtp(rig.user, lines.join('\r\n'));
}

forEachDatabase((database) => {
  const listOf = async ({ rig, account }: InboundRig, limit = 50, before?: { lastAt: number; id: string }) =>
    listConversations(rig.store, { mailboxId: account.connectorId, before, limit });

  test('messages that answer each other are one conversation, in whatever order they come; a like subject alone joins nothing', async () => {
    const rig = await openRig(await database.create());
    await deliver(rig, { subject: 'Re: Roof', id: '<b@x.test>', inReplyTo: '<a@x.test>' });
    await rig.untilMessages(1);
    await deliver(rig, { subject: 'Roof', id: '<other@x.test>' });
    await rig.untilMessages(2);
    await deliver(rig, { subject: 'Roof', id: '<a@x.test>' });
    await rig.untilMessages(3);
    await deliver(rig, { subject: 'Re: Re: Roof', id: '<c@x.test>', references: '<a@x.test> <b@x.test>' });
    await rig.untilMessages(4);
    await deliver(rig, { subject: 'No id at all' });
    await deliver(rig, { subject: 'No id either' });
    await rig.untilMessages(6);
    const lines = (await listOf(rig)).map(({ subject, messages }) => [subject, messages]);
    expect(lines.sort()).toEqual([
      ['No id at all', 1],
      ['No id either', 1],
      ['Re: Re: Roof', 3],
      ['Roof', 1],
    ]);
    const roof = (await listOf(rig)).find(({ messages }) => messages === 3);
    const read = await readConversation(rig.rig.store, { mailboxId: rig.account.connectorId, id: roof?.id ?? '' });
    expect(read.messages.map(({ subject }) => subject)).toEqual(['Re: Roof', 'Roof', 'Re: Re: Roof']);
    expect(read.messages[0]).toMatchObject({
      from: [{ name: 'Carla Contact', address: 'carla@contact.test' }],
      to: [{ address: rig.user }],
    });
  });

  test('two conversations that a later message connects become one, with the count of both', async () => {
    const rig = await openRig(await database.create());
    await deliver(rig, { subject: 'Heating', id: '<h@x.test>' });
    await deliver(rig, { subject: 'Water', id: '<w@x.test>' });
    await rig.untilMessages(2);
    expect(await listOf(rig)).toHaveLength(2);
    await deliver(rig, { subject: 'Both', id: '<both@x.test>', references: '<h@x.test> <w@x.test>' });
    await rig.untilMessages(3);
    expect(await listOf(rig)).toMatchObject([{ subject: 'Both', messages: 3 }]);
    await deliver(rig, { subject: 'Re: Water', inReplyTo: '<w@x.test>' });
    await rig.untilMessages(4);
    expect(await listOf(rig)).toMatchObject([{ subject: 'Re: Water', messages: 4 }]);
  });

  test('an answer to an e-mail of ours stands with it', async () => {
    const rig = await openRig(await database.create());
    const id = await rig.rig.send({ to: [{ address: rig.user }], subject: 'Your contract' });
    await rig.untilMessages(1);
    const sent = await rig.rig.store.read.sql<
      { message_id: string }[]
    >`SELECT message_id FROM message WHERE id = ${id}`;
    await deliver(rig, { subject: 'Re: Your contract', id: '<r@x.test>', inReplyTo: sent[0]?.message_id ?? '' });
    await rig.untilMessages(2);
    const [line] = await listOf(rig);
    expect(line).toMatchObject({ subject: 'Re: Your contract', messages: 2 });
    const read = await readConversation(rig.rig.store, { mailboxId: rig.account.connectorId, id: line?.id ?? '' });
    expect(read.sent).toMatchObject([{ outboxId: id, subject: 'Your contract' }]);
    expect(read.messages.at(-1)).toMatchObject({ outboxId: id });
  });

  test('is found by words of subject, people and files, in any case; a percent sign is one; pages have no gaps', async () => {
    const rig = await openRig(await database.create());
    await deliver(rig, { subject: 'Straße 100% fertig', from: 'erika@Contact.test' });
    for (let n = 0; n < 6; n += 1) await deliver(rig, { subject: `Letter number-${n}` });
    await rig.untilMessages(7);
    const find = async (search: string) => {
      const of = { mailboxId: rig.account.connectorId, search, limit: 50 };
      return (await searchConversations(rig.rig.store, of)).map(({ subject }) => subject).sort();
    };
    expect(await find('STRASSE')).toEqual([]);
    expect(await find('straße ERIKA')).toEqual(['Straße 100% fertig']);
    expect(await find('100%')).toEqual(['Straße 100% fertig']);
    expect(await find('0_%')).toEqual([]);
    expect(await find('letter number-3')).toEqual(['Letter number-3']);
    expect(await find('carla')).toHaveLength(7);
    expect(await find('  ')).toEqual([]);
    const seen: string[] = [];
    let before: { lastAt: number; id: string } | undefined;
    for (let page = await listOf(rig, 3); page.length > 0; page = await listOf(rig, 3, before)) {
      seen.push(...page.map(({ id }) => id));
      before = page.at(-1);
    }
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });
});
