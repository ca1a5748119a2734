import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { ROLES, type Route } from '../../src/http/route.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { openPeople, type PeopleRig } from '../support/people-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** Every route about something that belongs to one person, asked by another one who has every role that does not see everybody's. */
forEachDatabase((database) => {
  let rig: PeopleRig;
  let routes: readonly Route[];
  let owner: PeopleRig['administrator'];
  let other: PeopleRig['administrator'];
  /** without the roles that may see all events */
  let plain: PeopleRig['administrator'];
  beforeAll(async () => {
    rig = await openPeople(database.url());
    const roles = ROLES.filter((role) => role !== 'administrator');
    owner = (await rig.person('Owner', roles)).call;
    other = (await rig.person('Other', roles)).call;
    plain = (await rig.person('Plain', ['user', 'approver', 'manage_data_sources'])).call;
    const app = await createApp({
      databaseUrl: await database.create(),
      secretKeys: [newSecretKey()],
      log: createLogger({ level: 'silent' }),
      page: false,
    });
    routes = app.routes;
    await app.close();
  });
  afterAll(() => rig.close());

  const workflow = async () => {
    const params = { to: [{ field: 'email' }], subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' };
    const rule = {
      name: 'Hello',
      trigger: { kind: 'workflow', event: 'hired' },
      actions: [{ action: 'send-email', params }],
    };
    return rule;
  };
  /** Makes one thing of the owner's; answers its id. */
  const MAKE: Record<string, () => Promise<string>> = {
    '/tokens/:id': async () => (await owner('POST', '/tokens', { name: 'mine' })).body.id,
    '/me/sessions/:id': async () => (await owner('GET', '/me/sessions')).body.items[0].id,
    '/events/:id': async () =>
      (await owner('POST', '/events', { type: 'hired', hold: true, facts: { email: 'a@acme.test' } })).body.eventId,
    '/files/:id': async () => (await owner('POST', '/files?name=mine.txt&type=text/plain', { a: 'file' })).body.id,
    '/me/email-accounts/:id': async () =>
      (await owner('POST', '/me/email-accounts', { address: 'mine@acme.test', settings: {} })).body.id,
    '/me/drafts/:id': async () => (await owner('POST', '/me/drafts', {})).body.id,
    '/me/mail-tasks/:id': async () => {
      const { id: user } = (await owner('GET', '/me')).body;
      const { actions, ...rule } = await workflow();
      const params = { ...actions[0]?.params, mode: 'manual', performer: { user } };
      const trigger = { kind: 'workflow', event: 'by_hand' };
      const by = { ...rule, name: 'By hand', trigger, actions: [{ action: 'send-email', params }] };
      await owner('POST', '/rules', by);
      await owner('POST', '/events', { type: 'by_hand', facts: { email: 'a@acme.test' } });
      return (await owner('GET', '/me/mail-tasks')).body.items[0]?.id ?? 'none';
    },
    '/previews/:id': async () => {
      const { actions, ...rule } = await workflow();
      const asked = { rule: { ...rule, actions }, facts: { email: 'a@acme.test' } };
      const { body } = await owner('POST', '/rules/preview', asked);
      return String(body.mails[0].frame).split('/').at(-1) ?? '';
    },
  };
  /** What a route asks for before it looks at the thing. */
  const BODIES: Record<string, object> = {
    'PUT /me/email-accounts/:id': { address: 'mine@acme.test', settings: {} },
    'PATCH /me/email-accounts/:id': { useSignature: true },
    'PATCH /me/drafts/:id': { subject: 'Mine' },
    'POST /me/mail-tasks/:id/decline': { reason: 'Not mine' },
  };
  /** For these, who may look at all may look at everybody's. */
  const SHARED = [
    '/connectors',
    '/connector-types',
    '/providers',
    '/forms',
    '/rules',
    '/schedules',
    '/templates',
    '/outbox',
    '/suppressions',
    '/links',
    '/unsubscribe',
    '/unsubscribed',
    // whoever has the token may; test/integration/rules/schedule-hooks.test.ts
    '/hooks',
    '/runs',
    '/users',
    '/groups',
    '/contacts',
    '/mailboxes',
    '/document-passwords',
    '/run-owners',
    '/sign-on',
    '/sandbox',
    // an administrator's list of everybody's
    '/email-accounts',
    // test/integration/oauth/consent.test.ts asks as somebody else
    '/oauth/attempts',
  ];

  const oneThing = () => routes.filter(({ path }) => path.includes('/:'));
  const kindOf = ({ path }: Route) => Object.keys(MAKE).find((made) => path === made || path.startsWith(`${made}/`));

  test('every route about one thing is about a person’s own, or about what all who may look share', () => {
    const unknown = oneThing().filter(
      (route) => kindOf(route) === undefined && !SHARED.some((start) => route.path.startsWith(`${start}/`)),
    );
    expect(unknown.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    expect(new Set(oneThing().map(kindOf).filter(Boolean))).toEqual(new Set(Object.keys(MAKE)));
  });

  test.each(Object.keys(MAKE))('14 what belongs to somebody else looks like nothing: %s', async (kind) => {
    if (kind !== '/previews/:id' && kind !== '/tokens/:id') await owner('POST', '/rules', await workflow());
    const id = (await MAKE[kind]?.()) ?? '';
    expect(id).not.toBe('');
    const asked = oneThing().filter((route) => kindOf(route) === kind);
    expect(asked.length).toBeGreaterThan(0);
    const stranger = kind === '/events/:id' ? plain : other;
    for (const { method, path } of asked) {
      const there = await stranger(method, path.replace(':id', id), BODIES[`${method} ${path}`]);
      const nowhere = await stranger(
        method,
        path.replace(':id', '01a21c8c-61f7-73e0-a2cb-872a85cb2417'),
        BODIES[`${method} ${path}`],
      );
      expect(there.status, `${method} ${path}`).toBe(404);
      expect(nowhere.status, `${method} ${path}`).toBe(404);
      expect(there.body.detail, 'nobody can tell whether it is there').toBe(nowhere.body.detail);
    }
    // Nothing happened to it.
    const own = asked.find(({ method }) => method === 'GET');
    if (own) expect((await fetch(`${rig.url}/api${own.path.replace(':id', id)}`)).status).toBe(401);
    if (kind === '/tokens/:id') {
      const left = (await owner('GET', '/tokens')).body.map((token: { id: string }) => token.id);
      expect(left).toContain(id);
    }
    if (kind === '/events/:id') expect((await owner('GET', `/events/${id}`)).body.state).toBe('held');
    if (kind === '/me/sessions/:id') expect((await owner('GET', '/me')).status).toBe(200);
  });
});
