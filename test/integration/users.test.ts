import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Author, changeUser, deleteUser } from '../../src/access/users.ts';
import { CredentialTable } from '../../src/store/tables/access.table.ts';
import { openPeople, type PeopleRig } from '../support/people-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

const rightsChanged = async () => {};
const loadSignIn = async () => ({ passwords: 'everybody' as const, chosen: [] });
const AUTHOR: Author = { id: 'test', name: 'test', seen: undefined };

forEachDatabase((database) => {
  let rig: PeopleRig;
  beforeAll(async () => {
    rig = await openPeople(database.url());
  });
  afterAll(() => rig.close());

  const add = async (body: object) => (await rig.administrator('POST', '/users', body)).body;
  const credentialsOf = (userId: string) => rig.store.read.getRepository(CredentialTable).findBy({ userId });

  test('a person is added, listed and read without anything of the password', async () => {
    const made = await rig.administrator('POST', '/users', { name: ' Bo Berg ', roles: ['approver', 'user'] });
    expect(made).toMatchObject({
      status: 201,
      body: { user: { name: 'Bo Berg', roles: ['approver', 'user'], state: 'invited', signedInAt: null, version: 1 } },
    });
    const { id } = made.body.user;
    expect(made.headers.get('location')).toBe(`users/${id}`);
    const read = await rig.administrator('GET', `/users/${id}`);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(read.body).toEqual(made.body.user);
    const { body } = await rig.administrator('GET', '/users');
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['admin', 'Bo Berg']);
    expect(body.items[0]).toMatchObject({ state: 'active', signedInAt: expect.any(Number) });
    expect(JSON.stringify(body)).not.toMatch(/hash|argon2/i);
    expect((await rig.administrator('GET', '/users/none')).status).toBe(404);
  });

  test.each([
    ['the same name', 'Carla'],
    ['other letters', 'cARLA'],
    ['wide letters and blanks', ' Ｃarla '],
  ])('a name is given once: %s', async (_what, name) => {
    const { items } = (await rig.administrator('GET', '/users')).body;
    if (!items.some((item: { name: string }) => item.name === 'Carla')) await add({ name: 'Carla', roles: [] });
    const again = await rig.administrator('POST', '/users', { name, roles: [] });
    expect(again).toMatchObject({ status: 409, body: { code: 'CONFLICT', errors: [{ path: '/name' }] } });
  });

  test.each([
    ['no name', { roles: [] }, '/name'],
    ['a name of blanks', { name: '  ', roles: [] }, '/name'],
    ['a name that turns the line', { name: 'bo\u202egreb', roles: [] }, '/name'],
    ['an unknown role', { name: 'x', roles: ['god'] }, '/roles/0'],
    ['a short password', { name: 'x', roles: [], temporaryPassword: 'short' }, '/temporaryPassword'],
    [
      'a password of 201 characters',
      { name: 'x', roles: [], temporaryPassword: 'x'.repeat(201) },
      '/temporaryPassword',
    ],
    [
      'the name as password',
      { name: 'Long enough', roles: [], temporaryPassword: 'LONG ENOUGH' },
      '/temporaryPassword',
    ],
    ['a field too many', { name: 'x', roles: [], passwordHash: 'x' }, '/passwordHash'],
  ])('%s is refused at its field', async (_what, body, path) => {
    const refused = await rig.administrator('POST', '/users', body);
    expect(refused).toMatchObject({ status: 422, body: { code: 'VALIDATION', errors: [{ path }] } });
  });

  test('new roles count from the next request, and an older version is refused with who changed it', async () => {
    const { id, call } = await rig.person('Dana', ['designer']);
    expect((await call('GET', '/rules')).status).toBe(200);
    expect((await call('GET', '/runs')).status).toBe(403);
    const seen = { 'if-match': '"1"' };
    const changed = await rig.administrator('PATCH', `/users/${id}`, { roles: ['approver'] }, seen);
    expect(changed).toMatchObject({ status: 200, body: { roles: ['approver'], version: 2, modifiedBy: 'admin' } });
    expect((await call('GET', '/rules')).status).toBe(403);
    expect((await call('GET', '/runs')).status).toBe(200);
    const late = await rig.administrator('PATCH', `/users/${id}`, { name: 'Dana Two' }, seen);
    expect(late).toMatchObject({
      status: 412,
      body: { code: 'STALE', detail: expect.stringMatching(/^admin changed/) },
    });
    expect((await rig.administrator('DELETE', `/users/${id}`, undefined, seen)).status).toBe(412);
    expect((await rig.administrator('PATCH', `/users/${id}`, {})).status).toBe(422);
  });

  test('nobody but an administrator gives roles, to oneself least of all', async () => {
    const { id, call } = await rig.person('Emil', ['payroll_operator', 'approver', 'designer', 'manage_data_sources']);
    expect((await call('PATCH', `/users/${id}`, { roles: ['administrator'] })).status).toBe(403);
    expect((await call('POST', '/users', { name: 'Eve', roles: ['administrator'] })).status).toBe(403);
    expect((await call('POST', `/users/${id}/invitation`)).status).toBe(403);
    expect((await call('GET', '/me')).body.roles).not.toContain('administrator');
  });

  test('disabling ends sessions, tokens and links at once, and enabling brings none of them back', async () => {
    const { id, password, call } = await rig.person('Femi', ['designer']);
    const { token } = (await call('POST', '/tokens', { name: 'job' })).body;
    const bearer = rig.as({ authorization: `Bearer ${token}` });
    const { code } = (await rig.administrator('POST', `/users/${id}/invitation`)).body;
    expect((await bearer('GET', '/me')).status).toBe(200);
    expect((await rig.administrator('PATCH', `/users/${id}`, { disabled: true })).body.state).toBe('disabled');
    expect((await call('GET', '/me')).status).toBe(401);
    expect((await bearer('GET', '/me')).status).toBe(401);
    expect((await rig.call('POST', '/invitation', { code })).status).toBe(422);
    expect((await rig.call('POST', '/session', { name: 'Femi', password })).status).toBe(401);
    expect(await rig.administrator('POST', `/users/${id}/invitation`)).toMatchObject({
      status: 409,
      body: { code: 'STATE' },
    });
    await rig.administrator('PATCH', `/users/${id}`, { disabled: false });
    expect((await call('GET', '/me')).status).toBe(401);
    expect((await bearer('GET', '/me')).status).toBe(401);
    expect((await rig.call('POST', '/session', { name: 'Femi', password })).status).toBe(200);
  });

  test('deleting ends sessions and tokens at once, and what the person did keeps the name', async () => {
    const { id, call } = await rig.person('Gita', ['designer']);
    const { token } = (await call('POST', '/tokens', { name: 'job' })).body;
    const { body: form } = await call('POST', '/forms', {
      name: 'Of Gita',
      schema: { type: 'object', properties: {} },
    });
    expect((await rig.administrator('DELETE', `/users/${id}`)).status).toBe(204);
    expect((await call('GET', '/me')).status).toBe(401);
    expect((await rig.as({ authorization: `Bearer ${token}` })('GET', '/me')).status).toBe(401);
    expect(await credentialsOf(id)).toEqual([]);
    expect((await rig.administrator('GET', `/forms/${form.id}`)).body).toMatchObject({ createdBy: 'Gita' });
    expect((await rig.administrator('DELETE', `/users/${id}`)).status).toBe(404);
  });

  test('a session that began just when its person was disabled does not stay', async () => {
    const { id, password } = await rig.person('Hana', ['designer']);
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([
        rig.call('POST', '/session', { name: 'Hana', password }),
        rig.administrator('PATCH', `/users/${id}`, { disabled: true }),
      ]);
      expect(await credentialsOf(id)).toEqual([]);
      await rig.administrator('PATCH', `/users/${id}`, { disabled: false });
    }
  });

  test('the last administrator can neither be deleted nor disabled nor lose the role', async () => {
    const { items } = (await rig.administrator('GET', '/users')).body;
    const { id } = items.find(({ name }: { name: string }) => name === 'admin');
    // An open link may never be used, and a temporary password may run out: neither of these counts.
    await add({ name: 'Invited', roles: ['administrator'] });
    await add({ name: 'Temporary', roles: ['administrator'], temporaryPassword: 'for one sign-in' });
    const refused = { status: 409, body: { code: 'STATE', detail: expect.stringContaining('last administrator') } };
    expect(await rig.administrator('DELETE', `/users/${id}`)).toMatchObject(refused);
    expect(await rig.administrator('PATCH', `/users/${id}`, { disabled: true })).toMatchObject(refused);
    expect(await rig.administrator('PATCH', `/users/${id}`, { roles: ['user'] })).toMatchObject(refused);
    expect((await rig.administrator('PATCH', `/users/${id}`, { roles: ['administrator'] })).status).toBe(200);
    const { call } = await rig.person('Second', ['administrator']);
    expect((await rig.administrator('PATCH', `/users/${id}`, { roles: ['user'] })).status).toBe(200);
    expect((await rig.administrator('GET', '/users')).status).toBe(403);
    expect((await call('PATCH', `/users/${id}`, { roles: ['administrator'] })).status).toBe(200);
  });

  test('of two administrators who take the role from each other, or delete each other, one stays', async () => {
    const { store, clock } = rig;
    const deps = { store, clock, rightsChanged, loadSignIn };
    const { items } = (await rig.administrator('GET', '/users')).body;
    const ids: string[] = items
      .filter(({ name }: { name: string }) => ['admin', 'Second'].includes(name))
      .map(({ id }: { id: string }) => id);
    expect(ids).toHaveLength(2);
    const rejected = (settled: PromiseSettledResult<unknown>[]) =>
      settled.filter(({ status }) => status === 'rejected');
    for (let round = 0; round < 5; round += 1) {
      const both = ids.map((id) => changeUser(deps, id, { roles: ['user'] }, AUTHOR));
      expect(rejected(await Promise.allSettled(both))).toMatchObject([{ reason: { code: 'STATE' } }]);
      for (const id of ids) await changeUser(deps, id, { roles: ['administrator'] }, AUTHOR);
    }
    const both = ids.map((id) => deleteUser(deps, id, AUTHOR));
    expect(rejected(await Promise.allSettled(both))).toMatchObject([{ reason: { code: 'STATE' } }]);
  });
});
