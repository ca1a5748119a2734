import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashSecret } from '../../src/access/credential.ts';
import { type App, createApp } from '../../src/app.ts';
import type { Role } from '../../src/http/route.ts';
import { type HttpServer, openHttpServer } from '../../src/http/server.ts';
import { OUTBOX_QUERIES } from '../../src/live/live.store.ts';
import { createLiveFeed } from '../../src/live/live-feed.ts';
import { liveStream } from '../../src/live/live-stream.ts';
import { topicRights } from '../../src/live/topics.ts';
import { createLogger } from '../../src/logger.ts';
import { newId } from '../../src/sdk/index.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { insertRows } from '../../src/store/sql.ts';
import { CredentialTable, UserTable } from '../../src/store/tables/access.table.ts';
import { type EventStream, openEventStream } from '../support/event-stream.ts';
import { quickClock } from '../support/quick-clock.ts';
import { forEachDatabase } from '../support/test-database.ts';

const ALL = 'connectors,outbox,rules,settings,runs';
const clock = quickClock(20);

forEachDatabase((database) => {
  let app: App;
  let server: HttpServer;
  let log: { level: string; msg: string }[];
  const streams: EventStream[] = [];

  beforeAll(async () => {
    log = [];
    app = await createApp({
      databaseUrl: database.url(),
      secretKeys: [newSecretKey()],
      log: createLogger({ level: 'info', destination: { write: (line) => void log.push(JSON.parse(line)) } }),
      clock,
    });
    server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    for (const stream of streams) stream.close();
    app.endStreams();
    await server.close();
    await app.close();
  });

  /** The headers of a new user with these roles. */
  const signedIn = async (...roles: Role[]) => {
    const name = newId();
    await app.store.write(async (tx) => {
      const row = { id: name, name, createdAt: clock.now() };
      await tx.getRepository(UserTable).insert({ ...row, nameKey: name, passwordHash: '', roles, disabled: false });
      const credential = { ...row, kind: 'token', userId: name, expiresAt: null, hash: hashSecret(`mrt_${name}`) };
      await tx.getRepository(CredentialTable).insert(credential);
    });
    return { authorization: `Bearer mrt_${name}` };
  };
  const watch = async (topics: string, headers: Record<string, string>) => {
    const stream = await openEventStream(`${server.url}/api/live?topics=${topics}`, headers);
    streams.push(stream);
    return stream;
  };
  const addConnector = async (headers: Record<string, string>, displayName: string) => {
    const answer = await fetch(`${server.url}/api/connectors`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'email', displayName, settings: {} }),
    });
    expect(answer.status).toBe(201);
  };
  const namesIn = (event: { data: { items: { displayName: string }[] } }) =>
    event.data.items.map(({ displayName }) => displayName);

  test('all there is comes first, then a change, and nothing but a heartbeat while nothing changes', async () => {
    const admin = await signedIn('administrator');
    const stream = await watch(ALL, admin);
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    expect(stream.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(stream.headers.get('x-accel-buffering')).toBe('no');
    const first = [];
    for (let n = 0; n < 5; n += 1) first.push(await stream.next());
    expect(stream.text()).toMatch(/^retry: 2000\n\nevent: /);
    expect(first.map(({ event }) => event).sort()).toEqual(ALL.split(',').sort());
    expect(new Set(first.map(({ id }) => id)).size).toBe(5);
    expect(first.find(({ event }) => event === 'outbox')?.data).toEqual({
      newest: null,
      latestAttempt: null,
      open: { held: 0, queued: 0, sending: 0, dot_pending: 0, uncertain: 0 },
    });
    await addConnector(admin, 'Payroll');
    const { event, id, data } = await stream.next();
    expect(event).toBe('connectors');
    expect(first.map((one) => one.id)).not.toContain(id);
    expect(data.items).toEqual([
      {
        id: expect.any(String),
        displayName: 'Payroll',
        state: 'incomplete',
        stateReason: expect.any(String),
        stateAt: expect.any(Number),
        version: 1,
      },
    ]);
    const before = stream.text().length;
    await expect.poll(() => stream.text().slice(before), { timeout: 5000 }).toMatch(/^(: .*\n\n){2}/);
  });

  test('a rule, a setting and an e-mail are told by their topics', async () => {
    const admin = await signedIn('administrator');
    const stream = await watch('outbox,rules,settings', admin);
    for (let n = 0; n < 3; n += 1) await stream.next();
    const times = { created_at: 1, created_by: 'x', modified_at: 1, modified_by: 'x' };
    await app.store.write(async (tx) => {
      await tx.query(`INSERT INTO setting (key, value, modified_at, modified_by) VALUES ('x', '{}', 1, 'x')`);
    });
    const settings = await stream.next();
    expect(settings).toMatchObject({ event: 'settings', data: { revision: expect.any(String) } });
    const json = { trigger_json: '{}', conditions: '{}', actions: '[]' };
    const rule = { id: 'r1', name: 'r', ...json, trigger_key: 'k', position: 0, enabled: true, version: 1, ...times };
    await app.store.write((tx) => insertRows(tx, 'rule', [rule]));
    const made = await stream.nextOf('rules');
    await app.store.write((tx) => tx.query('UPDATE rule SET position = 1'));
    const moved = await stream.nextOf('rules');
    expect(moved.data.revision).not.toBe(made.data.revision);
    await app.store.write((tx) => insertRows(tx, 'delivery', [deliveryRow('d1', 'queued')]));
    expect(await stream.nextOf('outbox')).toMatchObject({ data: { newest: 'd1', open: { queued: 1 } } });
    await app.store.write((tx) => tx.query(`UPDATE delivery SET state = 'uncertain'`));
    expect(await stream.nextOf('outbox')).toMatchObject({ data: { open: { queued: 0, uncertain: 1 } } });
  });

  test('each of two streams is told the same, and a stream only its own topics', async () => {
    const admin = await signedIn('administrator');
    const [one, two, rules] = [
      await watch('connectors', admin),
      await watch('connectors', admin),
      await watch('rules', admin),
    ];
    await Promise.all([one.next(), two.next(), rules.next()]);
    await addConnector(admin, 'Twice told');
    const [first, second] = [await one.next(), await two.next()];
    expect(second).toEqual(first);
    expect(namesIn(first)).toContain('Twice told');
    await expect.poll(() => rules.text(), { timeout: 5000 }).toContain('\n\n: ');
    expect(rules.text()).not.toContain('event: connectors');
  });

  test('who comes later gets what is there now', async () => {
    const admin = await signedIn('administrator');
    const early = await watch('connectors', admin);
    await early.next();
    await addConnector(admin, 'Before the second');
    await early.next();
    expect(namesIn(await (await watch('connectors', admin)).next())).toContain('Before the second');
  });

  test('an unknown topic, none, and one without the role for it are refused in words', async () => {
    const operator = await signedIn('payroll_operator');
    const problem = async (topics: string) => {
      const answer = await fetch(`${server.url}/api/live${topics}`, { headers: operator });
      return (await answer.json()) as object;
    };
    const fields = [{ path: '?topics', message: expect.stringContaining('connectors, outbox, rules, settings') }];
    expect(await problem('?topics=colours')).toMatchObject({ status: 422, code: 'VALIDATION', errors: fields });
    expect(await problem('')).toMatchObject({ status: 422, errors: fields });
    const refusal = { status: 403, detail: expect.stringMatching(/"rules" needs the role administrator or designer/) };
    expect(await problem('?topics=outbox,rules')).toMatchObject(refusal);
  });

  test('who may only choose a connector is not told why it is in its state', async () => {
    const stream = await watch('connectors', await signedIn('designer'));
    const { data } = await stream.next();
    expect(data.items[0]).toEqual({
      id: expect.any(String),
      displayName: expect.any(String),
      state: 'incomplete',
      version: 1,
    });
  });

  test('one caller may have twenty streams, and one more when another was closed', async () => {
    const user = await signedIn('administrator');
    // Asking for the head only opens nothing that stays.
    for (let n = 0; n < 25; n += 1) {
      await fetch(`${server.url}/api/live?topics=rules`, { method: 'HEAD', headers: user });
    }
    const open = await Promise.all(Array.from({ length: 20 }, () => watch('rules', user)));
    const refused = await fetch(`${server.url}/api/live?topics=rules`, { headers: user });
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({
      code: 'TOO_MANY',
      detail: expect.stringContaining('20 live streams'),
    });
    expect((await watch('rules', await signedIn('designer'))).status).toBe(200);
    open[0]?.close();
    await expect.poll(async () => (await watch('rules', user)).status).toBe(200);
    for (const stream of open) stream.close();
  });

  test('a client that reads nothing for a while is told the latest, once', async () => {
    const feed = createLiveFeed({
      store: app.store,
      clock,
      log: { error: () => {} },
      readRuns: async () => ({}),
    });
    const signal = new AbortController().signal;
    const caller = { id: 'x', name: 'x', roles: ['administrator' as const] };
    const rights = topicRights(app.routes);
    const deps = { clock, log: { error: () => {} }, rights, authenticate: () => caller };
    const topics = ['connectors' as const];
    const watcher = { caller, topics, headers: {}, remoteAddress: undefined, signal };
    const slow = liveStream(deps, watcher, (wake) => feed.subscribe(topics, wake));
    const quick = liveStream(deps, watcher, (wake) => feed.subscribe(topics, wake));
    for (const stream of [slow, quick]) {
      await stream.next();
      expect((await stream.next()).value).toContain('event: connectors');
    }
    const admin = await signedIn('administrator');
    for (const name of ['Slow 1', 'Slow 2', 'Slow 3']) {
      await addConnector(admin, name);
      let told = '';
      while (!told.includes(name)) told = (await quick.next()).value ?? '';
    }
    const missed = (await slow.next()).value ?? '';
    expect(missed.match(/event: connectors/g)).toHaveLength(1);
    expect(missed).toContain('Slow 3');
    expect((await slow.next()).value).toMatch(/^: /);
    feed.end();
    expect((await slow.next()).done).toBe(true);
    expect((await quick.next()).done).toBe(true);
    await feed.stop();
  });

  test('when the session has ended the stream says so and ends', async () => {
    const admin = await signedIn('administrator');
    const stream = await watch('rules', admin);
    await stream.next();
    await app.store.write((tx) => tx.getRepository(CredentialTable).delete({ userId: admin.authorization.slice(11) }));
    expect(await stream.nextOf('signed-out')).toMatchObject({ data: {} });
    await stream.ended;
  });

  test('when a role was taken away the stream ends, and coming back is refused', async () => {
    const admin = await signedIn('administrator');
    const stream = await watch('rules', admin);
    await stream.next();
    const id = admin.authorization.slice(11);
    await app.store.write((tx) => tx.getRepository(UserTable).update({ id }, { roles: ['user'] }));
    await stream.ended;
    expect(stream.text()).not.toContain('signed-out');
    expect((await watch('rules', admin)).status).toBe(403);
  });

  test('an error of the database ends the stream, is logged, and the next stream works', async () => {
    const admin = await signedIn('administrator');
    const stream = await watch('rules', admin);
    await stream.next();
    await app.store.write((tx) => tx.query('ALTER TABLE rule RENAME TO rule_away'));
    await stream.ended;
    await app.store.write((tx) => tx.query('ALTER TABLE rule_away RENAME TO rule'));
    expect(log).toContainEqual(
      expect.objectContaining({ level: 'error', msg: expect.stringContaining('live changes cannot be read') }),
    );
    expect(await (await watch('rules', admin)).next()).toMatchObject({ event: 'rules' });
    // That a client left is no error.
    expect(log.filter(({ msg }) => msg === 'request failed')).toEqual([]);
  });

  test('what the outbox is asked is answered by indexes, with many finished e-mails', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => deliveryRow(`p${n}`, n % 2000 === 0 ? 'held' : 'accepted'));
    const attempt = { ms: 1, verdict: 'accepted', kind: 'smtp', started_at: 1 };
    const attempts = rows.map(({ id }) => ({ id, delivery_id: id, ...attempt }));
    await app.store.write((tx) => insertRows(tx, 'delivery', rows));
    await app.store.write((tx) => insertRows(tx, 'attempt', attempts));
    await app.store.write((tx) => tx.query('ANALYZE'));
    const explain = database.kind === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
    const planOf = async (sql: string) => JSON.stringify(await app.store.read.query(`${explain} ${sql}`));
    for (const sql of Object.values(OUTBOX_QUERIES)) {
      const plan = await planOf(sql);
      expect(plan).toMatch(/Index|USING (COVERING )?INDEX/);
      expect(plan).not.toMatch(/Seq Scan|TEMP B-TREE/);
    }
    expect(await planOf(OUTBOX_QUERIES.open)).toContain('delivery_state');
  });

  test('a client that does not read takes no memory, and is told the latest when it reads again', async () => {
    const own = await createApp({
      databaseUrl: await database.create(),
      secretKeys: [newSecretKey()],
      log: createLogger({ level: 'silent' }),
      clock,
      authenticate: () => ({ id: 'host', name: 'host', roles: ['administrator'] }),
    });
    const listening = await openHttpServer({ router: own.router, host: '127.0.0.1', port: 0 });
    const rows = Array.from({ length: 4000 }, (_, n) => connectorRow(`c${n}`));
    await own.store.write((tx) => insertRows(tx, 'connector', rows));
    const slow = connect(Number(new URL(listening.url).port), '127.0.0.1');
    slow.write('GET /api/live?topics=connectors HTTP/1.1\r\nHost: x\r\n\r\n');
    const quick = await openEventStream(`${listening.url}/api/live?topics=connectors`, {});
    await quick.next();
    for (let n = 1; n <= 40; n += 1) {
      await own.store.write((tx) => tx.query(`UPDATE connector SET state_reason = 'change ${n}' WHERE id = 'c0'`));
      while (!JSON.stringify((await quick.next()).data).includes(`"change ${n}"`));
    }
    let text = '';
    slow.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    await expect.poll(() => text.includes('"change 40"'), { timeout: 10_000 }).toBe(true);
    expect(text.match(/event: connectors/g)?.length).toBeLessThan(30);
    slow.destroy();
    quick.close();
    own.endStreams();
    await listening.close();
    await own.close();
  }, 60_000);

  test('a host that signs people in is asked again, too', async () => {
    let known = true;
    const own = await createApp({
      databaseUrl: await database.create(),
      secretKeys: [newSecretKey()],
      log: createLogger({ level: 'silent' }),
      clock,
      authenticate: ({ headers }) =>
        known && headers['x-user'] === 'ada' ? { id: 'ada', name: 'Ada', roles: ['designer'] } : undefined,
    });
    const listening = await openHttpServer({ router: own.router, host: '127.0.0.1', port: 0 });
    const stream = await openEventStream(`${listening.url}/api/live?topics=rules`, { 'x-user': 'ada' });
    await stream.next();
    // Asked once, and still there.
    await expect.poll(() => stream.text().match(/^: /gm)?.length, { timeout: 10_000 }).toBe(3);
    known = false;
    expect((await stream.next()).event).toBe('signed-out');
    await stream.ended;
    await listening.close();
    await own.close();
  });

  test('the server stops at once, whoever watches', async () => {
    const own = await createApp({
      databaseUrl: await database.create(),
      secretKeys: [newSecretKey()],
      log: createLogger({ level: 'silent' }),
      authenticate: () => ({ id: 'host', name: 'host', roles: ['administrator'] }),
    });
    const listening = await openHttpServer({ router: own.router, host: '127.0.0.1', port: 0 });
    const stream = await openEventStream(`${listening.url}/api/live?topics=${ALL}`, {});
    await stream.next();
    const startedAt = Date.now();
    own.endStreams();
    await listening.close();
    await own.close();
    await stream.ended;
    expect(Date.now() - startedAt).toBeLessThan(2000);
  });
});

function connectorRow(id: string) {
  const json = { settings: '{}', secrets: '{}', learned: '{}' };
  const stamps = { state_at: 1, created_at: 1, created_by: 'x', modified_at: 1, modified_by: 'x', version: 1 };
  const texts = { type: 'email', display_name: id.repeat(20), display_name_key: id, state: 'active', state_reason: '' };
  return { id, enabled: true, ...texts, ...json, ...stamps };
}

function deliveryRow(id: string, state: string) {
  const counts = { deadline_at: 1, attempts: 0, looks: 0, size: 1, created_at: 1, updated_at: 1 };
  return { id, state, detail: '', due_at: state === 'accepted' ? null : 1, ...counts };
}
