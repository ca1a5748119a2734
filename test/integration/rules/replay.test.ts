import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** A changed rule against what happened, before it is saved. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const payroll = mail.account();
  let app: HttpApp;
  let connector = '';
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    const settings = emailSettings(payroll);
    connector = (await app.call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings })).id;
    const report = await app.call('POST', `/connectors/${connector}/test`, {});
    expect(report.ok, report.summary).toBe(true);
  });
  afterAll(() => app.close());

  const ruleOf = (event: string, params: object = {}, over: object = {}) => ({
    name: `Rule of ${event}`,
    trigger: { kind: 'workflow', event },
    conditions: { all: [{ fact: 'amount', operator: 'greaterThan', value: 100 }] },
    actions: [
      {
        action: 'send-email',
        params: { connector, to: [{ field: 'email' }], subject: 'Amount {{amount}}', text: 'Dear {{name}}', ...params },
      },
    ],
    ...over,
  });

  const PEOPLE = [
    { name: 'Ada', email: 'ada@example.com', boss: 'boss@example.com', amount: 50 },
    { name: 'Bo', email: 'bo@example.com', boss: 'boss@example.com', amount: 150 },
    { name: 'Cy', email: 'cy@example.com', boss: 'boss@example.com', amount: 250 },
  ];

  /** A rule that was fired for each of three people; answers its id. */
  async function fired(event: string, people: readonly object[] = PEOPLE): Promise<string> {
    const { id } = await app.call('POST', '/rules', ruleOf(event));
    for (const facts of people) await app.call('POST', '/events', { type: event, facts });
    return id;
  }

  const replay = async (id: string, body: object = {}) => app.request('POST', `/rules/${id}/replay`, body);
  const mails = async () => (await app.call('GET', '/outbox?limit=200')).items.length;

  test('E6 replay says who would now get mail and who not, newest first, and sends and stores nothing', async () => {
    const id = await fired('limit-moved');
    const before = await mails();
    const rule = ruleOf(
      'limit-moved',
      {},
      { conditions: { all: [{ fact: 'amount', operator: 'lessThan', value: 200 }] } },
    );
    const { status, body } = await replay(id, { rule });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({
      counts: { same: 1, starts: 1, stops: 1, changes: 0, refused: 0 },
      skipped: 0,
      records: [
        { label: expect.stringContaining('Cy'), outcome: 'stops', removed: ['cy@example.com'], added: [] },
        { label: expect.stringContaining('Bo'), outcome: 'same', removed: [], added: [], differences: [] },
        { label: expect.stringContaining('Ada'), outcome: 'starts', removed: [], added: ['ada@example.com'] },
      ],
    });
    expect(await mails()).toBe(before);
    const stored = await app.call('GET', `/rules/${id}`);
    expect(stored).toMatchObject({ version: 1, conditions: ruleOf('x').conditions });
  });

  test('replay shows the words that changed, and a recipient who is new', async () => {
    const id = await fired('words');
    const rule = ruleOf('words', { text: 'Hello {{name}}', cc: [{ field: 'boss' }] });
    const { records, counts } = (await replay(id, { rule, records: 1 })).body;
    expect(counts).toMatchObject({ changes: 1, same: 0 });
    expect(records).toMatchObject([
      {
        outcome: 'changes',
        added: ['boss@example.com'],
        differences: [
          { part: 'cc', before: '', now: 'boss@example.com' },
          { part: 'text', before: 'Dear Cy', now: 'Hello Cy', recipients: ['cy@example.com', 'boss@example.com'] },
        ],
      },
    ]);
  });

  test.each<[string, object, object]>([
    ['replyTo', { replyTo: ['boss@example.com'] }, { before: '', now: 'boss@example.com' }],
    ['headers', { importance: 'high' }, { before: '', now: 'Importance: high' }],
  ])('what differs only in %s is a difference', async (part, params, said) => {
    const id = await fired(`only-${part}`);
    const { records, counts } = (await replay(id, { rule: ruleOf(`only-${part}`, params), records: 1 })).body;
    expect(counts).toMatchObject({ changes: 1, same: 0 });
    expect(records[0].differences).toMatchObject([{ part, ...said }]);
  });

  test('the same people as a copy, a second e-mail to them, and another content of a file are differences', async () => {
    const file = (content: string) => ({ name: 'a.txt', base64: Buffer.from(content).toString('base64') });
    const base = ruleOf('roles', { attachments: [file('one')] });
    const { id } = await app.call('POST', '/rules', base);
    await app.call('POST', '/events', { type: 'roles', facts: PEOPLE[2] });
    const differences = async (...changes: object[]) => {
      const actions = changes.map((change) => ({
        action: 'send-email',
        params: { ...base.actions[0]?.params, ...change },
      }));
      return (await replay(id, { rule: { ...base, actions } })).body.records[0].differences;
    };
    expect(await differences({})).toEqual([]);
    expect(await differences({ to: ['x@example.com'], cc: [{ field: 'email' }] })).toMatchObject([
      { part: 'to' },
      { part: 'cc', before: '', now: 'cy@example.com' },
    ]);
    expect(await differences({}, {})).toMatchObject([{ part: 'email', before: '', now: 'Amount 250' }]);
    expect(await differences({ attachments: [file('two')] })).toMatchObject([
      { part: 'attachments', before: expect.stringMatching(/^a\.txt, 3 bytes, content [0-9a-f]{8}$/) },
    ]);
  });

  test('a trigger that names other fields or statuses is asked, too', async () => {
    const form = await app.call('POST', '/forms', {
      name: 'Order of replay',
      schema: { type: 'object', properties: { amount: { type: 'number' }, email: { type: 'string' } } },
    });
    const rule = (trigger: object) => ({
      name: 'Amount changed',
      trigger: { kind: 'form', form: form.id, event: 'field_change', ...trigger },
      actions: [
        { action: 'send-email', params: { connector, to: [{ field: 'email' }], subject: 'S', text: '{{amount}}' } },
      ],
    });
    const { id } = await app.call('POST', '/rules', rule({ fields: ['amount'] }));
    const { instance } = await app.call('POST', `/forms/${form.id}/instances`, {
      facts: { amount: 1, email: 'ed@example.com' },
    });
    const values = { amount: 2, email: 'ed@example.com' };
    await app.call('PUT', `/forms/${form.id}/instances/${instance.id}`, { values });
    expect((await replay(id)).body.counts).toMatchObject({ same: 1 });
    const other = (await replay(id, { rule: rule({ fields: ['email'] }) })).body;
    expect(other).toMatchObject({ counts: { stops: 1 }, records: [{ removed: ['ed@example.com'] }] });
  });

  test('a record that the changed rule cannot take is told with the reason; the others are compared', async () => {
    const id = await fired('odd', [
      ...PEOPLE,
      { name: 'Di', email: 'di@example.com', boss: 'no address', amount: 300 },
    ]);
    const { records } = (await replay(id, { rule: ruleOf('odd', { to: [{ field: 'boss' }] }) })).body;
    expect(records[0]).toMatchObject({ outcome: 'refused', problem: expect.stringContaining('no address') });
    expect(records[1]).toMatchObject({ outcome: 'changes', added: ['boss@example.com'], removed: ['cy@example.com'] });
  });

  test('without a change nothing differs; without a record there is nothing to compare', async () => {
    const id = await fired('unchanged');
    expect((await replay(id)).body).toMatchObject({ counts: { same: 3, starts: 0, stops: 0, changes: 0, refused: 0 } });
    const none = await app.call('POST', '/rules', ruleOf('never-fired'));
    expect((await replay(none.id)).body).toMatchObject({ records: [], skipped: 0 });
  });

  test('a mistake in the changed rule is refused at its place, and a rule that is gone is none', async () => {
    const id = await fired('mistake');
    const wrong = await replay(id, { rule: ruleOf('mistake', { subject: '{{#if}}' }) });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: '/actions/0/params/subject' }] } });
    const unclear = { conditions: { all: [{ fact: 'amount', operator: 'greaterThan' }] } };
    expect((await replay(id, { rule: ruleOf('mistake', {}, unclear) })).status).toBe(422);
    expect((await replay(id, { records: 0 })).status).toBe(422);
    expect((await replay('nothing')).status).toBe(404);
  });
});
