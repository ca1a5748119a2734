import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.ts';
import { verifyBundle } from '../../../src/proof/verify-bundle.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { openRunRig, type RunRig } from '../../support/run-rig.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';
import { forEachDatabase } from '../../support/test-database.ts';

interface ShownRecord {
  seq: number | null;
  nth: number | null;
  kind: string;
  data: Record<string, unknown>;
  hash: string | null;
}

/** A run that was sent, and what can be shown about it afterwards; each test breaks a bundle or a database of its own. */
forEachDatabase((database) => {
  const folder = makeTempFolder('proof');
  let app: HttpApp;
  let rig: RunRig;
  let runId = '';
  let mails: string[] = [];
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app, { sentCopy: 'always', limits: { connections: 2, messagesPerMinute: 6000 } });
  }, 60_000);
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  const sendRun = async () => {
    const second = await app.as('second', ['approver']);
    const run = await rig.plannedRun(rig.staff(4));
    runId = run.id;
    await second.call('POST', `/runs/${runId}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${runId}/release`, {});
    await rig.until(runId, 'finished');
    const rows = await app.store.read.sql<{ id: string }[]>`SELECT id FROM message WHERE run_id = ${runId} ORDER BY id`;
    mails = rows.map(({ id }) => id);
    await expect.poll(async () => (await recordsOf(mails[3] ?? '')).at(-1), POLL).toMatchObject({ kind: 'copy_read' });
    await expect
      .poll(async () => Promise.all(mails.map(async (id) => (await recordsOf(id)).length)), POLL)
      .toEqual([5, 5, 5, 5]);
  };
  const POLL = { timeout: 15_000, interval: 50 };
  const recordsOf = async (id: string): Promise<ShownRecord[]> =>
    (await app.call('GET', `/outbox/${id}/proof`)).records;
  const bundle = async (query: string) => {
    const response = await fetch(`${app.url}/api/proof/bundle?${query}`, { headers: app.authorization() });
    return { status: response.status, text: await response.text() };
  };
  const verified = async (query: string) => verifyBundle(Buffer.from((await bundle(query)).text));
  const cli = async (...args: string[]) => {
    const said = { out: '', say: '' };
    const streams = {
      out: (text: string) => {
        said.out += text;
      },
      say: (text: string) => {
        said.say += text;
      },
      stdin: (async function* () {})(),
      env: {},
    };
    return { code: await runCli(['proof', ...args], streams, new AbortController().signal), ...said };
  };

  test('E4 each step of an e-mail has its record: how it was made, marker, reply, the Sent copy and that it was read back', async () => {
    await sendRun();
    const [id = ''] = mails;
    await expect.poll(async () => (await recordsOf(id)).every(({ seq }) => seq !== null), POLL).toBe(true);
    const records = await recordsOf(id);
    expect(records.map(({ nth, kind }) => [nth, kind])).toEqual([
      [0, 'created'],
      [1, 'marker'],
      [2, 'reply'],
      [3, 'copy'],
      [4, 'copy_read'],
    ]);
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
    const entry = await app.call('GET', `/outbox/${id}`);
    const { uid, uidValidity, folder: sent } = entry.sentCopy;
    expect(records[0]?.data).toMatchObject({
      runId,
      rule: { id: rig.ruleId, version: entry.ruleVersion },
      factsDigest: digest,
      connector: { id: rig.connectorId, reason: 'rule' },
      mime: { sha256: entry.sha256 },
      recipients: { count: 1, digest },
    });
    expect(records[1]?.data).toMatchObject({
      attempt: 1,
      connector: {
        id: rig.connectorId,
        version: (await app.call('GET', `/connectors/${rig.connectorId}`)).version,
        limits: { connections: 2, messagesPerMinute: 6000, recipientsPerDay: null },
        maxSize: expect.any(Number),
        smtpUtf8: true,
        ...{ tls: 'TLSv1.3', signIn: 'password', size: true, dsn: true, pipelining: true },
      },
    });
    expect(records[2]?.data).toMatchObject({ verdict: 'accepted', reply: { code: 250 } });
    expect(records[3]?.data).toMatchObject({ state: 'filed', folder: sent, uid, uidValidity });
    expect(records[4]?.data).toMatchObject({ folder: sent, uid, uidValidity, messageId: entry.messageId });
  });

  test('E4 the bundle of a run is intact, by the key of the installation, and says who approved which plan', async () => {
    const { text } = await bundle(`run=${runId}`);
    const { fingerprint } = await app.call('GET', '/proof/key');
    const report = await verifyBundle(Buffer.from(text), fingerprint);
    expect(report.problems).toEqual([]);
    expect(report.statement).toMatchObject({
      scope: { run: runId },
      subjects: 5,
      withoutRecord: 0,
      chain: { missing: 0 },
    });
    const { records } = JSON.parse(text) as { records: (ShownRecord & { subject: string })[] };
    const run = await app.call('GET', `/runs/${runId}`);
    const approval = records.find(({ subject, data }) => subject === runId && data['to'] === 'approved');
    expect(approval?.data).toMatchObject({ from: 'planned', by: 'second', planHash: run.plan.hash });
    expect(records.filter(({ subject }) => mails.includes(subject))).toHaveLength(20);
  });

  test('no subject, body, address or document is in a bundle', async () => {
    const { text } = await bundle('from=2020-01-01');
    expect(text).not.toMatch(/Payslip of|Dear|2001\.50|%PDF|application\/pdf/);
    expect(text.toLowerCase()).not.toContain('+e0001@');
  });

  test('the command line verifies a bundle without server, database or configuration, and says what was changed', async () => {
    const file = join(folder, `${database.kind}.json`);
    const { text } = await bundle(`run=${runId}`);
    const { fingerprint } = await app.call('GET', '/proof/key');
    writeFileSync(file, text);
    const good = await cli('verify', file, '--key', fingerprint);
    expect(good, good.say).toMatchObject({ code: 0, out: expect.stringMatching(/^Intact\.\n/) });
    expect((await cli('verify', file)).out).toContain('Compare it with the fingerprint of the installation');
    writeFileSync(file, text.replace('"verdict":"accepted"', '"verdict":"failed"'));
    const bad = await cli('verify', file, '--key', fingerprint);
    expect(bad.code).toBe(1);
    expect(bad.out).toMatch(/^NOT intact:\n {2}Record \d+ \(reply, number 2 of .*\) was changed/);
    // One fingerprint in 64 begins with a dash.
    expect(await cli('verify', file, '--key', '-of-another-key')).toMatchObject({ code: 1 });
    expect((await cli('verify', file, '--key', '--json')).code).toBe(2);
    expect((await cli('verify', join(folder, 'none.json'))).code).not.toBe(0);
    expect((await cli('verify')).code).toBe(2);
  });

  test('one e-mail and a time can be asked for; no scope, two, an unknown one or a bad time are refused', async () => {
    expect((await verified(`message=${mails[0]}`)).statement).toMatchObject({ subjects: 1, records: 5 });
    expect((await verified('from=2020-01-01')).statement?.subjects).toBeGreaterThanOrEqual(4);
    expect((await verified('from=2020-01-01&to=2020-01-02')).statement).toMatchObject({ subjects: 0, records: 0 });
    for (const query of ['', 'run=a&message=b', 'from=tomorrow', 'from=2026-11-01T08:00']) {
      expect((await bundle(query)).status, query).toBe(422);
    }
    expect((await bundle('run=none')).status).toBe(404);
    expect((await bundle('message=none')).status).toBe(404);
  });

  test('a designer gets no bundle; an approver does', async () => {
    const designer = await app.as('designer', ['designer']);
    expect((await designer.request('GET', `/proof/bundle?run=${runId}`)).status).toBe(403);
    const approver = await app.as('auditor', ['approver']);
    expect((await approver.request('GET', `/proof/bundle?run=${runId}`)).status).toBe(200);
  });

  test('the signing key is sealed in the database', async () => {
    await app.call('GET', '/proof/key');
    const [row] = await app.store.read.sql<{ value: string }[]>`SELECT value FROM setting WHERE key = 'proof-key'`;
    expect(row?.value).toBeDefined();
    const stored = Buffer.from(JSON.parse(row?.value ?? '{}').sealed, 'base64').toString('latin1');
    expect(stored).not.toMatch(/OKP|Ed25519|"d"/);
  });

  test('a record changed in the database is told by the bundle', async () => {
    const { text } = await bundle(`message=${mails[1]}`);
    const { records } = JSON.parse(text) as { records: { seq: number; data: object }[] };
    const seq = records[2]?.seq ?? 0;
    const data = JSON.stringify(records[2]?.data).replace('accepted', 'failed');
    await app.store.write((tx) => tx.sql`UPDATE proof_record SET data = ${data} WHERE seq = ${seq}`);
    const report = await verified(`message=${mails[1]}`);
    expect(report.problems).toEqual([
      `Record ${seq} (reply, number 2 of ${mails[1]}) was changed: its hash is not that of its content.`,
    ]);
  });

  test('a record removed from the database is told by the bundle of its e-mail, and as a gap by every other', async () => {
    const { text } = await bundle(`message=${mails[2]}`);
    const { records } = JSON.parse(text) as { records: { seq: number }[] };
    const seq = records[4]?.seq ?? 0;
    await app.store.write((tx) => tx.sql`DELETE FROM proof_record WHERE seq = ${seq}`);
    const lacked = expect.stringContaining('lacked 1 of its');
    expect((await verified(`message=${mails[2]}`)).problems).toEqual([lacked]);
    expect((await verified(`message=${mails[0]}`)).problems).toContainEqual(lacked);
  });

  test('an e-mail from before the records is counted as one without', async () => {
    const [id = ''] = mails;
    await app.store.write((tx) => tx.sql`DELETE FROM proof_record WHERE subject = ${id}`);
    const proof = await app.call('GET', `/outbox/${id}/proof`);
    expect(proof).toMatchObject({ records: [], recordsSince: expect.any(Number), state: 'accepted' });
    const { statement } = await verified(`message=${id}`);
    expect(statement).toMatchObject({ subjects: 1, records: 0, withoutRecord: 1, recordsSince: proof.recordsSince });
  });
});
