import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPeople, type PeopleRig } from '../support/people-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

forEachDatabase((database) => {
  let rig: PeopleRig;
  let ada: string;
  let bo: string;
  beforeAll(async () => {
    rig = await openPeople(database.url());
    ada = (await rig.person('Ada', ['designer'])).id;
    bo = (await rig.person('Bo', ['manage_data_sources'])).id;
  });
  afterAll(() => rig.close());

  const add = (name: string, members: string[]) => rig.administrator('POST', '/groups', { name, members });

  test('a group is added, read, listed and changed, and names its members in their order', async () => {
    const made = await add(' Payroll ', [bo, ada]);
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'Payroll', members: [ada, bo], createdBy: 'admin', version: 1 },
    });
    const { id } = made.body;
    expect(made.headers.get('location')).toBe(`groups/${id}`);
    const read = await rig.administrator('GET', `/groups/${id}`);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(read.body).toEqual(made.body);
    const changed = await rig.administrator(
      'PUT',
      `/groups/${id}`,
      { name: 'Wages', members: [bo] },
      { 'if-match': '"1"' },
    );
    expect(changed).toMatchObject({ status: 200, body: { name: 'Wages', members: [bo], version: 2 } });
    const { items } = (await rig.administrator('GET', '/groups')).body;
    expect(items).toEqual([changed.body]);
    const late = await rig.administrator('PUT', `/groups/${id}`, { name: 'Late', members: [] }, { 'if-match': '"1"' });
    expect(late).toMatchObject({
      status: 412,
      body: { code: 'STALE', detail: expect.stringMatching(/^admin changed/) },
    });
    expect((await rig.administrator('DELETE', `/groups/${id}`)).status).toBe(204);
    expect((await rig.administrator('GET', `/groups/${id}`)).status).toBe(404);
  });

  test('a name is given once, whatever the letters', async () => {
    await add('Night shift', []);
    expect(await add('NIGHT SHIFT', [])).toMatchObject({ status: 409, body: { errors: [{ path: '/name' }] } });
    const { id } = (await add('Day shift', [])).body;
    const renamed = await rig.administrator('PUT', `/groups/${id}`, { name: 'night shift', members: [] });
    expect(renamed).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
  });

  test.each([
    ['no name', { members: [] }, '/name'],
    ['a name of blanks', { name: ' ', members: [] }, '/name'],
    ['no members', { name: 'x' }, '/members'],
    ['somebody who is not there', { name: 'x', members: ['nobody'] }, '/members/0'],
    ['somebody twice', { name: 'x', members: ['a', 'a'] }, '/members'],
  ])('%s is refused at its field', async (_what, body, path) => {
    const refused = await rig.administrator('POST', '/groups', body);
    expect(refused).toMatchObject({ status: 422, body: { code: 'VALIDATION', errors: [{ path }] } });
  });

  test('who is deleted leaves the groups', async () => {
    const { id } = await rig.person('Carla', []);
    const group = (await add('Leavers', [id, ada])).body;
    expect((await rig.administrator('DELETE', `/users/${id}`)).status).toBe(204);
    expect((await rig.administrator('GET', `/groups/${group.id}`)).body.members).toEqual([ada]);
  });

  test('who sets up data sources sees the names of people and groups, and nothing more of them', async () => {
    await add('Seen', [ada, bo]);
    const { call } = await rig.person('Dana', ['manage_data_sources']);
    const { body } = await call('GET', '/people');
    expect(body.users).toContainEqual({ id: ada, name: 'Ada', disabled: false });
    expect(body.groups).toContainEqual({ id: expect.any(String), name: 'Seen', size: 2, mine: false });
    expect((await call('GET', '/groups')).status).toBe(403);
    expect((await call('POST', '/groups', { name: 'Mine', members: [] })).status).toBe(403);
  });
});
