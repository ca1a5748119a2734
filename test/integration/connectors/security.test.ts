import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const NOBODY = { users: [], groups: [] };
type Person = Pick<HttpApp, 'request' | 'call'>;

forEachDatabase((database) => {
  let app: HttpApp;
  let ada: Person;
  let bo: Person;
  let count = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    ada = await app.as('ada', ['manage_data_sources']);
    bo = await app.as('bo', ['manage_data_sources']);
  });
  afterAll(() => app.close());

  const definition = (displayName: string) => ({ type: 'email', displayName, settings: {} });
  const connector = async (security: object = {}) => {
    const { id, displayName } = await app.call('POST', '/connectors', definition(`Connector ${++count}`));
    await app.call('PUT', `/connectors/${id}/security`, { administrators: NOBODY, users: NOBODY, ...security });
    return { id: String(id), displayName: String(displayName) };
  };
  const named = (...users: string[]) => ({ users, groups: [] });

  test('B2 security is stored with names, answered with the connector and changed by its ETag', async () => {
    const { id } = await connector();
    const body = { administrators: named('ada'), users: named('bo'), readOnly: true, enableB2B: true };
    const { version } = await app.call('GET', `/connectors/${id}`);
    const seen = { 'if-match': `"${version}"` };
    expect(await app.call('PUT', `/connectors/${id}/security`, body, seen)).toMatchObject({
      version: version + 1,
      security: { ...body, excluded: NOBODY },
      mayEdit: false,
    });
    expect((await app.call('GET', `/connectors/${id}`)).security).toEqual({ ...body, excluded: NOBODY });
    expect(await app.request('PUT', `/connectors/${id}/security`, body, seen)).toMatchObject({ status: 412 });
  });

  test.each([
    ['somebody who is not there', { administrators: named('nobody'), users: NOBODY }, '/administrators/users/0'],
    ['a group that is not there', { administrators: NOBODY, users: { groups: ['none'] } }, '/users/groups/0'],
    ['a list left out', { users: NOBODY }, '/administrators'],
    ['a field too many', { administrators: NOBODY, users: NOBODY, admins: [] }, '/admins'],
  ])('%s is refused at its field', async (_what, body, path) => {
    const { id } = await connector();
    const refused = await app.request('PUT', `/connectors/${id}/security`, body);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  test('B2 who is not among the connection administrators neither reads nor tests, changes, exports nor deletes it', async () => {
    const { id, displayName } = await connector({ administrators: named('ada') });
    const values = { ...definition(displayName), id: undefined };
    const security = { administrators: NOBODY, users: NOBODY };
    const deeds: [string, string, object?][] = [
      ['GET', `/connectors/${id}`],
      ['GET', `/connectors/${id}/uses`],
      ['PUT', `/connectors/${id}`, values],
      ['POST', `/connectors/${id}/enable`],
      ['POST', `/connectors/${id}/disable`],
      ['POST', `/connectors/${id}/test`, {}],
      ['POST', `/connectors/${id}/test-mail`, {}],
      ['POST', '/connectors/test', { id, type: 'email', settings: {} }],
      ['POST', '/connectors/import', { connectors: [values] }],
      ['PUT', `/connectors/${id}/security`, security],
      ['GET', `/connectors/${id}/authorization`],
      ['POST', `/connectors/${id}/authorize`],
      ['DELETE', `/connectors/${id}/authorization`],
      ['DELETE', `/connectors/${id}`],
    ];
    for (const [method, path, body] of deeds) {
      const { status, body: answer } = await bo.request(method, path, body);
      expect(status, `${method} ${path}: ${JSON.stringify(answer)}`).toBe(403);
      expect(answer.detail).toContain(`connection administrators of "${displayName}"`);
    }
    const ofBo = await bo.call('GET', '/connectors/export');
    expect(ofBo.connectors.map((one: { displayName: string }) => one.displayName)).not.toContain(displayName);
    expect(ofBo.leftOut).toContain(displayName);
    expect((await ada.call('GET', '/connectors/export')).leftOut).not.toContain(displayName);
    const lineOf = async (who: Person) =>
      (await who.call('GET', '/connectors')).connectors.find((one: { id: string }) => one.id === id);
    expect(await lineOf(bo)).toMatchObject({ mayEdit: false });
    expect(await lineOf(ada)).toMatchObject({ mayEdit: true });
    expect(await ada.call('PUT', `/connectors/${id}`, values)).toMatchObject({ mayEdit: true });
    await ada.call('DELETE', `/connectors/${id}`);
  });

  test('every route of one connector is in that list: a new one must ask, too', async () => {
    const doc = await app.call('GET', '/openapi.json');
    const paths = Object.keys(doc.paths).filter((path) => path.startsWith('/connectors/{id}'));
    expect(paths.sort()).toEqual(
      ['', '/authorization', '/authorize', '/disable', '/enable', '/security', '/test', '/test-mail', '/uses'].map(
        (end) => `/connectors/{id}${end}`,
      ),
    );
  });

  test('B2 a group of connection administrators opens and closes with its members', async () => {
    const group = await app.call('POST', '/groups', { name: `Group ${++count}`, members: ['bo'] });
    const { id } = await connector({ administrators: { users: [], groups: [group.id] } });
    await bo.call('GET', `/connectors/${id}`);
    expect((await ada.request('GET', `/connectors/${id}`)).status).toBe(403);
    await app.call('PUT', `/groups/${group.id}`, { name: group.name, members: ['ada'] });
    await ada.call('GET', `/connectors/${id}`);
    expect((await bo.request('GET', `/connectors/${id}`)).status).toBe(403);
    const kept = await app.request('DELETE', `/groups/${group.id}`);
    expect(kept).toMatchObject({ status: 409, body: { detail: expect.stringContaining('the data source') } });
  });

  test('B2 an Administrator who is not among them reads it and repairs its security, and nothing else', async () => {
    const { id, displayName } = await connector({ administrators: named('ada') });
    expect(await app.call('GET', `/connectors/${id}`)).toMatchObject({ mayEdit: false });
    const refused = await app.request('PUT', `/connectors/${id}`, definition(displayName));
    expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('Add yourself') } });
    await app.call('PUT', `/connectors/${id}/security`, { administrators: NOBODY, users: NOBODY });
    await app.call('PUT', `/connectors/${id}`, definition(displayName));
  });

  test('B2 a connection administrator who was deleted opens it to nobody else', async () => {
    await app.as('leaver', ['manage_data_sources']);
    const { id } = await connector({ administrators: named('leaver') });
    await app.call('DELETE', '/users/leaver');
    expect((await bo.request('GET', `/connectors/${id}`)).status).toBe(403);
    // The name of the person who is gone may stay when somebody else is added.
    const body = { administrators: named('leaver', 'bo'), users: NOBODY };
    await app.call('PUT', `/connectors/${id}/security`, body);
    await bo.call('GET', `/connectors/${id}`);
  });

  test('A1.13 what is read-only is neither changed nor deleted until that is taken back', async () => {
    const { id, displayName } = await connector({ readOnly: true });
    for (const [method, path, body] of [
      ['PUT', `/connectors/${id}`, definition(displayName)],
      ['POST', `/connectors/${id}/disable`],
      ['DELETE', `/connectors/${id}`],
      ['POST', '/connectors/import', { connectors: [definition(displayName)] }],
    ] as const) {
      const refused = await app.request(method, path, body);
      expect(refused, path).toMatchObject({
        status: 409,
        body: { code: 'STATE', detail: expect.stringContaining('read-only') },
      });
    }
    await app.call('PUT', `/connectors/${id}/security`, { administrators: NOBODY, users: NOBODY });
    await app.call('DELETE', `/connectors/${id}`);
  });
});
