import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { openPeople, type PeopleRig } from '../support/people-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

const NEW = 'a better password';

forEachDatabase((database) => {
  let rig: PeopleRig;
  beforeAll(async () => {
    rig = await openPeople(database.url());
  });
  afterAll(() => rig.close());

  const signIn = async (name: string, password: string, device = 'test') => {
    const { session } = await rig.call('POST', '/session', { name, password }, { 'user-agent': device });
    return { session, call: rig.as(session) };
  };

  test('who changes the own password gets a new session, and every older one has ended', async () => {
    const { password, call } = await rig.person('Ada', []);
    const other = await signIn('Ada', password);
    const { token } = (await call('POST', '/tokens', { name: 'job' })).body;
    const changed = await call('PUT', '/me/password', { current: password, password: NEW });
    expect(changed.status).toBe(204);
    expect((await rig.as(changed.session)('GET', '/me')).body).toMatchObject({ name: 'Ada' });
    expect((await call('GET', '/me')).status).toBe(401);
    expect((await other.call('GET', '/me')).status).toBe(401);
    expect((await rig.as({ authorization: `Bearer ${token}` })('GET', '/me')).status).toBe(200);
    expect((await rig.call('POST', '/session', { name: 'Ada', password })).status).toBe(401);
    expect((await rig.call('POST', '/session', { name: 'Ada', password: NEW })).status).toBe(200);
  });

  test.each([
    ['a wrong present password', { current: 'wrong' }, '/current'],
    ['a new one of nine characters', { password: 'ninechars' }, '/password'],
    ['the name', { password: 'Bruno Longname' }, '/password'],
    ['the present one again', { password: 'the password of Bruno Longname' }, '/password'],
  ])('%s is refused at its field, and the session stays', async (_what, wrong, path) => {
    const { items } = (await rig.administrator('GET', '/users')).body;
    const name = 'Bruno Longname';
    const known = items.find((item: { name: string }) => item.name === name);
    const password = `the password of ${name}`;
    if (known === undefined) await rig.person(name, []);
    const { call } = await signIn(name, password);
    const refused = await call('PUT', '/me/password', { current: password, password: NEW, ...wrong });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path }] } });
    expect((await call('GET', '/me')).status).toBe(200);
  });

  test('guessing the present password with a stolen session has to wait, and does not close the sign-in', async () => {
    const { password, call } = await rig.person('Chloe', []);
    const guess = (n: number) => call('PUT', '/me/password', { current: `guess ${n}`, password: NEW });
    const statuses = [];
    for (let n = 0; n < 11; n += 1) statuses.push((await guess(n)).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await rig.call('POST', '/session', { name: 'Chloe', password })).status).toBe(200);
  });

  test('sessions are listed with what the browser called itself, and each of them can be ended', async () => {
    const { password, call } = await rig.person('Dora', []);
    const phone = await signIn('Dora', password, 'Phone <b>\u00ff');
    const { items } = (await phone.call('GET', '/me/sessions')).body;
    // The clock of the rig stands still: both began at the same instant.
    const own = items.find((one: { current: boolean }) => one.current);
    expect(items).toHaveLength(2);
    expect(own).toMatchObject({ device: 'Phone <b>' });
    expect(JSON.stringify(items)).not.toContain('hash');
    expect((await call('DELETE', `/me/sessions/${own.id}`)).status).toBe(204);
    expect((await phone.call('GET', '/me')).status).toBe(401);
    expect((await call('DELETE', `/me/sessions/${own.id}`)).status).toBe(404);
    const others = [await signIn('Dora', password), await signIn('Dora', password)];
    expect((await call('DELETE', '/me/sessions')).status).toBe(204);
    for (const other of others) expect((await other.call('GET', '/me')).status).toBe(401);
    expect((await call('GET', '/me')).status).toBe(200);
  });

  test('nobody sees or ends the sessions of somebody else', async () => {
    const [eva, finn] = [await rig.person('Eva', ['administrator']), await rig.person('Finn', [])];
    const [own] = (await finn.call('GET', '/me/sessions')).body.items;
    expect((await eva.call('DELETE', `/me/sessions/${own.id}`)).status).toBe(404);
    expect((await eva.call('GET', '/me/sessions')).body.items).toHaveLength(1);
    expect((await finn.call('GET', '/me')).status).toBe(200);
  });

  test('changes of people and of the own account from another site are refused', async () => {
    const { id, password, session } = await rig.person('Gus', ['administrator']).then(async (person) => ({
      ...person,
      session: (await signIn('Gus', person.password)).session,
    }));
    const changes: [method: string, path: string, body?: object][] = [
      ['POST', '/users', { name: 'Eve', roles: ['administrator'] }],
      ['PATCH', `/users/${id}`, { disabled: true }],
      ['DELETE', `/users/${id}`],
      ['POST', `/users/${id}/invitation`],
      ['PUT', `/users/${id}/password`, { password: NEW }],
      ['PUT', '/me/password', { current: password, password: NEW }],
      ['DELETE', '/me/sessions'],
    ];
    for (const [method, path, body] of changes) {
      for (const origin of [undefined, 'https://evil.example']) {
        const foreign = rig.as({ cookie: session['cookie'] ?? '', ...(origin ? { origin } : {}) });
        expect((await foreign(method, path, body)).status, `${method} ${path} from ${origin}`).toBe(403);
      }
    }
    expect((await rig.as(session)('GET', '/me')).status).toBe(200);
  });

  test('a session that the client brought is not taken over, neither by a link nor by a change of the password', async () => {
    const { id, password } = await rig.person('Hal', []);
    const { code } = (await rig.administrator('POST', `/users/${id}/invitation`)).body;
    const planted = { cookie: 'mailrule=mrs_planted', origin: rig.url };
    const accepted = await rig.call('POST', '/invitation/password', { code, password: NEW }, planted);
    expect(accepted.session['cookie']).toMatch(/^mailrule=mrs_[\w-]{43}$/);
    const before = (await signIn('Hal', NEW)).session;
    const changed = await rig.as(before)('PUT', '/me/password', { current: NEW, password: password });
    expect(changed.session['cookie']).toMatch(/^mailrule=mrs_[\w-]{43}$/);
    expect(changed.session['cookie']).not.toBe(before['cookie']);
  });

  test('where a host signs people in, the routes say where to look', async () => {
    const caller = { id: 'host-1', name: 'Host', roles: ['administrator' as const] };
    const databaseUrl = await database.create();
    const log = createLogger({ level: 'silent' });
    const options = { databaseUrl, secretKeys: [newSecretKey()] as const, log, authenticate: () => caller };
    const app = await createApp(options);
    const signal = new AbortController().signal;
    for (const [method, path, body] of [
      ['GET', '/users'],
      ['POST', '/users', { name: 'x', roles: [] }],
      ['PUT', '/me/password', { current: 'x', password: NEW }],
      ['GET', '/me/sessions'],
      ['GET', '/sign-on/providers'],
      ['PUT', '/settings/sign-in', { passwords: 'everybody' }],
    ] as const) {
      await expect(app.dispatch({ method, path, body, caller, signal })).rejects.toMatchObject({
        code: 'STATE',
        message: expect.stringContaining('The application around this server signs people in'),
      });
    }
    const accept = { method: 'POST' as const, path: '/invitation/password', body: { code: 'x', password: NEW } };
    await expect(app.dispatch({ ...accept, caller, signal })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const ways = { method: 'POST' as const, path: '/sign-on/x/start', body: {} };
    await expect(app.dispatch({ ...ways, caller, signal })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await app.close();
  });
});
