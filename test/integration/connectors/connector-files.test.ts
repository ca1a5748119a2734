import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyConnectorFiles } from '../../../connectors/files/apply-files.ts';
import { testManaged } from '../../../connectors/files/test-managed.ts';
import { type ConnectorRig, emailSettings, openConnectorRig } from '../../support/connector-rig.ts';
import { databaseBytes, holds } from '../../support/database-bytes.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const PASSWORD = `\${PAYROLL_PASSWORD}`;

forEachDatabase((database) => {
  let rig: ConnectorRig;
  let folder: string;
  let url: string;
  const mailbox = sharedServers().mail.account();
  const env = { PAYROLL_PASSWORD: mailbox.password, PAYROLL_USER: mailbox.user };
  beforeEach(async () => {
    url = await database.create();
    rig = await openConnectorRig(url);
    folder = mkdtempSync(join(tmpdir(), 'connector-files-'));
  });
  afterEach(async () => {
    await rig.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const settings = (over: object = {}) => {
    const { imap, ...rest } = emailSettings(mailbox);
    return {
      ...rest,
      imap: { ...imap, auth: { kind: 'password', user: `\${PAYROLL_USER}`, password: PASSWORD } },
      ...over,
    };
  };
  const write = (file: string, document: object | string) =>
    writeFileSync(join(folder, file), typeof document === 'string' ? document : JSON.stringify(document));
  const payroll = (over: object = {}) => ({
    id: 'payroll',
    type: 'email',
    displayName: 'Payroll',
    settings: settings(),
    ...over,
  });
  const apply = (more: object = env) => applyConnectorFiles(rig.slice.deps, folder, more as typeof env);
  const read = async (id = 'payroll') => (await rig.call('GET', `/connectors/${id}`)).body;
  const quiet = { info: () => {}, warn: () => {} };

  test('beyond 27 a file makes a connector with its id, the environment gives the secrets, and it is tested without anybody', async () => {
    write('payroll.json', payroll());
    write('notes.txt', 'no connector');
    expect(await apply()).toEqual({ created: ['Payroll'], changed: [], released: [] });
    expect(await read()).toMatchObject({
      ...{ id: 'payroll', managedBy: 'payroll.json', state: 'inactive', createdBy: 'payroll.json', version: 1 },
      settings: { imap: { auth: { user: mailbox.user, password: { $secret: 'stored' } } } },
    });
    await testManaged(rig.slice.deps, quiet, new AbortController().signal);
    expect(await read()).toMatchObject({ state: 'active' });
    expect((await rig.slice.openConnector('payroll')).smtp?.auth).toMatchObject({ password: mailbox.password });
    // Again: nothing is written, nothing is to be tested again.
    expect(await apply()).toEqual({ created: [], changed: [], released: [] });
    expect(await read()).toMatchObject({ state: 'active', version: 1 });
  });

  test('beyond 27 what comes from a file is read only here: 409 with the name of the file; it can be tested and secured', async () => {
    write('payroll.json', payroll());
    await apply();
    const refusal = {
      code: 'CONFLICT',
      status: 409,
      message: expect.stringContaining('the file payroll.json'),
      details: { file: 'payroll.json' },
    };
    const { id: _, ...definition } = payroll();
    const security = {
      administrators: { users: [], groups: [] },
      users: { users: [], groups: [] },
      excluded: { users: [], groups: [] },
      readOnly: false,
    };
    for (const [method, path, body] of [
      ['PUT', '/connectors/payroll', definition],
      ['DELETE', '/connectors/payroll'],
      ['POST', '/connectors/payroll/disable'],
      ['POST', '/connectors/import', { connectors: [payroll({ settings: {} })] }],
    ] as const) {
      await expect(rig.call(method, path, body), `${method} ${path}`).rejects.toMatchObject(refusal);
    }
    expect((await rig.call('POST', '/connectors/payroll/test', {})).body.ok).toBe(true);
    expect((await rig.call('PUT', '/connectors/payroll/security', security)).status).toBe(200);
  });

  test('beyond 27 a changed file changes its connector: a new secret is used, a new name stays the same connector, a new host must be tested', async () => {
    write('payroll.json', payroll());
    await apply();
    await testManaged(rig.slice.deps, quiet, new AbortController().signal);
    write('payroll.json', payroll({ displayName: 'Payslips' }));
    expect(await apply()).toEqual({ created: [], changed: ['Payslips'], released: [] });
    expect(await read()).toMatchObject({ displayName: 'Payslips', state: 'active', modifiedBy: 'payroll.json' });
    expect(await apply({ ...env, PAYROLL_PASSWORD: 'another' })).toMatchObject({ changed: ['Payslips'] });
    expect(await read()).toMatchObject({ state: 'inactive' });
    await testManaged(rig.slice.deps, quiet, new AbortController().signal);
    expect(await read()).toMatchObject({
      state: 'inactive',
      stateReason: expect.stringContaining('Connection test failed'),
    });
    expect(await apply()).toMatchObject({ changed: ['Payslips'] });
  });

  test('beyond 27 a file that is taken away leaves its connector switched off and free; put back, it takes it over again', async () => {
    write('payroll.json', payroll());
    await apply();
    rmSync(join(folder, 'payroll.json'));
    expect(await apply()).toEqual({ created: [], changed: [], released: ['Payroll'] });
    expect(await read()).toMatchObject({
      managedBy: null,
      enabled: false,
      state: 'inactive',
      stateReason: expect.stringContaining('payroll.json'),
    });
    expect(await apply()).toEqual({ created: [], changed: [], released: [] });
    write('renamed.json', payroll());
    expect(await apply()).toMatchObject({ created: [], changed: ['Payroll'] });
    expect(await read()).toMatchObject({ managedBy: 'renamed.json', enabled: true });
    rmSync(join(folder, 'renamed.json'));
    await apply();
    expect((await rig.call('DELETE', '/connectors/payroll')).status).toBe(204);
  });

  test('beyond 27 a file takes over the connector of the same name that somebody had made', async () => {
    const definition = { type: 'email', displayName: 'payroll', settings: emailSettings(mailbox) };
    const { id } = (await rig.call('POST', '/connectors', definition)).body;
    await rig.call('POST', `/connectors/${id}/test`, {});
    write('payroll.json', payroll());
    expect(await apply()).toEqual({ created: [], changed: ['Payroll'], released: [] });
    expect(await read(id)).toMatchObject({ managedBy: 'payroll.json', displayName: 'Payroll', state: 'active' });
  });

  test('beyond 27 every mistake in every file is named with its place, and nothing is half applied', async () => {
    write('a.json', payroll({ id: 'a', displayName: 'A' }));
    write('b.json', payroll({ id: 'b', displayName: 'B', settings: settings({ sending: 'perhaps' }) }));
    write('c.json', '{ "type": "email", ');
    write('d.json', payroll({ id: 'd', displayName: 'D', settings: emailSettings(mailbox) }));
    write('e.json', payroll({ id: 'e', displayName: `\${NAME_OF_E}`, extra: 1 }));
    const said = await apply().catch((error: Error) => error.message);
    expect(said).toMatch(/^The connectors in .* cannot be used \(MAILRULE_CONNECTORS\)\./);
    expect(said).toMatch(/\nc\.json: It is not JSON/);
    expect(said).toContain('d.json /settings/imap/auth/password: A secret does not stand in a file.');
    expect(said).toContain('e.json /displayName: The environment does not say NAME_OF_E.');
    expect(said).toContain('e.json /extra');
    expect(said).not.toContain(mailbox.password);
    for (const file of ['c.json', 'd.json', 'e.json']) rmSync(join(folder, file));
    await expect(apply()).rejects.toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining('b.json /settings/sending'),
    });
    write('b.json', payroll({ id: 'b', displayName: 'a' }));
    await expect(apply()).rejects.toMatchObject({ code: 'CONFIG', message: expect.stringContaining('twice') });
    write('b.json', payroll({ id: 'b', displayName: 'B', provider: 'none-such' }));
    await expect(apply()).rejects.toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining('b.json /provider'),
    });
    expect((await rig.call('GET', '/connectors')).body.connectors).toEqual([]);
    await expect(applyConnectorFiles(rig.slice.deps, join(folder, 'none'), env)).rejects.toMatchObject({
      code: 'CONFIG',
    });
  });

  test('beyond 27 a secret may stand in a file of its own (NAME_FILE), and is sealed like any other', async () => {
    writeFileSync(join(folder, 'password'), `canary-8841 \${x}\n`);
    write('payroll.json', payroll());
    await apply({ PAYROLL_USER: 'costs $1', PAYROLL_PASSWORD_FILE: join(folder, 'password') });
    await rig.call('GET', '/connectors');
    const bytes = await databaseBytes(url);
    expect(holds(bytes, 'costs $1')).toBe(true);
    expect(holds(bytes, 'canary-8841')).toBe(false);
    await expect(apply({ PAYROLL_USER: 'x', PAYROLL_PASSWORD_FILE: join(folder, 'none') })).rejects.toMatchObject({
      message: expect.stringContaining('The file of PAYROLL_PASSWORD_FILE cannot be read'),
    });
  });

  test('beyond 27 processes that start at once with the same files make one connector', async () => {
    if (database.kind === 'sqlite') return;
    const other = await openConnectorRig(url);
    write('payroll.json', payroll());
    const both = await Promise.all([apply(), applyConnectorFiles(other.slice.deps, folder, env)]);
    expect(both.map(({ created }) => created.length).sort()).toEqual([0, 1]);
    await other.close();
  });

  test('beyond 27 promotion: an export keeps its ids elsewhere, the secrets there stay, and a changed destination clears them', async () => {
    const definition = { type: 'email', displayName: 'Payroll', settings: emailSettings(mailbox) };
    const { id } = (await rig.call('POST', '/connectors', definition)).body;
    const exported = (await rig.call('GET', '/connectors/export')).body;
    expect(exported.connectors[0]).toMatchObject({ id, displayName: 'Payroll' });
    expect(JSON.stringify(exported)).not.toContain(mailbox.password);
    const target = await openConnectorRig(await database.create());
    const there = async () => (await target.call('GET', `/connectors/${id}`)).body;
    expect((await target.call('POST', '/connectors/import', exported)).body).toEqual({
      created: ['Payroll'],
      updated: [],
    });
    expect(await there()).toMatchObject({ id, state: 'incomplete' });
    await target.call('PUT', `/connectors/${id}`, definition);
    expect((await target.call('POST', `/connectors/${id}/test`, {})).body.ok).toBe(true);
    // Promoted again under another name: the same connector, with the password that was typed there.
    exported.connectors[0].displayName = 'Payslips';
    expect((await target.call('POST', '/connectors/import', exported)).body).toEqual({
      created: [],
      updated: ['Payslips'],
    });
    expect(await there()).toMatchObject({ displayName: 'Payslips', state: 'active' });
    exported.connectors[0].settings.imap.host = 'imap.other.test';
    await target.call('POST', '/connectors/import', exported);
    expect(await there()).toMatchObject({
      state: 'incomplete',
      stateReason: expect.stringContaining('type the password again'),
    });
    const own = exported.connectors.concat({ ...exported.connectors[0], displayName: 'Twice' });
    await expect(target.call('POST', '/connectors/import', { connectors: own })).rejects.toMatchObject({
      code: 'VALIDATION',
    });
    await target.close();
  });
});
