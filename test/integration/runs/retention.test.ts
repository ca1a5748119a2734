import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { runCli } from '../../../src/cli/run-cli.ts';
import { createLogger } from '../../../src/logger.ts';
import { verifyBundle } from '../../../src/proof/verify-bundle.ts';
import { purgeDue } from '../../../src/retention/purge.ts';
import { systemClock } from '../../../src/sdk/index.ts';
import { newSecretKey } from '../../../src/secrets/secret-box.ts';
import { loadRetention } from '../../../src/settings/settings.store.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const DAY_MS = 24 * 3_600_000;

/** A run that was sent, and what is left of it when its days are over. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let run: Answer;
  let line: Answer;
  let days = 0;
  const clock = { now: () => Date.now() + days * DAY_MS, sleep: systemClock.sleep };
  beforeAll(async () => {
    app = await openHttpApp(database.url(), { clock });
    rig = await openRunRig(app, { sentCopy: 'always' });
  }, 60_000);
  afterAll(() => app.close());

  const sendRun = async () => {
    const second = await app.as('second', ['approver']);
    run = await rig.plannedRun(rig.staff(3));
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    await rig.until(run.id, 'finished');
    line = await lineOf();
    await expect.poll(async () => (await lineOf()).mail.sentCopy, { timeout: 15_000 }).toBe('filed');
    await expect.poll(async () => openCopies(), { timeout: 15_000 }).toBe(0);
  };
  const lineOf = async () => (await app.call('GET', `/runs/${run.id}/items`)).items[0];
  const openCopies = async () =>
    (await app.store.read.query('SELECT id FROM sent_copy WHERE due_at IS NOT NULL')).length;
  const report = () => app.call('GET', `/runs/${run.id}/report.csv`);
  const purge = () => {
    const log = { info: () => {}, error: () => {} };
    const deps = { store: app.store, clock, log, loadSettings: () => loadRetention(app.store) };
    return purgeDue(deps, new AbortController().signal);
  };
  const setting = '/settings/retention';

  test('the setting is 90 days until somebody sets it, takes 1 to 3650 days or never, and knows who changed it', async () => {
    const unset = { contentDays: 90, runDays: 90, modifiedAt: null, modifiedBy: null };
    expect(await app.call('GET', setting)).toEqual(unset);
    for (const body of [
      { contentDays: 0, runDays: 90 },
      { contentDays: 90, runDays: 3651 },
      { contentDays: 1.5, runDays: 90 },
      { contentDays: 90 },
      { contentDays: 'never', runDays: 1 },
    ]) {
      expect((await app.request('PUT', setting, body)).status, JSON.stringify(body)).toBe(422);
    }
    const stored = await app.call('PUT', setting, { contentDays: null, runDays: 3650 }, { 'if-match': '"0"' });
    expect(stored).toMatchObject({ contentDays: null, runDays: 3650, modifiedAt: expect.any(Number) });
    const stale = await app.request('PUT', setting, { contentDays: 1, runDays: 1 }, { 'if-match': '"0"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'STALE' } });
    const clerk = await app.as('clerk', ['payroll_operator']);
    expect((await clerk.request('GET', setting)).status).toBe(403);
    await app.call('PUT', setting, { contentDays: 30, runDays: 60 });
  });

  test('a dry run says how much would go, also with other days, and deletes nothing', async () => {
    await sendRun();
    const due = (query = '') => app.call('GET', `${setting}/due${query}`);
    const nothing = { mails: { count: 0, bytes: 0 }, runs: { count: 0, rows: 0, documents: 0, bytes: 0 } };
    expect(await due()).toMatchObject({ contentDays: 30, runDays: 60, ...nothing });
    days = 40;
    const mails = { count: 3, bytes: expect.any(Number) };
    expect(await due()).toMatchObject({ ...nothing, mails });
    const runs = { count: 1, rows: 3, documents: 3, bytes: expect.any(Number) };
    expect(await due('?runDays=39')).toMatchObject({ runDays: 39, mails, runs });
    expect((await due('?contentDays=50')).mails.count).toBe(0);
    expect((await app.request('GET', `${setting}/due?runDays=0`)).status).toBe(422);
    expect((await app.request('GET', `/outbox/${line.mail.id}/message`)).status).toBe(200);
    const said = { out: '', say: '' };
    const streams = {
      out: (text: string) => {
        said.out += text;
      },
      say: (text: string) => {
        said.say += text;
      },
      stdin: (async function* () {})(),
      env: { MAILRULE_URL: app.url, MAILRULE_TOKEN: app.authorization()['authorization']?.slice('Bearer '.length) },
    };
    const cli = async (...args: string[]) => runCli(['retention', ...args], streams, new AbortController().signal);
    expect(await cli('--dry-run', '--run-days', '39'), said.say).toBe(0);
    expect(said.out).toMatch(
      /deleted after 39 days\.\nTo be deleted now:\n {2}3 e-mails, .*\n.*\n.*received messages, .*\n {2}1 payroll runs with 3 doc/,
    );
    expect(await cli('set', '--content-days', 'never')).toBe(0);
    expect(await app.call('GET', setting)).toMatchObject({ contentDays: null, runDays: 60 });
    expect(await cli('set', '--content-days', '30')).toBe(0);
    expect(await cli('set')).toBe(2);
  });

  test('after the purge source, resend, test, redirect and retry say when it was deleted; lists, report and proof stay', async () => {
    const [before, { text }] = [await report(), await bundle()];
    days = 70;
    await purge();
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    const gone = (what: string) => ({
      status: 410,
      body: { code: 'PURGED', detail: `${what} was deleted on ${day} by the retention setting.` },
    });
    const { id } = line.mail;
    expect(await app.request('GET', `/outbox/${id}/message`)).toMatchObject(gone('The content of this e-mail'));
    const again = await app.request('POST', `/outbox/${id}/resend`, {}, { 'idempotency-key': 'k' });
    expect(again).toMatchObject(gone('The content of this e-mail'));
    const path = `/runs/${run.id}/items/${line.id}`;
    const to = 'someone@receiver.test';
    expect(await app.request('POST', `${path}/test-to-me`, { to })).toMatchObject(gone('The data of this run'));
    const redirect = await app.request('POST', `${path}/redirect`, { to, reason: 'left' });
    expect(redirect).toMatchObject(gone('The content of this e-mail'));
    const entry = await app.call('GET', `/outbox/${id}`);
    expect(entry).toMatchObject({ purgedAt: expect.any(Number), subject: line.mail.subject, sha256: line.mail.sha256 });
    expect(entry.can).toEqual({ retry: false, cancel: false, resend: false, resolve: false });
    expect(await app.call('GET', `/runs/${run.id}`)).toMatchObject({ purgedAt: expect.any(Number), state: 'finished' });
    expect(await lineOf()).toMatchObject({
      facts: {},
      owner: line.owner,
      address: line.address,
      mail: { state: 'accepted' },
    });
    expect(await report()).toBe(before);
    const after = await bundle();
    expect(after.report).toMatchObject({ intact: true, problems: [] });
    expect(after.text.length).toBeGreaterThan(text.length);
    expect(after.text.match(/"kind":"purge"/g)).toHaveLength(4);
    const proof = await app.call('GET', `/outbox/${id}/proof`);
    expect(proof.records.at(-1)).toMatchObject({ kind: 'purge', data: { what: 'content', days: 30 } });
  });

  const bundle = async () => {
    const response = await fetch(`${app.url}/api/proof/bundle?run=${run.id}`, { headers: app.authorization() });
    const text = await response.text();
    return { text, report: await verifyBundle(Buffer.from(text)) };
  };

  test('a failed e-mail whose content is gone is not tried again, alone or with its run', async () => {
    const { id } = line.mail;
    await app.store.write((tx) => tx.sql`UPDATE delivery SET state = 'failed' WHERE id = ${id}`);
    expect(await app.request('POST', `/outbox/${id}/retry`, {})).toMatchObject({ status: 410 });
    const retry = await app.request('POST', `/runs/${run.id}/retry-failed`);
    expect(retry).toMatchObject({
      status: 410,
      body: { detail: expect.stringContaining('The content of the failed e-mails') },
    });
    expect(await app.call('GET', `/runs/${run.id}`)).toMatchObject({ state: 'finished' });
  });

  test('an uploaded file that is gone says so where it is asked for and where a mail wants it', async () => {
    const file = await app.call('POST', '/files?name=terms.txt&type=text/plain', 'the terms');
    days = 140;
    await purge();
    const detail = expect.stringContaining('The file "terms.txt" was deleted on');
    expect(await app.request('GET', `/files/${file.id}`)).toMatchObject({
      status: 410,
      body: { code: 'PURGED', detail },
    });
    const { id: rule } = await app.call('POST', '/rules', {
      name: 'Terms',
      trigger: { kind: 'workflow', event: 'terms' },
      actions: [
        {
          action: 'send-email',
          params: {
            connector: rig.connectorId,
            to: [{ field: 'email' }],
            subject: 'Terms',
            text: 'x',
            attachments: [{ field: 'file' }],
          },
        },
      ],
    });
    expect(rule).toBeDefined();
    const event = { type: 'terms', facts: { email: rig.box, file: file.id } };
    expect(await app.request('POST', '/events', event)).toMatchObject({
      status: 422,
      body: { code: 'ATTACHMENT', detail },
    });
  });

  test('a server that starts deletes by itself what is due', async () => {
    const url = await database.create();
    const first = await openHttpApp(url);
    const { id } = await first.call('POST', '/files?name=a.txt', 'old');
    await first.close();
    days = 91;
    const log = createLogger({ level: 'silent' });
    const again = await createApp({ databaseUrl: url, secretKeys: [newSecretKey()], log, clock });
    await again.start();
    const purged = () => again.store.read.query('SELECT purged_at FROM file WHERE purged_at IS NOT NULL');
    await expect.poll(async () => (await purged()).length, { timeout: 15_000 }).toBe(1);
    expect(id).toBeDefined();
    await again.close();
  });
});
