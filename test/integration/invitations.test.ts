import { randomBytes, scryptSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CredentialTable, UserTable } from '../../src/store/tables/access.table.ts';
import { openPeople, type PeopleRig } from '../support/people-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

const DAY_MS = 24 * 60 * 60_000;
const PASSWORD = 'correct horse battery';

/** As the first version stored it. */
function scryptHash(password: string): string {
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, 32, { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 });
  return ['scrypt', 2 ** 15, 8, 3, salt.toString('base64url'), key.toString('base64url')].join('$');
}

forEachDatabase((database) => {
  let rig: PeopleRig;
  beforeAll(async () => {
    rig = await openPeople(database.url());
  });
  afterAll(() => rig.close());

  test('a temporary password is good for one sign-in, which chooses the own one, and ends older sessions', async () => {
    const { id, password, call } = await rig.person('Ivo', ['user']);
    const temporary = 'for one sign-in';
    const given = await rig.administrator('PUT', `/users/${id}/password`, { password: temporary });
    expect(given).toMatchObject({
      status: 200,
      body: { state: 'temporary', passwordUntil: rig.clock.now() + 7 * DAY_MS },
    });
    expect((await call('GET', '/me')).status).toBe(401);
    const signIn = (body: object) => rig.call('POST', '/session', { name: 'Ivo', ...body });
    expect((await signIn({ password })).status).toBe(401);
    const refused = { status: 422, body: { errors: [{ path: '/newPassword' }] } };
    expect(await signIn({ password: temporary })).toMatchObject(refused);
    expect(await signIn({ password: temporary, newPassword: temporary })).toMatchObject(refused);
    const newPassword = 'chosen by Ivo';
    expect((await signIn({ password: 'a wrong one', newPassword })).status).toBe(401);
    expect((await signIn({ password: temporary, newPassword })).status).toBe(200);
    expect((await signIn({ password: temporary, newPassword })).status).toBe(401);
    expect((await signIn({ password: newPassword })).status).toBe(200);
    expect(await signIn({ password: newPassword, newPassword: 'and another' })).toMatchObject(refused);
  });

  test('a temporary password ends after seven days, and says so to whoever has it', async () => {
    const temporaryPassword = 'for one sign-in';
    await rig.administrator('POST', '/users', { name: 'Jo', roles: [], temporaryPassword });
    rig.clock.pass(7 * DAY_MS);
    const late = await rig.call('POST', '/session', {
      name: 'Jo',
      password: temporaryPassword,
      newPassword: 'chosen by Jo',
    });
    expect(late).toMatchObject({ status: 409, body: { detail: expect.stringContaining('has expired') } });
  });

  test('a hash of the first version is replaced at the next sign-in', async () => {
    const { id, password } = await rig.person('Kim', []);
    const stored = async () => (await rig.store.read.getRepository(UserTable).findOneBy({ id }))?.passwordHash;
    await rig.store.write((tx) => tx.getRepository(UserTable).update({ id }, { passwordHash: scryptHash(password) }));
    const both = await Promise.all([1, 2].map(() => rig.call('POST', '/session', { name: 'kim', password })));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await stored()).toMatch(/^\$argon2id\$/);
    expect((await rig.call('POST', '/session', { name: 'kim', password })).status).toBe(200);
  });

  const invite = async (name: string) => {
    const { body } = await rig.administrator('POST', '/users', { name, roles: ['approver'] });
    return { id: body.user.id as string, ...(body.invitation as { code: string; expiresAt: number }) };
  };
  const accept = (code: string, password = PASSWORD) => rig.call('POST', '/invitation/password', { code, password });
  const refusedLink = { status: 422, body: { errors: [{ path: '/code' }] } };

  test('a link chooses the password once, signs in, and is stored and logged nowhere', async () => {
    const { id, code, expiresAt } = await invite('Lea');
    expect(expiresAt).toBe(rig.clock.now() + 7 * DAY_MS);
    expect((await rig.call('POST', '/invitation', { code })).body).toEqual({ name: 'Lea' });
    const refused = await accept(code, 'short');
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: '/password' }] } });
    const accepted = await accept(code);
    expect(accepted).toMatchObject({ status: 200, body: { name: 'Lea', roles: ['approver'] } });
    expect(accepted.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await rig.as(accepted.session)('GET', '/me')).status).toBe(200);
    expect(await accept(code)).toMatchObject(refusedLink);
    expect(await rig.call('POST', '/invitation', { code })).toMatchObject(refusedLink);
    expect((await rig.administrator('GET', `/users/${id}`)).body).toMatchObject({ state: 'active', linkUntil: null });
    expect(JSON.stringify(await rig.store.read.getRepository(CredentialTable).find())).not.toContain(code);
    expect(rig.log()).toContain('acceptInvitation');
    expect(rig.log()).not.toContain(code);
    expect(rig.log()).not.toContain(PASSWORD);
  });

  test('of two who use a link at once exactly one gets in', async () => {
    const { code } = await invite('Mats');
    const both = await Promise.all([accept(code), accept(code, 'another password')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  test('a link ends after seven days, when a newer one is made, and when a temporary password is given', async () => {
    const first = await invite('Nele');
    const second = (await rig.administrator('POST', `/users/${first.id}/invitation`)).body;
    expect(await accept(first.code)).toMatchObject(refusedLink);
    expect((await rig.call('POST', '/invitation', { code: second.code })).status).toBe(200);
    await rig.administrator('PUT', `/users/${first.id}/password`, { password: 'for one sign-in' });
    expect(await accept(second.code)).toMatchObject(refusedLink);
    const third = (await rig.administrator('POST', `/users/${first.id}/invitation`)).body;
    rig.clock.pass(7 * DAY_MS);
    expect(await accept(third.code)).toMatchObject(refusedLink);
  });

  test('a link for somebody who has a password leaves it good until then, and ends the sessions when it is used', async () => {
    const { id, password, call } = await rig.person('Ole', []);
    const { code } = (await rig.administrator('POST', `/users/${id}/invitation`)).body;
    expect((await call('GET', '/me')).status).toBe(200);
    expect((await rig.call('POST', '/session', { name: 'Ole', password })).status).toBe(200);
    expect((await accept(code)).status).toBe(200);
    expect((await call('GET', '/me')).status).toBe(401);
    expect((await rig.call('POST', '/session', { name: 'Ole', password })).status).toBe(401);
    expect((await rig.call('POST', '/session', { name: 'Ole', password: PASSWORD })).status).toBe(200);
  });

  test('the code of a link is neither a session nor a token, and no session or token is a link', async () => {
    const { code } = await invite('Pia');
    expect((await rig.as({ authorization: `Bearer ${code}` })('GET', '/me')).status).toBe(401);
    expect((await rig.as({ cookie: `mailrule=${code}` })('GET', '/me')).status).toBe(401);
    const { token } = (await rig.administrator('POST', '/tokens', { name: 'x' })).body;
    expect(await accept(token)).toMatchObject(refusedLink);
  });

  test('using a link from another site is refused, and guessing has to wait', async () => {
    const { code } = await invite('Quin');
    const foreign = { origin: 'https://evil.example' };
    expect((await rig.call('POST', '/invitation/password', { code, password: PASSWORD }, foreign)).status).toBe(403);
    const guesses: number[] = [];
    for (let n = 0; n < 12; n += 1)
      guesses.push((await rig.call('POST', '/invitation', { code: `guess ${n}` })).status);
    expect(guesses).toContain(429);
    // Nobody's sign-in is closed by that.
    expect((await rig.call('POST', '/session', rig.first)).status).toBe(200);
  });
});
