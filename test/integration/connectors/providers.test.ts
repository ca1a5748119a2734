import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectorDefinition } from '../../../connectors/connector-definition.gen.ts';
import { createConnectorSlice } from '../../../connectors/connector-slice.ts';
import type { RouteCall } from '../../../src/http/dispatch.ts';
import { systemClock } from '../../../src/sdk/index.ts';
import { type ConnectorRig, emailDefinition, NO_DNS, openConnectorRig } from '../../support/connector-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';
import { testEgress } from '../../support/test-egress.ts';
import { callerWith } from '../../support/test-server.ts';

const HOSTS = { imap: { host: 'imap.acme.test' }, smtp: { host: 'smtp.acme.test' } };

forEachDatabase((database) => {
  let rig: ConnectorRig;
  let url: string;
  beforeEach(async () => {
    url = await database.create();
    rig = await openConnectorRig(url);
  });
  afterEach(() => rig.close());

  const add = async (definition: object = HOSTS) => (await rig.call('POST', '/providers', definition)).body;
  const put = (id: string, body: object, headers: Record<string, string> = {}) =>
    rig.call('PUT', `/providers/${id}`, body, { headers });
  const lookup = async (address: string) =>
    (await rig.call('GET', '/providers/lookup', undefined, { query: { address } })).body;
  const connectorOf = (provider: string, displayName = 'Payroll'): ConnectorDefinition => ({
    type: 'email',
    displayName,
    provider,
    settings: {},
  });
  const asRole = (role: Parameters<typeof callerWith>[0]): Partial<RouteCall> => ({ caller: callerWith(role) });

  describe('adding a provider', () => {
    it('A2.1 is done once by an administrator, and everybody who sets up data sources picks it', async () => {
      const { id } = await add({ ...HOSTS, label: 'Acme Mail' });
      const { body } = await rig.call('GET', '/providers', undefined, asRole('manage_data_sources'));
      expect(body.providers).toContainEqual(expect.objectContaining({ id, label: 'Acme Mail', origin: 'own' }));
      const connector = await rig.call('POST', '/connectors', connectorOf(id), asRole('manage_data_sources'));
      expect(connector.body).toMatchObject({ provider: id });
    });

    it('A2.2 needs the role Administrator; the same to change, reset and delete', async () => {
      const { id } = await add();
      const calls: [RouteCall['method'], string, object?][] = [
        ['POST', '/providers', HOSTS],
        ['PUT', `/providers/${id}`, HOSTS],
        ['POST', '/providers/gmail/reset'],
        ['DELETE', `/providers/${id}`],
      ];
      for (const [method, path, body] of calls) {
        const refused = rig.call(method, path, body, asRole('manage_data_sources'));
        await expect(refused, `${method} ${path}`).rejects.toMatchObject({ code: 'FORBIDDEN' });
      }
      expect((await rig.call('GET', `/providers/${id}`)).body.version).toBe(1);
    });

    it('A2.6 A2.7 the two hosts are required; ports, security, login, sign-in and the rest are filled in', async () => {
      const body = await add({ ...HOSTS, serviceType: 'imap', domains: ['acme.test'] });
      expect(body).toMatchObject({
        ...{ id: 'acme.test', label: 'acme.test', origin: 'own', version: 1, modifiedBy: 'Caller' },
        imap: { host: 'imap.acme.test', port: 993, security: 'implicit', login: 'address' },
        smtp: { host: 'smtp.acme.test', port: 587, security: 'starttls', login: 'address' },
        ...{ auth: ['password'], sentCopy: 'detect', receive: true, send: true },
      });
      await expect(add({ imap: HOSTS.imap })).rejects.toMatchObject({
        details: { fields: [{ path: '/smtp', message: expect.any(String) }] },
      });
      await expect(add({ smtp: HOSTS.smtp })).rejects.toMatchObject({
        details: { fields: [{ path: '/imap/host', message: expect.stringContaining('IMAP server') }] },
      });
      expect(await add({ smtp: HOSTS.smtp, receive: false })).toMatchObject({ id: 'smtp.acme.test', receive: false });
    });

    it('A2.6 another service type than IMAP is refused', async () => {
      await expect(add({ ...HOSTS, serviceType: 'exchange' })).rejects.toMatchObject({ code: 'VALIDATION' });
    });

    it.each([
      ['imap', { port: 143 }, { port: 143, security: 'starttls' }],
      ['imap', { port: 993 }, { port: 993, security: 'implicit' }],
      ['imap', { security: 'starttls' }, { port: 143, security: 'starttls' }],
      ['imap', { security: 'none' }, { port: 143, security: 'none' }],
      ['smtp', { port: 587 }, { port: 587, security: 'starttls' }],
      ['smtp', { port: 465 }, { port: 465, security: 'implicit' }],
      ['smtp', { security: 'implicit' }, { port: 465, security: 'implicit' }],
      ['smtp', { security: 'none' }, { port: 587, security: 'none' }],
    ] as const)('A2.8 A2.9 %s with %o becomes %o: the one goes with the other', async (part, written, complete) => {
      const body = await add({ ...HOSTS, [part]: { ...HOSTS[part], ...written } });
      expect(body[part]).toMatchObject(complete);
    });

    it.each(['address', 'local_part', 'typed'])('A2.10 the login format can be %s', async (login) => {
      const body = await add({ ...HOSTS, imap: { ...HOSTS.imap, login } });
      expect((await lookupOf(body.id)).imap.login).toBe(login);
    });

    it('A2.11 people sign in with a password or by OAuth 2.0', async () => {
      expect(await add({ ...HOSTS, auth: ['oauth2'] })).toMatchObject({ auth: ['oauth2'] });
      await expect(add({ ...HOSTS, auth: [] })).rejects.toMatchObject({ code: 'VALIDATION' });
    });

    it('has an id that stays: made from the label, told apart by a number, or chosen', async () => {
      const ids = [];
      for (let n = 0; n < 3; n += 1) ids.push((await add({ ...HOSTS, label: 'Bücher & Söhne' })).id);
      expect(ids).toEqual(['bucher-sohne', 'bucher-sohne-2', 'bucher-sohne-3']);
      expect((await put('bucher-sohne', { ...HOSTS, label: 'Other' })).body).toMatchObject({ id: ids[0], version: 2 });
      await expect(put('bucher-sohne', { ...HOSTS, id: 'other' })).rejects.toMatchObject({ code: 'VALIDATION' });
      await expect(add({ ...HOSTS, id: 'gmail' })).rejects.toMatchObject({ code: 'CONFLICT' });
    });
  });

  describe('recognition by domain', () => {
    it('A2.4 an address of its domain is recognised, whatever the case and in other letters', async () => {
      const { id } = await add({ ...HOSTS, domains: ['Acme.Test', '@bücher.test', '*.acme.test'] });
      for (const address of ['anna@acme.TEST', 'anna@bücher.test', 'anna@mail.acme.test']) {
        expect(await lookup(address)).toMatchObject({ foundBy: 'domain', provider: { id } });
      }
    });

    it('A2.4 a whole domain says more than the pattern of another provider', async () => {
      const { id } = await add({ ...HOSTS, domains: ['yahoo.de'] });
      expect((await lookup('anna@yahoo.de')).provider.id).toBe(id);
      expect((await lookup('anna@yahoo.fr')).provider.id).toBe('yahoo');
    });

    it('A2.5 an unknown domain is known after its provider was added', async () => {
      expect(await lookup('anna@acme.test')).toMatchObject({ foundBy: 'nothing' });
      await add({ ...HOSTS, domains: ['acme.test'] });
      expect(await lookup('anna@acme.test')).toMatchObject({ foundBy: 'domain' });
    });

    it('no two providers have the same domain; the answer names the other one', async () => {
      await expect(add({ ...HOSTS, domains: ['acme.test', 'GMAIL.com'] })).rejects.toMatchObject({
        code: 'CONFLICT',
        details: { fields: [{ path: '/domains/1', message: '"gmail.com" belongs to "Gmail".' }] },
      });
      const adding = Array.from({ length: 5 }, () => add({ ...HOSTS, domains: ['acme.test'] }));
      const race = await Promise.allSettled(adding);
      expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it.each(['acme', 'a b.test', 'x@y.test', '*', 'https://acme.test'])('"%s" is no domain', async (domain) => {
      await expect(add({ ...HOSTS, domains: [domain] })).rejects.toMatchObject({
        code: 'VALIDATION',
        details: { fields: [{ path: '/domains/0' }] },
      });
    });
  });

  describe('changing a shipped provider', () => {
    const gmail = () => lookupOf('gmail');

    it('makes a copy with the same id, and Reset to shipped takes it away', async () => {
      const before = await gmail();
      expect(before).toMatchObject({ origin: 'shipped', version: 0, modifiedBy: null, receive: true, send: true });
      const changed = await put('gmail', { ...HOSTS, domains: ['gmail.com'] }, { 'if-match': '"0"' });
      expect(changed).toMatchObject({ etag: '1', body: { id: 'gmail', origin: 'changed', version: 1 } });
      expect(await gmail()).toMatchObject({ imap: { host: 'imap.acme.test' } });
      await expect(put('gmail', HOSTS, { 'if-match': '"0"' })).rejects.toMatchObject({ code: 'STALE' });
      await rig.call('POST', '/providers/gmail/reset', undefined, { headers: { 'if-match': '"1"' } });
      expect(await gmail()).toEqual(before);
    });

    it('A2.14 cannot be deleted, nor an own one reset', async () => {
      await expect(rig.call('DELETE', '/providers/gmail')).rejects.toMatchObject({ code: 'STATE' });
      await put('gmail', HOSTS);
      await expect(rig.call('DELETE', '/providers/gmail')).rejects.toMatchObject({ code: 'STATE' });
      const { id } = await add();
      await expect(rig.call('POST', `/providers/${id}/reset`)).rejects.toMatchObject({ code: 'STATE' });
    });

    it('Reset is refused while another provider has one of its domains', async () => {
      await put('gmail', { ...HOSTS, domains: [] });
      await add({ ...HOSTS, label: 'Acme', domains: ['googlemail.com'] });
      await expect(rig.call('POST', '/providers/gmail/reset')).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('"googlemail.com" belongs to "Acme"'),
      });
    });

    it('A5.9 A5.10 Gmail fills in hosts, ports, encryption and the folders of a mailbox', async () => {
      expect(await gmail()).toMatchObject({
        imap: { host: 'imap.gmail.com', port: 993, security: 'implicit' },
        smtp: { host: 'smtp.gmail.com', port: 465, security: 'implicit' },
        sentFolder: '[Gmail]/Sent Mail',
      });
    });

    it('a provider that only sends stays one when it is changed', async () => {
      const { imap, smtp, label, domains, receive } = await lookupOf('sendgrid');
      expect({ imap, receive }).toEqual({ imap: undefined, receive: false });
      expect((await put('sendgrid', { smtp, label, domains, receive })).body).toMatchObject({ receive: false });
    });
  });

  describe('deleting', () => {
    it('A2.14 a provider that is used cannot be deleted, and the answer lists what uses it', async () => {
      const { id } = await add();
      const payroll = (await rig.call('POST', '/connectors', connectorOf(id))).body;
      await rig.call('POST', '/connectors', connectorOf(id, 'HR'));
      await expect(rig.call('DELETE', `/providers/${id}`)).rejects.toMatchObject({
        code: 'CONFLICT',
        details: { usedBy: ['the data source "HR"', 'the data source "Payroll"'] },
      });
      const { body } = await rig.call('GET', `/providers/${id}/uses`);
      expect(body.connectors).toContainEqual({ id: payroll.id, displayName: 'Payroll', personal: false });
      for (const { id: connector } of body.connectors) await rig.call('DELETE', `/connectors/${connector}`);
      expect((await rig.call('DELETE', `/providers/${id}`)).status).toBe(204);
      await expect(rig.call('GET', `/providers/${id}`)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('A2.14 never leaves a connector of a provider that is gone, whoever comes first', async () => {
      for (let turn = 0; turn < 5; turn += 1) {
        const { id } = await add({ ...HOSTS, label: `Acme ${turn}` });
        const [deleted, stored] = await Promise.allSettled([
          rig.call('DELETE', `/providers/${id}`),
          rig.call('POST', '/connectors', connectorOf(id, `Payroll ${turn}`)),
        ]);
        expect([deleted.status, stored.status].sort()).toEqual(['fulfilled', 'rejected']);
      }
    });

    it('of another version than the seen one is refused', async () => {
      const { id } = await add();
      await put(id, HOSTS);
      const seen = { headers: { 'if-match': '"1"' } };
      await expect(rig.call('DELETE', `/providers/${id}`, undefined, seen)).rejects.toMatchObject({ code: 'STALE' });
    });
  });

  it('its limits count for its mailboxes where these say nothing else, and never are more connections opened', async () => {
    const { id: provider } = await add({
      ...HOSTS,
      limits: { connections: 1, messagesPerMinute: 7, recipientsPerDay: 9 },
    });
    const definition = emailDefinition(sharedServers().mail.account());
    const settings = { ...definition.settings, limits: { connections: 5, recipientsPerDay: 3 } };
    const { id } = (await rig.call('POST', '/connectors', { ...definition, provider, settings })).body;
    expect((await rig.call('POST', `/connectors/${id}/test`, {})).body).toMatchObject({ ok: true });
    const limits = { messagesPerMinute: 7, recipientsPerDay: 3 };
    expect((await rig.slice.openConnector(id)).limits).toEqual({ connections: 1, ...limits });
    expect(await rig.slice.findPace(id)).toMatchObject(limits);
  });

  it('a change is seen by another process at once', async () => {
    const other = await createConnectorSlice({
      ...{ store: rig.store, clock: systemClock, dns: NO_DNS, usedBy: async () => [], egress: testEgress },
      secrets: rig.slice.deps.secrets,
    });
    const { id } = await add();
    await other.deps.providers.refresh();
    expect(other.deps.providers.find(id)).toMatchObject({ imap: HOSTS.imap });
    await put(id, { ...HOSTS, label: 'Renamed' });
    await other.deps.providers.refresh();
    expect(other.deps.providers.find(id)?.label).toBe('Renamed');
    await rig.call('DELETE', `/providers/${id}`);
    await other.deps.providers.refresh();
    expect(other.deps.providers.find(id)).toBeUndefined();
  });

  async function lookupOf(id: string) {
    return (await rig.call('GET', `/providers/${id}`)).body;
  }
});
