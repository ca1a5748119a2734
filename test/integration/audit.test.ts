import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { AuditRecord } from '../../src/audit/audit-hash.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { openPeople, type PeopleRig } from '../support/people-rig.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { forEachDatabase } from '../support/test-database.ts';

const SECRET = 'canary-7f3a91';

forEachDatabase((database) => {
  let rig: PeopleRig;
  let token: string;
  const folder = makeTempFolder('audit');
  beforeAll(async () => {
    rig = await openPeople(database.url());
    token = (await rig.administrator('POST', '/tokens', { name: 'command line' })).body.token;
  });
  afterAll(async () => {
    await rig.close();
    removeTempFolder(folder);
  });

  const list = async (query: Record<string, string> = {}): Promise<AuditRecord[]> => {
    const answer = await rig.administrator('GET', `/audit?${new URLSearchParams(query)}`);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body.items;
  };
  const last = async (query: Record<string, string> = {}) => (await list({ ...query, limit: '1' }))[0];
  const mailrule = async (...args: string[]) => {
    const ran = { out: '', said: '' };
    const streams = {
      out: (text: string) => {
        ran.out += text;
      },
      say: (text: string) => {
        ran.said += text;
      },
      stdin: (async function* () {})(),
      env: { MAILRULE_URL: rig.url, MAILRULE_TOKEN: token },
    };
    return { code: await runCli(['audit', ...args], streams, new AbortController().signal), ...ran };
  };

  test('every route that changes something says what the audit tells of it, or why nothing', async () => {
    const app = await createApp({
      databaseUrl: await database.create(),
      secretKeys: [newSecretKey()],
      log: createLogger({ level: 'silent' }),
      page: false,
    });
    const { routes } = app;
    await app.close();
    const places = routes.map(({ method, path }) => `${method} ${path}`);
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
    const changing = routes.filter(({ method }) => method !== 'GET');
    expect(changing.length).toBeGreaterThan(60);
    expect(changing.filter(({ audit }) => audit === undefined).map(({ id }) => id)).toEqual([]);
    const exempt = changing.filter(({ audit }) => typeof audit === 'object').map(({ id }) => id);
    expect(exempt.sort()).toEqual([
      'changeDraft',
      'checkRule',
      'commitEvent',
      'downloadLinkedFile',
      'openFormInstance',
      'postEvent',
      'previewRule',
      'previewSchedule',
      'previewTemplate',
      'readInvitation',
      'readMailboxNow',
      'replayRule',
      'replayTemplate',
      'rollbackEvent',
      'saveFormInstance',
      'setFormInstanceStatus',
      'startSignOn',
      'submitForm',
      'syncMailbox',
      'tryRunOptions',
      'unsubscribe',
      'uploadFile',
    ]);
    const read = routes.filter(({ method, audit }) => method === 'GET' && audit !== undefined).map(({ id }) => id);
    expect(read.sort()).toEqual([
      'exportAudit',
      'exportConnectors',
      'finishAuthorization',
      'finishSignOn',
      'getFile',
      'getOutboxMessage',
      'getProofBundle',
      'getReceivedAttachment',
      'getReceivedSource',
      'getRunDocument',
      'getRunItemBody',
      'getRunItemMail',
      'getRunReport',
      'readReceivedMessage',
    ]);
  });

  test('a change is told with who, when in UTC, from where, what and how it ended, and never with a value', async () => {
    const settings = {
      imap: { host: 'imap.acme.test', auth: { kind: 'password', user: 'payroll', password: SECRET } },
    };
    const body = { type: 'email', displayName: 'Payroll', settings };
    const before = Date.now() - 60_000;
    const { id } = (await rig.administrator('POST', '/connectors', body)).body;
    const record = await last();
    expect(record).toMatchObject({
      action: 'createConnector',
      summary: expect.stringContaining('Add a connector'),
      kind: 'connector',
      actor: { name: 'admin', token: expect.any(String) },
      address: expect.stringMatching(/127\.0\.0\.1$/),
      requestId: expect.stringMatching(/\S/),
      subject: { id, name: 'Payroll' },
      fields: expect.arrayContaining(['displayName', 'settings.imap']),
      outcome: 'done',
    });
    expect(record?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(record?.at ?? '')).toBeGreaterThan(before);
    const auth = { kind: 'password', user: 'payroll', password: `${SECRET}-2` };
    const changed = { ...body, settings: { imap: { host: 'mail.acme.test', auth } } };
    await rig.administrator('PUT', `/connectors/${id}`, changed);
    expect((await last())?.fields).toEqual(['settings.imap.host', 'settings.imap.auth.password']);
    await rig.administrator('DELETE', `/connectors/${id}`);
    expect(await last()).toMatchObject({ action: 'deleteConnector', subject: { id, name: 'Payroll' } });
    const { items } = (await rig.administrator('GET', '/audit?limit=200')).body;
    expect(JSON.stringify(items)).not.toContain(SECRET);
    expect(JSON.stringify(items)).not.toContain('acme.test');
  });

  test('a refusal is told with its code', async () => {
    const { call } = await rig.person('Dana', ['designer']);
    expect((await call('POST', '/groups', { name: 'Mine', members: [] })).status).toBe(403);
    expect(await last()).toMatchObject({
      action: 'createGroup',
      actor: { name: 'Dana', token: null },
      outcome: 'FORBIDDEN',
    });
    expect((await rig.administrator('POST', '/groups', { name: ' ', members: [] })).status).toBe(422);
    expect(await last()).toMatchObject({ action: 'createGroup', outcome: 'VALIDATION' });
    expect((await list({ refused: 'true' })).map(({ outcome }) => outcome)).not.toContain('done');
  });

  test('signing in and failing to is told by the person, and what was typed for a name that nobody has is not', async () => {
    const { password } = await rig.person('Emil', []);
    const signIn = (name: string, typed: string) => rig.call('POST', '/session', { name, password: typed });
    await signIn('EMIL', SECRET);
    expect(await last()).toMatchObject({
      action: 'signIn',
      actor: { name: 'Emil' },
      subject: { name: 'Emil' },
      outcome: 'UNAUTHENTICATED',
    });
    const { session } = await signIn('Emil', password);
    expect(await last()).toMatchObject({
      action: 'signIn',
      actor: { name: 'Emil' },
      outcome: 'done',
      fields: ['name', 'password'],
    });
    await rig.as(session)('DELETE', '/session');
    expect(await last()).toMatchObject({ action: 'signOut', actor: { name: 'Emil' } });
    await signIn(SECRET, SECRET);
    expect(await last()).toMatchObject({ action: 'signIn', actor: { id: 'nobody' }, subject: { id: '', name: '' } });
    expect(JSON.stringify(await list({ limit: '200' }))).not.toContain(SECRET);
  });

  test('nobody fills the audit with requests that are not looked at', async () => {
    const before = (await last())?.seq;
    expect((await rig.call('POST', '/session', { nonsense: true })).status).toBe(422);
    expect((await rig.call('POST', '/groups', { name: 'x', members: [] })).status).toBe(401);
    expect((await last())?.seq).toBe(before);
    for (let count = 0; count < 15; count += 1) await rig.call('POST', '/session', { name: 'Nobody 1', password: 'x' });
    const tries = (await list({ action: 'signIn', limit: '200' })).filter(({ seq }) => seq > (before ?? 0));
    expect(tries).toHaveLength(10);
    rig.clock.pass(16 * 60_000);
  });

  test('16 what would forge a line or colour a terminal is written out', async () => {
    const evil = 'x\r\n{"seq":0}\u001b[31m\u202e\u2028';
    const written = 'x\\u{d}\\u{a}{"seq":0}\\u{1b}[31m\\u{202e}\\u{2028}';
    await rig.administrator('DELETE', `/connectors/${encodeURIComponent(evil)}`);
    expect(await last()).toMatchObject({ action: 'deleteConnector', subject: { id: written }, outcome: 'NOT_FOUND' });
    await rig.administrator('POST', '/connectors/test', { type: 'email', settings: { [evil]: 1 } });
    expect((await last())?.fields).toEqual(['type', `settings.${written}`]);
    const { out } = await mailrule('list', '--limit', '2');
    expect(out.split('\n')).toHaveLength(4);
    expect(out).not.toContain('\u001b');
    expect(out).not.toContain('\u202e');
  });

  test('the audit is listed by person, kind, subject and time, a page at a time, by administrators only', async () => {
    expect(new Set((await list({ actor: 'Emil' })).map(({ actor }) => actor.name))).toEqual(new Set(['Emil']));
    expect(new Set((await list({ kind: 'connector' })).map(({ kind }) => kind))).toEqual(new Set(['connector']));
    expect((await list({ subject: 'Payroll' })).map(({ action }) => action)).toEqual([
      'deleteConnector',
      'updateConnector',
      'createConnector',
    ]);
    expect(await list({ to: '2020-01-01' })).toEqual([]);
    expect((await list({ from: '2020-01-01T00:00:00Z' })).length).toBeGreaterThan(10);
    const pages: number[] = [];
    for (let before: number | null = null; ; ) {
      const at: string = before === null ? '' : `&before=${before}`;
      const { body } = await rig.administrator('GET', `/audit?limit=7${at}`);
      pages.push(...body.items.map(({ seq }: AuditRecord) => seq));
      before = body.next;
      if (before === null) break;
    }
    expect(pages).toEqual(pages.map((_seq, at) => pages.length - 1 - at));
    expect((await rig.administrator('GET', '/audit?from=yesterday')).status).toBe(422);
    const { call } = await rig.person('Femi', ['designer', 'manage_data_sources', 'approver', 'payroll_operator']);
    for (const path of ['/audit', '/audit/export', '/audit/verify']) expect((await call('GET', path)).status).toBe(403);
  });

  test('records of many at once stand in one chain without a gap', async () => {
    const at = (await last())?.seq ?? 0;
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => rig.administrator('POST', '/groups', { name: `Group ${n}`, members: [] })),
    );
    expect((await last())?.seq).toBe(at + 20);
    expect((await rig.administrator('GET', '/audit/verify')).body).toMatchObject({
      intact: true,
      records: at + 21,
      broken: null,
    });
  });

  test('an export is told, and is checked without a server', async () => {
    const file = join(folder, `${database.kind}.jsonl`);
    expect((await mailrule('export', file)).code).toBe(0);
    await expect.poll(async () => (await last())?.action).toBe('exportAudit');
    const whole = await mailrule('verify', file);
    expect(whole).toMatchObject({ code: 0, out: expect.stringMatching(/^Intact: \d+ records\.\n/) });
    expect(await mailrule('verify')).toMatchObject({ code: 0, out: expect.stringMatching(/^Intact/) });
    expect(await mailrule('verify', join(folder, 'none'))).toMatchObject({ code: 4 });
    expect(await mailrule('check')).toMatchObject({ code: 2, said: expect.stringContaining('mailrule audit list') });
  });

  test.each([
    [
      'another outcome',
      (lines: string[]) => lines.with(3, (lines[3] ?? '').replace('"done"', '"failed"')),
      3,
      /was changed/,
    ],
    ['a record taken out', (lines: string[]) => lines.toSpliced(4, 1), 4, /^Record 4 is missing/],
    [
      "two in each other's place",
      (lines: string[]) => lines.toSpliced(2, 2, lines[3] ?? '', lines[2] ?? ''),
      2,
      /missing/,
    ],
    ['the beginning cut off', (lines: string[]) => lines.slice(1), 0, /^Record 0 is missing/],
    ['a line that is no record', (lines: string[]) => lines.with(5, 'hello'), 5, /no record/],
  ])('%s in an export is found, and the first broken link is named', async (_what, change, seq, why) => {
    const file = join(folder, `${database.kind}-changed.jsonl`);
    const answer = await fetch(`${rig.url}/api/audit/export`, { headers: { authorization: `Bearer ${token}` } });
    const lines = (await answer.text()).trimEnd().split('\n');
    writeFileSync(file, change(lines).join('\n'));
    const { code, out } = await mailrule('verify', file, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ intact: false, broken: { seq, why: expect.stringMatching(why) } });
  });

  test('the database refuses to change or delete a record; what is changed past that shows', async () => {
    await expect(
      rig.store.write((tx) => tx.query("UPDATE audit_record SET outcome = 'failed' WHERE seq = 2")),
    ).rejects.toThrow(/append-only/);
    await expect(rig.store.write((tx) => tx.query('DELETE FROM audit_record WHERE seq = 2'))).rejects.toThrow(
      /append-only/,
    );
    await rig.store.write(async (tx) => {
      if (database.kind === 'sqlite') await tx.query('DROP TRIGGER audit_record_no_update');
      else await tx.query('DROP TRIGGER audit_record_append_only ON audit_record');
      await tx.query("UPDATE audit_record SET actor_name = 'somebody else' WHERE seq = 2");
    });
    expect((await rig.administrator('GET', '/audit/verify')).body).toMatchObject({
      intact: false,
      records: 2,
      broken: { seq: 2, why: expect.stringContaining('was changed') },
    });
    expect(await mailrule('verify')).toMatchObject({ code: 1, out: expect.stringMatching(/^NOT intact: Record 2/) });
  });
});
