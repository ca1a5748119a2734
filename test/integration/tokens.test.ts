import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { openPeople, type PeopleRig } from '../support/people-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

const DAY_MS = 24 * 60 * 60_000;

forEachDatabase((database) => {
  let rig: PeopleRig;
  let id: string;
  let person: PeopleRig['administrator'];
  beforeAll(async () => {
    rig = await openPeople(database.url());
    const made = await rig.person('Ada', ['designer', 'manage_data_sources']);
    id = made.id;
    person = made.call;
  });
  afterAll(() => rig.close());

  const make = (body: object, by = person) => by('POST', '/tokens', { name: 'job', ...body });
  const tokenCall = async (body: object = {}, by = person) => {
    const made = await make(body, by);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return rig.as({ authorization: `Bearer ${made.body.token}` });
  };
  const daysLeft = ({ body }: Awaited<ReturnType<typeof make>>) =>
    body.expiresAt === null ? null : Math.round((body.expiresAt - rig.clock.now()) / DAY_MS);

  test('a token is good for 90 days where nothing is said, for the days that are said, or for ever', async () => {
    expect(daysLeft(await make({}))).toBe(90);
    expect(daysLeft(await make({ expiresInDays: 7 }))).toBe(7);
    expect(daysLeft(await make({ expiresInDays: null }))).toBeNull();
  });

  test('a token may what its roles allow, and no more', async () => {
    const call = await tokenCall({ roles: ['designer'] });
    expect((await call('GET', '/me')).body.roles).toEqual(['designer']);
    expect((await call('GET', '/rules')).status).toBe(200);
    expect((await call('GET', '/connector-types')).status).toBe(403);
    expect((await person('GET', '/connector-types')).status).toBe(200);
  });

  test('a token never gains a role that its owner gets later, and loses what the owner loses', async () => {
    const call = await tokenCall();
    await rig.administrator('PATCH', `/users/${id}`, { roles: ['designer', 'administrator'] });
    expect((await person('GET', '/users')).status).toBe(200);
    expect((await call('GET', '/users')).status).toBe(403);
    expect((await call('GET', '/me')).body.roles).toEqual(['designer']);
    await rig.administrator('PATCH', `/users/${id}`, { roles: ['designer', 'manage_data_sources'] });
    expect((await call('GET', '/me')).body.roles).toEqual(['manage_data_sources', 'designer']);
  });

  test('a token makes no token that may more or lives longer than itself', async () => {
    const call = await tokenCall({ roles: ['designer'], expiresInDays: 5 });
    const more = await make({ roles: ['manage_data_sources'] }, call);
    expect(more).toMatchObject({ status: 422, body: { errors: [{ path: '/roles/0' }] } });
    for (const expiresInDays of [undefined, 30, null]) {
      const made = await make({ expiresInDays }, call);
      expect(daysLeft(made)).toBe(5);
      expect(made.body.roles).toEqual(['designer']);
    }
    expect(daysLeft(await make({ expiresInDays: 1 }, call))).toBe(1);
  });

  test.each([
    ['a role that one does not have', { roles: ['administrator'] }, '/roles/0'],
    ['a role that there is not', { roles: ['god'] }, '/roles/0'],
    ['no roles', { roles: [] }, '/roles'],
    ['a connector that is not there', { connector: 'none' }, '/connector'],
    ['a rule that is not there', { rule: 'none' }, '/rule'],
    ['a hundred years', { expiresInDays: 36_500 }, '/expiresInDays'],
  ])('%s is refused at its field', async (_what, body, path) => {
    expect(await make(body)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  describe('about one thing', () => {
    let connector: string;
    let other: string;
    let rules: { id: string; name: string }[];
    beforeAll(async () => {
      const add = async (displayName: string) =>
        (await person('POST', '/connectors', { type: 'email', displayName, settings: {} })).body.id;
      connector = await add('Mine');
      other = await add('Other');
      const rule = async (name: string) => {
        const params = { to: [{ field: 'email' }], subject: name, text: 'Hello' };
        const trigger = { kind: 'workflow', event: 'hired' };
        const body = { name, trigger, actions: [{ action: 'send-email', params }] };
        return (await person('POST', '/rules', body)).body;
      };
      rules = [await rule('First'), await rule('Second')];
    });

    test('a token about one connector reads, tests and changes that one and calls nothing else', async () => {
      const call = await tokenCall({ connector });
      expect((await call('GET', `/connectors/${connector}`)).status).toBe(200);
      expect((await call('POST', `/connectors/${connector}/test`, {})).status).toBe(422);
      expect((await call('GET', '/me')).status).toBe(200);
      for (const [method, path, body] of [
        ['GET', `/connectors/${other}`],
        ['GET', '/connectors'],
        ['GET', '/connectors/export'],
        ['POST', '/connectors/test', { id: connector, type: 'email', settings: {} }],
        ['POST', '/events', { type: 'hired', facts: {} }],
        ['GET', '/rules'],
        ['GET', '/tokens'],
        ['POST', '/tokens', { name: 'more' }],
        ['PUT', '/me/password', { current: 'x', password: 'yyyyyyyyyyyy' }],
        ['GET', '/live?topics=connectors'],
      ] as const) {
        const { status, body: answer } = await call(method, path, body);
        expect(status, path).toBe(403);
        expect(answer.detail).toContain('about one connector only');
      }
      const [line] = (await person('GET', '/tokens')).body.filter((one: { about: unknown }) => one.about !== null);
      expect(line).toMatchObject({ about: { kind: 'connector', id: connector, name: 'Mine' } });
    });

    test('a token about one rule posts events at which no other rule runs', async () => {
      const [first, second] = rules;
      const call = await tokenCall({ rule: first?.id, roles: ['designer'] });
      const posted = await call('POST', '/events', { type: 'hired', facts: { email: 'a@acme.test' } });
      expect(posted).toMatchObject({ status: 201, body: { rules: [{ name: 'First' }] } });
      const all = await person('POST', '/events', { type: 'hired', facts: { email: 'a@acme.test' } });
      expect(all.body.rules).toHaveLength(2);
      expect((await call('GET', `/rules/${first?.id}`)).status).toBe(200);
      expect((await call('GET', `/rules/${second?.id}`)).status).toBe(403);
      expect((await call('POST', `/rules/${first?.id}/duplicate`)).status).toBe(403);
      expect((await call('POST', '/rules', {})).status).toBe(403);
    });
  });

  test('every route that names a connector or a rule by its id says so, for tokens about one of them', async () => {
    const app = await createApp({
      databaseUrl: await database.create(),
      secretKeys: [newSecretKey()],
      log: createLogger({ level: 'silent' }),
      page: false,
    });
    const of = (kind: string) => app.routes.filter(({ path }) => path.startsWith(`/${kind}s/:id`));
    await app.close();
    expect(of('connector').filter(({ about }) => about !== 'connector')).toEqual([]);
    const elsewhere = of('rule').filter(({ about }) => about !== 'rule');
    // A copy is another rule.
    expect(elsewhere.map(({ id: name }) => name)).toEqual(['duplicateRule']);
    const about = app.routes.filter((route) => route.about !== undefined && !route.path.includes(':id'));
    expect(about.map(({ id: name }) => name).sort()).toEqual(['getMe', 'postEvent']);
  });
});
