import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** A file goes out by its id: nobody sends that of somebody else by naming it in a form. */
forEachDatabase((database) => {
  let app: HttpApp;
  let form = '';
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    const settings = emailSettings(sharedServers().mail.account());
    const { id: connector } = await app.call('POST', '/connectors', { type: 'email', displayName: 'P', settings });
    const report = await app.call('POST', `/connectors/${connector}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    const file = { type: 'object', properties: { file: { type: 'string' } } };
    const properties = { email: { type: 'string' }, doc: file, docs: { type: 'array', items: file } };
    form = (await app.call('POST', '/forms', { name: 'Papers', schema: { type: 'object', properties } })).id;
    await app.call('POST', '/rules', {
      name: 'Papers',
      trigger: { kind: 'form', form, event: 'submit' },
      actions: [
        {
          action: 'send-email',
          params: {
            connector,
            to: [{ field: 'email' }],
            subject: 'Papers',
            text: 'x',
            attachments: [{ field: 'doc' }],
          },
        },
      ],
    });
  });
  afterAll(() => app.close());

  const email = 'bob@receiver.test';
  const path = () => `/forms/${form}/instances`;
  const upload = async (who: Pick<HttpApp, 'call'>, bytes: string) =>
    (await who.call('POST', '/files?name=pay.pdf&type=application/pdf', bytes)).id as string;

  test('16 a file of somebody else looks like none, in a form, in a list, and in an event; one’s own is taken', async () => {
    const bob = await app.as('bob', ['user']);
    const secret = await upload(app, '%PDF-1.4 salary');
    const own = await upload(bob, '%PDF-1.4 mine');
    const refused = (at: string) => ({
      status: 422,
      body: { errors: [{ path: at, message: expect.stringContaining('There is no such file') }] },
    });
    const submit = (facts: object) => bob.request('POST', path(), { facts: { email, ...facts } });
    expect(await submit({ doc: { file: secret } })).toMatchObject(refused('/facts/doc'));
    expect(await submit({ docs: [{ file: own }, { file: secret }] })).toMatchObject(refused('/facts/docs/1'));
    const event = { form, event: 'submit', facts: { email, doc: { file: secret } } };
    expect(await bob.request('POST', '/events', event)).toMatchObject(refused('/facts/doc'));
    expect((await submit({ doc: { file: own } })).status).toBe(201);
    // Who looks after everybody's records attaches what others uploaded.
    expect((await app.request('POST', path(), { facts: { email, doc: { file: own } } })).status).toBe(201);
  });

  test('16 a file that the record has already stays in it, whoever saves', async () => {
    const carol = await app.as('carol', ['user']);
    const theirs = await upload(app, '%PDF-1.4 from the office');
    const { instance } = await carol.call('POST', path(), { facts: { email } });
    const save = (who: Pick<HttpApp, 'request'>, doc: string, note: object) =>
      who.request('PUT', `${path()}/${instance.id}`, { values: { email, doc: { file: doc }, ...note } });
    expect((await save(carol, theirs, {})).status).toBe(422);
    expect((await save(app, theirs, {})).status).toBe(200);
    expect((await save(carol, theirs, { docs: [] })).status).toBe(200);
  });

  test('16 who calls a webhook names files of its owner and of the record only', async () => {
    const bob = await app.as('bobby', ['user']);
    const theirs = await upload(bob, '%PDF-1.4 of somebody else');
    const [{ id: rule }] = (await app.call('GET', '/rules')).items;
    const mine = await upload(app, '%PDF-1.4 of the owner');
    const facts = { email, doc: { file: theirs } };
    const timing = { timing: { kind: 'onDemand' }, timeZone: 'Europe/Berlin' };
    const { id } = await app.call('POST', '/schedules', { name: 'hook', rule, facts: { email }, ...timing });
    const hook = (await app.call('POST', `/schedules/${id}/hook`)).path.replace(/^\/api/, '');
    expect(await app.request('POST', hook, { facts })).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/facts/doc' }] },
    });
    expect((await app.request('POST', hook, { facts: { email, doc: { file: mine } } })).status).toBe(201);
    const kept = await app.call('POST', '/schedules', { name: 'kept', rule, facts, ...timing });
    const other = (await app.call('POST', `/schedules/${kept.id}/hook`)).path.replace(/^\/api/, '');
    expect((await app.request('POST', other, { facts })).status).toBe(201);
  });
});
