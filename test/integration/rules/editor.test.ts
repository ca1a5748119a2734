import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailrule } from '../../../src/index.ts';
import { createLogger } from '../../../src/logger.ts';
import { newSecretKey } from '../../../src/secrets/secret-box.ts';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const example = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../rules/examples/${name}.json`, import.meta.url), 'utf8'));
const payslips: { facts: Record<string, unknown> }[] = example('payslip.instances');

/** What the web page's rule editor asks for, over real HTTP. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const payroll = mail.account();
  let app: HttpApp;
  let token = '';
  let connector = '';
  let form = '';
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    token = (await app.call('POST', '/tokens', { name: 'frame' })).token;
    const settings = emailSettings(payroll);
    connector = (await app.call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings })).id;
    const report = await app.call('POST', `/connectors/${connector}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    form = (await app.call('POST', '/forms', example('payslip.form'))).id;
  });
  afterAll(() => app.close());

  const rule = (params: object = {}, over: object = {}) => ({
    name: 'Payslip',
    trigger: { kind: 'form', form, event: 'submit' },
    conditions: { all: [{ fact: 'status', operator: 'equal', value: 'final' }] },
    actions: [
      {
        action: 'send-email',
        params: {
          connector,
          to: [{ field: 'employee.email' }],
          subject: 'Payslip {{month}}',
          html: '<p style="color:red">Dear {{employee.name}}</p><a href="https://example.com/" target="x">Read</a>',
          attachments: [{ field: 'payslip' }],
          ...params,
        },
      },
    ],
    ...over,
  });
  const facts = payslips[0]?.facts ?? {};
  const preview = (body: object, of = facts) => app.request('POST', '/rules/preview', { facts: of, ...body });
  const frame = (path: string, authorization = `Bearer ${token}`) =>
    fetch(`${app.url}/api/${path}`, { headers: { authorization } });

  test('A1.44 the fields of a form have labels, groups, types and choices, and an example that fits the form', async () => {
    const { fields, samples, example: made } = await app.call('GET', `/rules/fields?form=${form}`);
    const byName = new Map(fields.map((field: { name: string }) => [field.name, field]));
    expect(byName.get('employee.email')).toEqual({
      name: 'employee.email',
      fact: 'employee',
      path: '$.email',
      label: 'Email',
      group: 'Employee',
      type: 'text',
      sample: 'name@example.com',
    });
    expect(byName.get('month')).toMatchObject({ fact: 'month', label: 'Month', group: 'Payslip', type: 'text' });
    expect(byName.get('month')).not.toHaveProperty('path');
    expect(byName.get('status')).toMatchObject({
      type: 'choice',
      choices: [{ value: 'draft', label: 'draft' }, { value: 'final' }],
    });
    expect(byName.get('net')).toMatchObject({ type: 'number' });
    expect(byName.get('payslip')).toMatchObject({ type: 'file' });
    expect(byName.get('lines')).toMatchObject({
      type: 'rows',
      columns: [
        { name: 'text', label: 'Text', type: 'text' },
        { name: 'amount', label: 'Amount', type: 'number' },
      ],
    });
    expect(samples).toEqual([]);
    const { status, body } = await preview({ rule: rule() }, made);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.mails).toMatchObject([{ held: null, to: [{ address: 'name@example.com' }] }]);
  });

  test('the newest records of a form are samples that a preview takes, files by a stand-in', async () => {
    const large = `${Buffer.from(`%PDF-1.4\n${'x'.repeat(3000)}`).toString('base64')}`;
    for (let n = 0; n < 22; n += 1) {
      const { employee, payslip, ...rest } = (payslips[n % payslips.length]?.facts ?? {}) as Record<string, object>;
      const sent = { ...rest, employee, payslip: { ...payslip, base64: large }, net: n };
      await app.call('POST', `/forms/${form}/instances`, { facts: sent });
    }
    const held = await app.call('POST', `/forms/${form}/instances`, { facts: payslips[0]?.facts, hold: true });
    const { samples, fields } = await app.call('GET', `/rules/fields?form=${form}`);
    expect(samples).toHaveLength(20);
    expect(samples.map(({ facts: { net } }: { facts: { net: number } }) => net)).toEqual(
      Array.from({ length: 20 }, (_, n) => 21 - n),
    );
    expect(samples.map(({ id }: { id: string }) => id)).not.toContain(held.eventId);
    const ada = samples.find(({ facts: f }: { facts: { employee: { id: string } } }) => f.employee.id === 'E001');
    expect(ada.label).toBe('Ada Lindqvist, 2026-10');
    expect(fields.find(({ name }: { name: string }) => name === 'net').sample).toBe(21);
    const { status, body } = await preview({ rule: rule() }, samples[0].facts);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.mails).toMatchObject([{ held: null, attachments: [{ filename: 'payslip.pdf' }] }]);
  });

  test('a workflow without a form has the fields of its newest events', async () => {
    const type = 'leave.approved';
    const empty = await app.call('GET', `/rules/fields?workflow=${type}`);
    expect(empty).toEqual({ fields: [], samples: [], example: {} });
    await app.call('POST', '/events', {
      type,
      facts: { person: { name: 'Ada Lindqvist' }, days: 3, from: '2026-12-01' },
    });
    await app.call('POST', '/events', {
      type,
      facts: { person: { name: 'Ada Lindqvist' }, approved: true, tags: ['a', 'b'] },
    });
    const { fields, samples, example: made } = await app.call('GET', `/rules/fields?workflow=${type}`);
    expect(Object.fromEntries(fields.map((one: { name: string; type: string }) => [one.name, one.type]))).toEqual({
      'person.name': 'text',
      approved: 'boolean',
      tags: 'list',
      days: 'number',
      from: 'date',
    });
    expect(fields.find(({ name }: { name: string }) => name === 'tags').sample).toBe('a, b');
    expect(samples).toHaveLength(2);
    expect(made).toEqual(samples[0].facts);
    expect((await app.request('GET', '/rules/fields')).status).toBe(422);
    expect((await app.request('GET', '/rules/fields?form=nope')).status).toBe(404);
  });

  test('a preview names sender and reason and has the body as a page of its own', async () => {
    const { status, body } = await preview({ rule: rule() });
    expect(status).toBe(200);
    expect(body).toMatchObject({ fires: true, trace: { kind: 'all', result: true }, warnings: [] });
    expect(body.mails).toMatchObject([
      {
        action: 0,
        sender: { connectorId: connector, connectorName: 'Payroll', reason: 'rule', reasonText: 'Chosen in the rule.' },
        from: { address: payroll.user },
        to: [{ address: 'ada@sandbox.test' }],
        subject: 'Payslip 2026-10',
        attachments: [{ filename: 'payslip.pdf', contentType: 'application/pdf' }],
        sentCopy: 'auto',
        held: null,
        frame: expect.stringMatching(/^previews\/[0-9a-f-]{36}$/),
      },
    ]);
    const page = await frame(body.mails[0].frame);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toBe(
      "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'none'; frame-ancestors 'self'",
    );
    expect(page.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(page.headers.get('cache-control')).toContain('no-store');
    const html = await page.text();
    expect(html).toContain('<base target="_blank"><title>Payslip 2026-10</title>');
    expect(html).toContain('<p style="color:red">Dear Ada Lindqvist</p>');
    expect(html).toContain('<a target=_blank rel=noreferrer  href="https://example.com/" target="x">');
    const gone = await frame('previews/019a0000-0000-7000-8000-000000000000');
    expect(gone.status).toBe(404);
    expect(((await gone.json()) as { detail: string }).detail).toBe(
      'This preview has expired; it is made anew when you change the rule.',
    );
    expect((await frame(body.mails[0].frame, 'Bearer mrt_nobody')).status).toBe(401);
  });

  test.each<[string, object, object, string]>([
    ['no name', {}, { name: '' }, '/name'],
    ['no recipients', { to: [] }, {}, '/actions/0/params/to'],
    ['an empty recipient', { to: ['', { field: '' }] }, {}, '/actions/0/params/to/0'],
    ['a half typed address', { to: ['ada@'] }, {}, '/actions/0/params/to/0'],
    ['an empty subject', { subject: '' }, {}, '/actions/0/params/subject'],
    ['no recipients for one mail each', { to: [], perRecipient: true }, {}, '/actions/0/params/to'],
    ['an attachment without a field', { attachments: [{ field: '' }] }, {}, '/actions/0/params/attachments/0'],
    ['no connector', { connector: '' }, {}, '/actions/0/params/connector'],
    ['a connector that is gone', { connector: 'gone' }, {}, '/actions/0/params/connector'],
    [
      'a condition without a value',
      {},
      { conditions: { all: [{ fact: 'status', operator: 'equal' }] } },
      '/conditions/all/0/value',
    ],
    [
      'a condition with an empty number',
      {},
      { conditions: { all: [{ fact: 'net', operator: 'equal', value: '' }] } },
      '/conditions/all/0/value',
    ],
    ['an empty group', {}, { conditions: { all: [{ any: [] }] } }, '/conditions/all/0/any'],
  ])('a rule with %s still shows the rest, and a warning', async (_, params, over, path) => {
    const { status, body } = await preview({ rule: rule(params, over) });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.warnings.map((warning: { path: string }) => warning.path)).toContain(path);
    expect(body.mails).toHaveLength(1);
    expect(body.mails[0].html).toContain('Dear Ada Lindqvist');
    expect(body.mails[0].frame).not.toBeNull();
    expect(body.fires).toBe('conditions' in over ? null : true);
    // ... and is no more complete than it was when it is saved.
    expect((await app.request('POST', '/rules', rule(params, over))).status).toBe(422);
  });

  test('of a rule with nothing in it a preview tells what is missing', async () => {
    const { body } = await preview({ rule: {} });
    expect(body).toMatchObject({ mails: [], fires: true });
    expect(body.warnings.map(({ path }: { path: string }) => path)).toEqual(['/name', '/trigger', '/actions']);
    expect((await preview({ rule: { actions: [{}] } })).status).toBe(200);
    expect((await preview({})).status).toBe(422);
    expect((await preview({ rule: { colour: 'red' } })).status).toBe(422);
  });

  test.each<[object, object, number | undefined, number | undefined]>([
    [{ subject: 'a {{nmae}}' }, { path: '/actions/0/params/subject' }, 1, 3],
    [{ html: 'a\n  {{currency nett "EUR"}}' }, { path: '/actions/0/params/html' }, 2, 3],
    [{ html: 'a\n{{#if month}}' }, { path: '/actions/0/params/html' }, 2, expect.any(Number) as unknown as number],
    [{ raw: 1 }, { path: '/actions/0/params/raw' }, undefined, undefined],
  ])('a mistake stays an error with its place: %j', async (params, problem, line, column) => {
    for (const path of ['/rules/preview', '/rules/test-to-me']) {
      const more = path === '/rules/preview' ? {} : { to: 'me@sandbox.test' };
      const { status, body } = await app.request('POST', path, { facts, rule: rule(params), ...more });
      expect(status).toBe(422);
      expect(body.errors).toContainEqual({
        ...problem,
        message: expect.any(String),
        ...(line === undefined ? {} : { line, column }),
      });
    }
  });

  test('without any sender the mail is shown all the same, as held', async () => {
    const { body } = await preview({ rule: rule({ connector: '' }) });
    expect(body.mails).toMatchObject([
      { sender: null, from: null, held: { reason: 'connector' }, to: [{ address: 'ada@sandbox.test' }] },
    ]);
    expect(body.mails[0].attachments).toHaveLength(1);
  });

  test('beyond 6 Send Test Mail sends what is on the screen to one address, and its mail counts as a test of the rule', async () => {
    const me = mail.account();
    const unsaved = await app.call('POST', '/rules/test-to-me', {
      rule: rule({ to: [] }, { name: '' }),
      facts,
      to: me.user,
    });
    expect(unsaved).toEqual({ mails: [{ id: expect.any(String), state: 'queued' }], to: me.user });
    const [received] = await mail.waitForMail(me.user);
    expect(received?.header('subject')).toBe('[Test] Payslip 2026-10');
    const stored = await app.call('POST', '/rules', rule({}, { enabled: false }));
    const both = { ruleId: stored.id, rule: rule({ subject: 'Changed' }), facts, to: me.user };
    const [mailOfBoth] = (await app.call('POST', '/rules/test-to-me', both)).mails;
    const entry = await app.call('GET', `/outbox/${mailOfBoth.id}`);
    expect(entry).toMatchObject({ subject: '[Test] Changed', cause: 'test', ruleId: stored.id, ruleVersion: null });
    const old = await app.call('POST', `/rules/${stored.id}/test-to-me`, { facts, to: me.user });
    expect(old.to).toBe(me.user);
    expect(await app.call('GET', `/outbox/${old.mails[0].id}`)).toMatchObject({ ruleVersion: 1, ruleName: 'Payslip' });
    const nothing = await app.request('POST', '/rules/test-to-me', { rule: { actions: [] }, facts, to: me.user });
    expect(nothing).toMatchObject({ status: 422, body: { errors: [{ path: '/actions' }] } });
    expect((await app.request('POST', '/rules/test-to-me', { rule: rule(), facts, to: 'nobody' })).status).toBe(422);
    const { items } = await app.call('GET', '/rules/activity');
    expect(items).toContainEqual({ ruleId: stored.id, lastSentAt: null, sent7d: 0, failed7d: 0 });
  });

  test('the activity of a rule, its mail with names and reason, and what may be done with it', async () => {
    const stored = await app.call('POST', '/rules', rule({ to: [mail.account().user] }));
    const { eventId } = await app.call('POST', `/forms/${form}/instances`, { facts });
    const [entry] = await app.mailsOf(eventId, 'accepted');
    expect(entry).toMatchObject({
      ruleName: 'Payslip',
      connectorName: 'Payroll',
      eventId,
      senderReason: 'rule',
      senderReasonText: 'Chosen in the rule.',
      can: { retry: false, cancel: false, resend: true, resolve: false },
    });
    const { items, next } = await app.call('GET', `/outbox?rule=${stored.id}&state=accepted,failed`);
    expect(next).toBeNull();
    expect(items).toMatchObject([{ id: entry.id, ruleName: 'Payslip', senderReasonText: 'Chosen in the rule.' }]);
    const address = entry.recipients[0].address.toUpperCase();
    for (const search of [`search=${encodeURIComponent(address)}`, 'search=payslip%202026']) {
      const found = await app.call('GET', `/outbox?${search}&rule=${stored.id}`);
      expect(
        found.items.map(({ id }: { id: string }) => id),
        search,
      ).toEqual([entry.id]);
    }
    expect((await app.call('GET', '/outbox?search=no%25such')).items).toEqual([]);
    expect(await app.request('GET', '/outbox?state=accepted,nonsense')).toMatchObject({
      status: 422,
      body: { errors: [{ path: '?state' }] },
    });
    const activity = await app.call('GET', '/rules/activity');
    expect(activity.items).toContainEqual({
      ruleId: stored.id,
      lastSentAt: expect.any(Number),
      sent7d: 1,
      failed7d: 0,
    });
    await app.call('DELETE', `/rules/${stored.id}`);
    expect(await app.call('GET', `/outbox/${entry.id}`)).toMatchObject({ ruleId: stored.id, ruleName: null });
  });

  test('what uses a connector is told as its deletion would tell it, and a choice says its state and why', async () => {
    const stored = await app.call('POST', '/rules', rule({}, { name: 'Uses it', enabled: false }));
    const { uses } = await app.call('GET', `/connectors/${connector}/uses`);
    expect(uses).toContain('the rule "Uses it"');
    const refused = await app.request('DELETE', `/connectors/${connector}`);
    expect(refused.body.details.usedBy).toEqual(uses);
    await app.call('DELETE', `/rules/${stored.id}`);
    expect((await app.request('GET', '/connectors/nope/uses')).status).toBe(404);
  });

  test('who is signed in is told with our own sign-in and with that of a host', async () => {
    expect(await app.call('GET', '/me')).toMatchObject({ name: app.administrator.name, signIn: 'password' });
    const caller = { id: 'h1', name: 'Host user', roles: ['designer' as const] };
    const host = await createMailrule({
      database: await database.create(),
      secretKey: newSecretKey(),
      log: createLogger({ level: 'silent' }),
      authenticate: () => caller,
    });
    expect(await host.call({ method: 'GET', path: '/me' })).toMatchObject({ id: 'host', signIn: 'host' });
    await expect(host.call({ method: 'POST', path: '/session', body: {} })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await host.stop();
  });
});
