import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectorDefinition } from '../../../connectors/connector-definition.gen.ts';
import { newSecretKey, openSecretBox } from '../../../src/secrets/secret-box.ts';
import { ConnectorTable } from '../../../src/store/tables/connector.table.ts';
import { type ConnectorRig, emailDefinition, emailSettings, openConnectorRig } from '../../support/connector-rig.ts';
import { startMailServers } from '../../support/mail/mail-servers.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';
import { callerWith } from '../../support/test-server.ts';

const EXAMPLES = new URL('../../../connectors/examples/', import.meta.url);

forEachDatabase((database) => {
  let rig: ConnectorRig;
  let url: string;
  beforeEach(async () => {
    url = await database.create();
    rig = await openConnectorRig(url);
  });
  afterEach(() => rig.close());

  const payroll = () => sharedServers().mail.account('alice@sender.test');
  const create = async (definition: ConnectorDefinition = emailDefinition(payroll())) =>
    (await rig.call('POST', '/connectors', definition)).body;
  const incomplete = (displayName: string): ConnectorDefinition => ({ type: 'email', displayName, settings: {} });

  describe('the registry', () => {
    it('A1.1 the list of types includes Email', async () => {
      const { body } = await rig.call('GET', '/connector-types');
      expect(body.types).toEqual([expect.objectContaining({ type: 'email', title: 'Email', icon: 'mail' })]);
    });

    it('A1.2 more than one connector exists, told apart by display name', async () => {
      await create(incomplete('Payroll'));
      await create(incomplete('HR'));
      const { body } = await rig.call('GET', '/connectors');
      expect(body.connectors.map((line: { displayName: string }) => line.displayName)).toEqual(['HR', 'Payroll']);
    });

    it('A1.2 a display name that is taken is refused whatever its case, also when changed and in a race', async () => {
      await create(incomplete('Payroll'));
      await expect(create(incomplete(' PAYROLL '))).rejects.toMatchObject({ code: 'CONFLICT' });
      const other = await create(incomplete('HR'));
      await expect(rig.call('PUT', `/connectors/${other.id}`, incomplete('payroll'))).rejects.toMatchObject({
        code: 'CONFLICT',
        details: { fields: [{ path: '/displayName', message: expect.any(String) }] },
      });
      const race = await Promise.allSettled(Array.from({ length: 10 }, () => create(incomplete('Twice'))));
      expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('A1.3 A1.13 a line has name, type, icon, modified, modified by and status', async () => {
      await create(incomplete('Payroll'));
      const { body } = await rig.call('GET', '/connectors');
      expect(body.connectors[0]).toMatchObject({
        ...{ displayName: 'Payroll', type: 'email', typeTitle: 'Email', typeIcon: 'mail' },
        ...{ state: 'incomplete', stateAt: expect.any(Number), modifiedAt: expect.any(Number) },
        ...{ modifiedBy: callerWith('administrator').name, version: 1 },
      });
    });

    it('A1.7 the details of one connector are read, with the version for a later change', async () => {
      const { id } = await create();
      const { body, etag } = await rig.call('GET', `/connectors/${id}`);
      expect(etag).toBe('1');
      expect(body).toMatchObject({
        ...{ id, displayName: 'Payroll', missing: [], testedAt: null, learned: {} },
        settings: { imap: { host: 'localhost', security: 'implicit' }, sending: true },
      });
      await expect(rig.call('GET', '/connectors/none')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('A1.4 A1.8 incomplete details are saved, say what is missing, and are finished later', async () => {
      const first = await create(incomplete('Payroll'));
      expect(first).toMatchObject({
        state: 'incomplete',
        stateReason: expect.stringContaining('IMAP server is missing'),
      });
      expect(first.missing).toEqual([{ path: '/settings/imap/host', message: expect.any(String) }]);
      await expect(rig.slice.openConnector(first.id)).rejects.toMatchObject({ code: 'CONNECTOR_INACTIVE' });
      const { body } = await rig.call('PUT', `/connectors/${first.id}`, emailDefinition(payroll()));
      expect(body).toMatchObject({ state: 'inactive', stateReason: 'Not tested since the last change', missing: [] });
    });

    it('A1.5 the list is searched by name or type and filtered by state', async () => {
      await create(incomplete('Payroll'));
      await create(emailDefinition(payroll(), 'Human resources'));
      const names = async (query: Record<string, string>) =>
        (await rig.call('GET', '/connectors', undefined, { query })).body.connectors.map(
          (line: { displayName: string }) => line.displayName,
        );
      expect(await names({ search: 'PAY' })).toEqual(['Payroll']);
      expect(await names({ search: 'email' })).toEqual(['Human resources', 'Payroll']);
      expect(await names({ search: '%' })).toEqual([]);
      expect(await names({ state: 'incomplete' })).toEqual(['Payroll']);
      await expect(names({ state: 'broken' })).rejects.toMatchObject({ code: 'VALIDATION' });
    });

    it('A1.6 a connector is deleted; one that is in use is not, and says by what', async () => {
      const { id } = await create();
      rig.users.push('the rule "Payslip"');
      await expect(rig.call('DELETE', `/connectors/${id}`)).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('the rule "Payslip"'),
      });
      rig.users.length = 0;
      expect((await rig.call('DELETE', `/connectors/${id}`)).status).toBe(204);
      await expect(rig.call('GET', `/connectors/${id}`)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('A1.9 only the two roles reach data sources; a designer sees names and states to choose from', async () => {
      const { id } = await create();
      const as = (role: 'designer' | 'user' | 'manage_data_sources') => ({ caller: callerWith(role) });
      expect((await rig.call('GET', `/connectors/${id}`, undefined, as('manage_data_sources'))).status).toBe(200);
      const { body } = await rig.call('GET', '/connectors', undefined, as('designer'));
      expect(body.connectors).toEqual([
        {
          ...{ id, type: 'email', typeTitle: 'Email', typeIcon: 'mail', displayName: 'Payroll', state: 'inactive' },
          ...{ stateReason: 'Not tested since the last change', canSend: true, from: { address: 'alice@sender.test' } },
        },
      ]);
      for (const role of ['designer', 'user'] as const) {
        for (const [method, path] of [
          ['GET', `/connectors/${id}`],
          ['POST', `/connectors/${id}/test`],
          ['POST', '/connectors/test'],
          ['DELETE', `/connectors/${id}`],
        ] as const) {
          await expect(rig.call(method, path, {}, as(role))).rejects.toMatchObject({ code: 'FORBIDDEN' });
        }
      }
      await expect(rig.call('GET', '/connectors', undefined, as('user'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    });

    it('a change that is based on an old version is refused', async () => {
      const { id } = await create();
      const ifMatch = { headers: { 'if-match': '"1"' } };
      const good = await rig.call('PUT', `/connectors/${id}`, emailDefinition(payroll(), 'New'), ifMatch);
      expect(good).toMatchObject({ etag: '2', body: { version: 2, displayName: 'New' } });
      const late = rig.call('PUT', `/connectors/${id}`, emailDefinition(payroll(), 'Late'), ifMatch);
      await expect(late).rejects.toMatchObject({ code: 'STALE' });
      await expect(rig.call('DELETE', `/connectors/${id}`, undefined, ifMatch)).rejects.toMatchObject({
        code: 'STALE',
      });
      expect((await rig.call('GET', `/connectors/${id}`)).body.displayName).toBe('New');
    });

    it('bad values are named by JSON pointers and nothing is stored', async () => {
      const bad = {
        type: 'email',
        displayName: 'Bad',
        settings: { imap: { port: 0 }, smtp: { from: { address: 'a, b' } } },
      };
      await expect(create(bad)).rejects.toMatchObject({
        code: 'VALIDATION',
        details: { fields: [{ path: '/settings/imap/port' }, { path: '/settings/smtp/from/address' }] },
      });
      await expect(create({ ...incomplete('x'), type: 'ftp' })).rejects.toMatchObject({
        details: { fields: [{ path: '/type' }] },
      });
      await expect(create({ ...incomplete('x'), provider: 'nobody' })).rejects.toMatchObject({
        details: { fields: [{ path: '/provider' }] },
      });
      for (const displayName of ['', '   ', 'a\r\nb', 'x'.repeat(81)]) {
        await expect(create(incomplete(displayName))).rejects.toMatchObject({ code: 'VALIDATION' });
      }
      expect((await rig.call('GET', '/connectors')).body.connectors).toEqual([]);
    });
  });

  describe('secrets', () => {
    it('A1.18 are sealed in the database and never answered', async () => {
      const canary = 'cAnAry-8841';
      const definition = emailDefinition({ ...payroll(), password: canary });
      const created = await create(definition);
      const answers = [
        created,
        (await rig.call('GET', `/connectors/${created.id}`)).body,
        (await rig.call('GET', '/connectors')).body,
        (await rig.call('GET', '/connectors/export')).body,
        await rig.store.read.find(ConnectorTable),
      ];
      expect(JSON.stringify(answers)).not.toContain(canary);
      expect(created.settings.imap.auth.password).toEqual({ $secret: 'stored' });
    });

    it('absent and the stored mark keep, a text replaces, null clears', async () => {
      const { id } = await create();
      const { password: _, ...auth } = emailSettings(payroll()).imap.auth;
      const change = async (signIn: object) => {
        const settings = emailSettings(payroll());
        const body = {
          type: 'email',
          displayName: 'Payroll',
          settings: { ...settings, imap: { ...settings.imap, auth: signIn } },
        };
        return (await rig.call('PUT', `/connectors/${id}`, body)).body;
      };
      const password = async () => {
        await rig.call('POST', `/connectors/${id}/test`);
        return (await rig.slice.openConnector(id)).imap?.auth;
      };
      await change(auth);
      expect(await password()).toMatchObject({ password: 'pw-alice' });
      await change({ ...auth, password: { $secret: 'stored' } });
      expect(await password()).toMatchObject({ password: 'pw-alice' });
      expect(await change({ ...auth, password: null })).toMatchObject({
        state: 'incomplete',
        missing: [{ path: '/settings/imap/auth/password' }],
      });
      expect(await change({ ...auth, password: 'pw-alice' })).toMatchObject({ state: 'active' });
      await expect(change({ ...auth, password: 7 })).rejects.toMatchObject({
        details: { fields: [{ path: '/settings/imap/auth/password' }] },
      });
    });

    it('beyond 15 a stored secret does not follow a changed destination, neither when saved nor when tested', async () => {
      const { id } = await create();
      const settings = emailSettings(payroll());
      const { password: _, ...auth } = settings.imap.auth;
      const moved = { ...settings, imap: { ...settings.imap, host: '127.0.0.1', auth } };
      const test = rig.call('POST', '/connectors/test', { id, type: 'email', settings: moved });
      await expect(test).rejects.toMatchObject({
        code: 'VALIDATION',
        details: { fields: [{ path: '/settings/imap/auth/password', message: expect.stringContaining('again') }] },
      });
      const { body } = await rig.call('PUT', `/connectors/${id}`, {
        type: 'email',
        displayName: 'Payroll',
        settings: moved,
      });
      expect(body.state).toBe('incomplete');
      expect((await rig.store.read.findOneByOrFail(ConnectorTable, { id })).secrets).toEqual({});
    });

    it('a sealed secret moved to another connector does not open', async () => {
      const one = await create(emailDefinition(payroll(), 'One'));
      const two = await create(emailDefinition(payroll(), 'Two'));
      await rig.call('POST', `/connectors/${two.id}/test`);
      const { secrets } = await rig.store.read.findOneByOrFail(ConnectorTable, { id: one.id });
      await rig.store.write((tx) => tx.update(ConnectorTable, { id: two.id }, { secrets } as never));
      await expect(rig.slice.openConnector(two.id)).rejects.toMatchObject({ code: 'SECRET_KEY' });
    });

    it('with a lost key the connector is still shown, and works once the secret is typed again', async () => {
      const { id } = await create();
      await rig.call('POST', `/connectors/${id}/test`);
      const other = await openConnectorRig(url, {
        store: rig.store,
        secrets: openSecretBox({ active: newSecretKey() }),
      });
      await expect(other.slice.openConnector(id)).rejects.toMatchObject({ code: 'SECRET_KEY' });
      expect((await other.call('GET', `/connectors/${id}`)).body.state).toBe('active');
      const { body } = await other.call('PUT', `/connectors/${id}`, emailDefinition(payroll()));
      expect(body).toMatchObject({ state: 'inactive', missing: [] });
    });
  });

  describe('states', () => {
    it('A3.8 A3.9 A1.4 saving does not activate; a good test of the saved values does', async () => {
      const { id, state } = await create();
      expect(state).toBe('inactive');
      const { body: report } = await rig.call('POST', `/connectors/${id}/test`);
      expect(report).toMatchObject({ ok: true, summary: 'Connection test succeeded' });
      const { body } = await rig.call('GET', `/connectors/${id}`);
      expect(body).toMatchObject({
        ...{ state: 'active', stateReason: 'Connection test succeeded', testedAt: expect.any(Number) },
        ...{ learned: { sentFolder: 'Sent Items', dsn: true }, version: 1 },
      });
      expect(await rig.slice.openConnector(id)).toMatchObject({ connectorId: id, learned: { dsn: true } });
    });

    it('a good test of unsaved values makes exactly these active when saved', async () => {
      const definition = emailDefinition(payroll());
      const { body: report } = await rig.call('POST', '/connectors/test', {
        type: 'email',
        settings: definition.settings,
      });
      expect(report.ok).toBe(true);
      expect(await create(definition)).toMatchObject({ state: 'active', learned: { sentFolder: 'Sent Items' } });
      const other = { ...definition, displayName: 'Other', settings: { ...definition.settings, sentCopy: 'never' } };
      expect(await create(other)).toMatchObject({ state: 'inactive' });
    });

    it('a failed test of unsaved values is the reason when exactly these are saved, until a good one', async () => {
      const wrong = emailDefinition({ ...payroll(), password: 'wrong' });
      const tested = await rig.call('POST', '/connectors/test', { type: 'email', settings: wrong.settings });
      expect(tested.body.ok).toBe(false);
      const saved = await create(wrong);
      const refused = { state: 'inactive', stateReason: tested.body.summary, stateAt: tested.body.testedAt };
      expect(saved).toMatchObject(refused);
      const right = (await rig.call('PUT', `/connectors/${saved.id}`, emailDefinition(payroll()))).body;
      expect(right).toMatchObject({ state: 'inactive', stateReason: 'Not tested since the last change' });
      expect((await rig.call('PUT', `/connectors/${saved.id}`, wrong)).body).toMatchObject(refused);
    });

    it('A3.12 any change of the values makes it inactive, a change of the name does not', async () => {
      const { id } = await create();
      await rig.call('POST', `/connectors/${id}/test`);
      const renamed = (await rig.call('PUT', `/connectors/${id}`, emailDefinition(payroll(), 'Wages'))).body;
      expect(renamed).toMatchObject({ state: 'active', displayName: 'Wages' });
      const settings = { ...emailSettings(payroll()), limits: { connections: 3 } };
      const changed = await rig.call('PUT', `/connectors/${id}`, { type: 'email', displayName: 'Wages', settings });
      expect(changed.body).toMatchObject({ state: 'inactive', stateReason: 'Not tested since the last change' });
    });

    it('R21 R36 a busy server leaves an active connector active; one that is gone makes it problematic', async () => {
      // One connection for each user: the test itself must never hold two.
      const servers = await startMailServers({ connectionsPerUser: 1 });
      const own = servers.account('alice@sender.test');
      const { id } = await create(emailDefinition(own));
      const state = async () => (await rig.call('GET', `/connectors/${id}`)).body;
      expect((await rig.call('POST', `/connectors/${id}/test`)).body.ok).toBe(true);
      const other = await servers.openImap(own.user);
      const busy = (await rig.call('POST', `/connectors/${id}/test`)).body;
      expect(busy.steps.filter((step: { ok: boolean }) => step.ok === false)).toMatchObject([{ code: 'SIGN_IN_BUSY' }]);
      expect(await state()).toMatchObject({ state: 'active', stateReason: 'Connection test succeeded' });
      await other.logout();
      await servers.stop();
      await rig.call('POST', `/connectors/${id}/test`);
      const first = await state();
      expect(first).toMatchObject({ state: 'problematic', stateReason: expect.stringContaining('Nothing listens on') });
      await rig.call('POST', `/connectors/${id}/test`);
      expect((await state()).stateAt).toBe(first.stateAt);
    });

    it('a failed test of saved values is the reason of the state', async () => {
      const { id } = await create();
      await rig.call('POST', `/connectors/${id}/test`);
      const wrong = emailDefinition({ ...payroll(), password: 'wrong' });
      await rig.call('PUT', `/connectors/${id}`, wrong);
      const { body: report } = await rig.call('POST', `/connectors/${id}/test`);
      expect(report.ok).toBe(false);
      const { body } = await rig.call('GET', `/connectors/${id}`);
      expect(body).toMatchObject({
        state: 'inactive',
        stateReason: expect.stringMatching(/^Connection test failed: /),
      });
    });

    it('A3.11 the outbox marks an active connector problematic with a reason, and active again', async () => {
      const { id } = await create();
      expect(await rig.slice.markProblematic(id, 'The password was refused.')).toBe(false);
      await rig.call('POST', `/connectors/${id}/test`);
      expect(await rig.slice.markProblematic(id, 'The password was refused.')).toBe(true);
      expect(await rig.slice.findSender(id)).toMatchObject({
        ...{ state: 'problematic', stateReason: 'The password was refused.', canSend: true },
        ...{ from: { address: 'alice@sender.test' }, sentCopy: 'auto' },
      });
      expect((await rig.slice.openConnector(id)).connectorId).toBe(id);
      expect(await rig.slice.markActive(id)).toBe(true);
      expect(await rig.slice.markActive(id)).toBe(false);
      expect(await rig.slice.findSender('unknown')).toBeUndefined();
      await expect(rig.slice.openConnector('unknown')).rejects.toMatchObject({ code: 'CONNECTOR_UNKNOWN' });
    });

    it('R10 what sending saw of the provider outlives a test and beats the catalogue', async () => {
      const { id } = await create({ ...emailDefinition(payroll()), provider: 'proton-bridge' });
      await rig.call('POST', `/connectors/${id}/test`);
      expect((await rig.slice.openConnector(id)).selfFiling).toBe(true);
      await rig.slice.learn(id, { selfFiling: false });
      await rig.call('POST', `/connectors/${id}/test`);
      expect((await rig.slice.openConnector(id)).selfFiling).toBe(false);
    });

    it('a connector is switched off and on again without a new test', async () => {
      const { id } = await create();
      await rig.call('POST', `/connectors/${id}/test`);
      const off = await rig.call('POST', `/connectors/${id}/disable`);
      expect(off.body).toMatchObject({ state: 'inactive', stateReason: 'Switched off', enabled: false });
      await expect(rig.slice.openConnector(id)).rejects.toMatchObject({ code: 'CONNECTOR_INACTIVE' });
      expect((await rig.call('POST', `/connectors/${id}/enable`)).body).toMatchObject({
        state: 'active',
        enabled: true,
      });
    });

    it('A1.23 A3.9 Send Test Mail really sends one and activates', async () => {
      const own = sharedServers().mail.account();
      const { id } = await create(emailDefinition(own));
      const { body } = await rig.call('POST', `/connectors/${id}/test-mail`);
      expect(body.steps.at(-1)).toMatchObject({ id: 'round_trip', ok: true });
      expect((await rig.call('GET', `/connectors/${id}`)).body.state).toBe('active');
    });

    it('steps are answered as they end when a stream is asked for', async () => {
      const body = { type: 'email', settings: emailSettings(payroll()) };
      const dispatched = rig.slice.routes.find(({ id }) => id === 'testUnsavedConnector');
      const answer = await dispatched?.handler({
        ...{ caller: callerWith('administrator'), params: {}, query: { stream: 'true' }, headers: {}, body },
        signal: new AbortController().signal,
      });
      const lines: Record<string, unknown>[] = [];
      const content = answer?.raw?.content ?? '';
      if (typeof content === 'string' || content instanceof Uint8Array) throw new Error('This is no stream.');
      for await (const chunk of content) {
        lines.push(JSON.parse(Buffer.from(chunk).toString()));
      }
      expect(lines).toHaveLength(13);
      expect(lines.slice(0, 12).every((line) => 'step' in line)).toBe(true);
      expect(lines[12]).toMatchObject({ report: { ok: true } });
    });

    it('R28 a recipient of a test mail is one plain address', async () => {
      const { id } = await create();
      for (const recipient of ['a@b.test\r\nRCPT TO:<x@y.test>', 'a@b.test, c@d.test', '<a@b.test>', 'nobody', '']) {
        await expect(rig.call('POST', `/connectors/${id}/test-mail`, { recipient })).rejects.toMatchObject({
          code: 'VALIDATION',
          details: { fields: [{ path: '/recipient' }] },
        });
      }
    });

    it('R36 a connector that is being tested is tested again after that: nobody is sent away', async () => {
      const { id } = await create();
      const reports = await Promise.all([1, 2, 3].map(() => rig.call('POST', `/connectors/${id}/test`)));
      for (const { body } of reports) expect(body.ok, body.summary).toBe(true);
      expect(new Set(reports.map(({ body }) => body.testedAt)).size).toBe(3);
    });

    it('a test of incomplete values names the fields', async () => {
      const { id } = await create(incomplete('Payroll'));
      await expect(rig.call('POST', `/connectors/${id}/test`)).rejects.toMatchObject({
        details: { fields: [{ path: '/settings/imap/host' }] },
      });
    });
  });

  describe('definitions', () => {
    it('every example is valid, imports, and comes back as it was', async () => {
      const connectors = readdirSync(EXAMPLES).map((file) => JSON.parse(readFileSync(new URL(file, EXAMPLES), 'utf8')));
      expect(connectors.length).toBeGreaterThan(2);
      const { body } = await rig.call('POST', '/connectors/import', { connectors });
      expect(body).toEqual({ created: connectors.map(({ displayName }) => displayName), updated: [] });
      const exported = (await rig.call('GET', '/connectors/export')).body;
      expect((await rig.call('POST', '/connectors/import', exported)).body.created).toEqual([]);
      expect((await rig.call('GET', '/connectors/export')).body).toEqual(exported);
    });

    it('an import with one bad definition changes nothing and names its place', async () => {
      const connectors = [incomplete('Good'), { ...incomplete('Bad'), settings: { imap: { port: 0 } } }];
      await expect(rig.call('POST', '/connectors/import', { connectors })).rejects.toMatchObject({
        details: { fields: [{ path: '/connectors/1/settings/imap/port' }] },
      });
      expect((await rig.call('GET', '/connectors')).body.connectors).toEqual([]);
    });

    it('an import keeps stored secrets of the same destination', async () => {
      const { id } = await create();
      await rig.call('POST', `/connectors/${id}/test`);
      const exported = (await rig.call('GET', '/connectors/export')).body;
      expect((await rig.call('POST', '/connectors/import', exported)).body).toEqual({
        created: [],
        updated: ['Payroll'],
      });
      expect((await rig.call('GET', `/connectors/${id}`)).body.state).toBe('active');
    });
  });
});
