import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** Recipients who are chosen by name: users, groups, partners and contacts. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let connector = '';
  const people: Record<string, string> = {};
  let group = '';
  let partner = '';
  const inbox = { ada: mail.account().user, bo: mail.account().user, partner: mail.account().user };
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    const settings = emailSettings(mail.account());
    connector = (await app.call('POST', '/connectors', { type: 'email', displayName: 'Office', settings })).id;
    const report = await app.call('POST', `/connectors/${connector}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    for (const [name, email] of [
      ['Ada', inbox.ada],
      ['Bo', inbox.bo],
      ['Cy', undefined],
    ]) {
      const body = { name, roles: ['user'], ...(email === undefined ? {} : { email }) };
      people[String(name)] = (await app.call('POST', '/users', body)).user.id;
    }
    group = (await app.call('POST', '/groups', { name: 'Team', members: Object.values(people) })).id;
    const contact = { name: 'Brickworks', kind: 'partner', addresses: [inbox.partner, 'second@dyn.test'] };
    partner = (await app.call('POST', '/contacts', contact)).id;
  });
  afterAll(() => app.close());

  const ruleOf = (event: string, params: object) => ({
    name: event,
    trigger: { kind: 'workflow', event },
    actions: [{ action: 'send-email', params: { connector, subject: 'Hello', text: 'x', ...params } }],
  });
  let count = 0;
  const save = (params: object) => {
    count += 1;
    return app.request('POST', '/rules', ruleOf(`named-${count}`, params));
  };
  const fire = async (params: object, facts: object = {}) => {
    const { status, body } = await save(params);
    expect(status, JSON.stringify(body)).toBe(201);
    const { rules } = await app.call('POST', '/events', { type: `named-${count}`, facts });
    return app.call('GET', `/outbox/${rules[0].mails[0].id}`);
  };
  const check = async (params: object) => (await app.call('POST', '/rules/check', ruleOf('check', params))).findings;
  const addresses = (entry: { recipients: { kind: string; address: string }[] }) =>
    entry.recipients.map(({ kind, address }) => `${kind} ${address}`);

  test('A1.39 A1.40 A1.41 users, groups and partners get the mail at their addresses, each person once', async () => {
    const entry = await fire({
      to: [{ user: people['Bo'] }, { group }, 'typed@dyn.test'],
      cc: [{ partner }],
    });
    expect(addresses(entry)).toEqual([`to ${inbox.bo}`, `to ${inbox.ada}`, 'to typed@dyn.test', `cc ${inbox.partner}`]);
    expect(entry.recipients[0]).toMatchObject({ name: 'Bo' });
    const [arrived] = await mail.waitForMail(inbox.partner);
    expect(arrived?.header('Cc')).toContain('Brickworks');
  });

  test('A1.39 a field for people holds a user, or several, or addresses', async () => {
    const facts = { owner: people['Ada'], reviewers: [people['Bo'], 'extern@dyn.test'] };
    const entry = await fire({ to: [{ field: 'owner' }], cc: [{ field: 'reviewers' }] }, facts);
    expect(addresses(entry)).toEqual([`to ${inbox.ada}`, `cc ${inbox.bo}`, 'cc extern@dyn.test']);
  });

  test('a group counts as it is when the event comes', async () => {
    const late = (await app.call('POST', '/groups', { name: 'Late', members: [people['Ada']] })).id;
    await save({ to: [{ group: late }] });
    await app.call('PUT', `/groups/${late}`, { name: 'Late', members: [people['Bo']] });
    const { rules } = await app.call('POST', '/events', { type: `named-${count}`, facts: {} });
    expect(addresses(await app.call('GET', `/outbox/${rules[0].mails[0].id}`))).toEqual([`to ${inbox.bo}`]);
  });

  test('one mail for each recipient is one for each person of a group', async () => {
    await save({ to: [{ group }], perRecipient: true });
    const { rules } = await app.call('POST', '/events', { type: `named-${count}`, facts: {} });
    expect(rules[0].mails).toHaveLength(2);
  });

  test('who has no address is told when the rule is saved; where nobody has one, the mail is held and says so', async () => {
    expect(await check({ to: [{ group }] })).toMatchObject([
      { level: 'warning', path: '/actions/0/params/to/0', message: expect.stringContaining('Cy') },
    ]);
    const held = await fire({ to: [{ user: people['Cy'] }] });
    expect(held.delivery).toMatchObject({ state: 'held', detail: 'To 1: Cy has no e-mail address.' });
  });

  test('who is not there is refused when the rule is saved; who is gone or disabled later holds the mail', async () => {
    for (const to of [{ user: 'nobody' }, { group: 'none' }, { partner: 'constructor' }]) {
      const { status, body } = await save({ to: [to] });
      expect(status).toBe(422);
      expect(body.errors).toMatchObject([
        { path: '/actions/0/params/to/0', message: expect.stringContaining('no such') },
      ]);
    }
    const gone = (await app.call('POST', '/users', { name: 'Gone', roles: ['user'], email: 'gone@dyn.test' })).user.id;
    await save({ to: [{ user: gone }] });
    const event = `named-${count}`;
    await app.call('DELETE', `/users/${gone}`);
    const { rules } = await app.call('POST', '/events', { type: event, facts: {} });
    expect(rules[0].mails).toMatchObject([{ state: 'held' }]);
  });

  test('a group or a partner that a rule names is not deleted, and the rule is named', async () => {
    await save({ to: [{ group }], cc: [{ partner }] });
    for (const path of [`/groups/${group}`, `/contacts/${partner}`]) {
      const { status, body } = await app.request('DELETE', path);
      expect(status).toBe(409);
      expect(body.detail).toContain(`the rule "named-${count}"`);
    }
  });

  test('an entry is one of these and nothing else', async () => {
    const both = await save({ to: [{ user: people['Ada'], group }] });
    expect(both.status).toBe(422);
    expect((await save({ to: [{ user: '' }] })).status).toBe(422);
    expect((await save({ to: [{ field: 'x', user: people['Ada'] }] })).status).toBe(422);
  });

  test('recipients are found by a part of their names; addresses of users are not told', async () => {
    const found = await app.call('GET', '/rules/recipients?search=A');
    expect(found.users).toContainEqual({ id: people['Ada'], name: 'Ada', hasAddress: true });
    expect(JSON.stringify(found.users)).not.toContain('@');
    expect((await app.call('GET', '/rules/recipients?search=tea')).groups).toEqual([
      { id: group, name: 'Team', size: 3 },
    ]);
    expect((await app.call('GET', '/rules/recipients?search=BRICK')).partners).toMatchObject([
      { id: partner, name: 'Brickworks', kind: 'partner', address: inbox.partner },
    ]);
    const byIds = await app.call('GET', `/rules/recipients?ids=${group},${people['Bo']},none,${partner}`);
    expect(byIds).toMatchObject({
      users: [{ name: 'Bo' }],
      groups: [{ name: 'Team' }],
      partners: [{ name: 'Brickworks' }],
    });
    expect(await app.call('GET', '/rules/recipients?search=%25')).toEqual({ users: [], groups: [], partners: [] });
  });
});
