import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openRowRule } from '../../../rules/runs/run-rule.ts';
import { AppError } from '../../../src/sdk/index.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { rulesRig } from '../../support/rules-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

interface Answer {
  id: string;
  detail: string;
  rules: {
    fired: boolean;
    mails: { id: string }[];
    rows: { total: number; matching: number; leftOut: object[] };
    ignored?: object[];
  }[];
  fields: { name: string; type?: string; sample?: unknown; path?: string; message?: string }[];
  findings: { level: string; path: string; message: string }[];
  mails: { subject: string; part: string; row: number | null }[];
  rows: { total: number; matching: number } | null;
  forEach?: object;
}

const properties = {
  title: { type: 'string' },
  lines: {
    type: 'array',
    items: {
      type: 'object',
      properties: { email: { type: 'string', title: 'E-mail' }, days: { type: 'number' }, note: { type: 'string' } },
    },
  },
  tags: { type: 'array', items: { type: 'string' } },
};
const mail = (subject: string, to: object = { field: 'row.email' }) => ({
  action: 'send-email',
  params: { connector: 'payroll', to: [to], subject, text: 'x' },
});
const office = { address: 'office@acme.test' };
const lines = [
  { email: 'ada@acme.test', days: 3 },
  { email: 'bo@acme.test', days: 0 },
  { email: 'cy@acme.test', days: 5, note: 'late' },
];

forEachDatabase((database) => {
  let store: Store;
  let rig: Awaited<ReturnType<typeof rulesRig>>;
  let form = '';
  let count = 0;
  beforeAll(async () => {
    store = await openStore({ url: database.url() });
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    rig = await rulesRig(store, { maxMailsPerEvent: 10, maxHeldPerEvent: 10 });
    count += 1;
    form = (await call('POST', 'forms', { name: `Rows ${count}`, schema: { type: 'object', properties } })).body.id;
  });

  const call = async (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const [pure = '', query = ''] = path.split('?');
    try {
      const caller = { id: 'u1', name: 'Dora', roles: ['designer' as const] };
      const of = { method, path: pure, query: Object.fromEntries(new URLSearchParams(query)), body, headers, caller };
      const answer = await rig.dispatch(of);
      return { status: answer.status as number | string, body: answer.body as Answer };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const body = { detail: error.message, fields: error.details.fields } as unknown as Answer;
      return { status: error.code as number | string, body };
    }
  };
  const ruleBody = (more: object = {}, over: object = {}) => ({
    name: `Each ${count}`,
    trigger: { kind: 'form', form, event: 'submit' },
    actions: [mail('{{title}}: {{row.days}} days')],
    forEach: { field: 'lines', ...more },
    ...over,
  });
  const rule = async (...of: Parameters<typeof ruleBody>) => {
    const { status, body } = await call('POST', 'rules', ruleBody(...of));
    expect(status, JSON.stringify(body)).toBe(201);
    return body;
  };
  const submit = (facts: object, headers = {}) => call('POST', 'events', { form, event: 'submit', facts }, headers);
  const subjects = () => rig.outbox.planned().map(({ draft }) => draft.subject);

  test('A1.62 the actions run for each row of a table, which conditions and templates see, with start and end actions', async () => {
    const conditions = { all: [{ fact: 'row', path: '$.days', operator: 'greaterThan', value: 0 }] };
    const made = await rule({ conditions, before: [mail('Start', office)], after: [mail('End of {{title}}', office)] });
    expect(made.forEach).toMatchObject({ field: 'lines', conditions });
    const { body } = await submit({ title: 'May', lines });
    expect(subjects()).toEqual(['Start', 'May: 3 days', 'May: 5 days', 'End of May']);
    expect(body.rules).toMatchObject([
      { fired: true, rows: { total: 3, matching: 2, leftOut: [{ row: 1, trace: { result: false } }] } },
    ]);
    expect(body.rules[0]?.mails).toHaveLength(4);
    const to = rig.outbox.planned().map(({ draft }) => draft.to[0]?.address);
    expect(to).toEqual([office.address, 'ada@acme.test', 'cy@acme.test', office.address]);
  });

  test('A2.33 ignoreErrors: of a row whose address is none there is no e-mail, of the others there is, and the row is named', async () => {
    await rule({ after: [mail('End', office)] }, { actions: [{ ...mail('{{row.days}} days'), ignoreErrors: true }] });
    const wrong = [lines[0], { email: 'no address', days: 1 }, lines[2]];
    const { status, body } = await submit({ title: 'May', lines: wrong });
    expect(status, body.detail).toBe(201);
    expect(subjects()).toEqual(['3 days', '5 days', 'End']);
    expect(body.rules).toMatchObject([{ ignored: [{ action: '/actions/0', row: 1, code: 'ADDRESS' }] }]);
  });

  test('A2.33 ignoreErrors: of a table of wrong rows the first twenty are told', async () => {
    await rule({}, { actions: [{ ...mail('{{row.days}} days'), ignoreErrors: true }] });
    const { body } = await submit({ lines: Array.from({ length: 2_000 }, () => ({ email: 'no address' })) });
    expect(body.rules[0]?.ignored).toHaveLength(20);
    expect(body.rules[0]?.mails).toEqual([]);
  });

  test('R28 a row whose address is none refuses the event and is named by its place in the table', async () => {
    await rule();
    const wrong = [...lines.slice(0, 2), { email: 'no address', days: 1 }];
    const { status, body } = await submit({ title: 'May', lines: wrong });
    expect(status).toBe('ADDRESS');
    expect(body.detail).toMatch(/^Row 3 of lines: To 1: "no address" is not/);
    expect(body.fields).toMatchObject([{ path: '/facts/lines/2/email' }]);
    expect(rig.outbox.planned()).toEqual([]);
  });

  test('A1.62 each row has a key of its own, and the same event twice sends once', async () => {
    await rule();
    const same = [lines[0], lines[0]];
    const key = { 'idempotency-key': `rows-${count}-${form}` };
    const first = await submit({ title: 'a', lines: same }, key);
    expect((await submit({ title: 'a', lines: same }, key)).body).toEqual(first.body);
    expect(rig.outbox.mails).toHaveLength(2);
    expect(new Set(rig.outbox.mails.map(({ cause }) => cause.key)).size).toBe(2);
  });

  test('a table without rows sends what stands before and after; a missing table of a workflow refuses the event', async () => {
    await rule({ after: [mail('End', office)] });
    expect((await submit({ title: 'a', lines: [] })).body.rules).toMatchObject([{ rows: { total: 0, matching: 0 } }]);
    expect((await submit({ title: 'a' })).body.rules).toMatchObject([{ rows: { total: 0 } }]);
    expect(subjects()).toEqual(['End', 'End']);
    const event = `rows-${count}`;
    await rule({ field: 'things' }, { trigger: { kind: 'workflow', event } });
    const refused = await call('POST', 'events', { type: event, facts: { title: 'a', things: 'none' } });
    expect(refused).toMatchObject({
      status: 'FACT_UNKNOWN',
      body: { detail: expect.stringContaining('list of objects') },
    });
    const things = [{ email: 'a@b.test', days: 1 }];
    expect((await call('POST', 'events', { type: event, facts: { title: 'a', things } })).status).toBe(201);
  });

  test('R ten thousand rows stop at the limit of mails for an event: refused as a whole, soon, and nothing is stored', async () => {
    await rule();
    const many = Array.from({ length: 10_000 }, (_, days) => ({ email: 'ada@acme.test', days }));
    const begun = Date.now();
    expect(await submit({ title: 'a', lines: many })).toMatchObject({
      ...{ status: 'TOO_LARGE', body: { detail: expect.stringContaining('more than 10 e-mails') } },
    });
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(rig.outbox.mails).toEqual([]);
  });

  test('refused at save: what is no table, conditions and templates that name what a row has not, a field called row', async () => {
    const paths = async (body: object) => (await call('POST', 'rules', body)).body.fields?.map(({ path }) => path);
    expect(await paths(ruleBody({ field: 'tags' }))).toContain('/forEach/field');
    expect((await call('POST', 'rules', ruleBody({ field: 'x' }))).body.detail).toContain('Its tables are: lines');
    const conditions = { all: [{ fact: 'row', path: '$.nothing', operator: 'equal', value: 0 }] };
    expect((await paths(ruleBody({ conditions })))?.[0]).toMatch(/^\/forEach\/conditions/);
    expect((await paths(ruleBody({}, { actions: [mail('{{row.nothing}}')] })))?.[0]).toMatch(/^\/actions\/0\/params/);
    expect((await paths(ruleBody({ before: [mail('{{row.days}}', office)] })))?.[0]).toMatch(/^\/forEach\/before\/0/);
    const schema = { type: 'object', properties: { ...properties, row: { type: 'string' } } };
    const other = (await call('POST', 'forms', { name: `Row ${count}`, schema })).body.id;
    const trigger = { kind: 'form', form: other, event: 'submit' };
    expect((await call('POST', 'rules', ruleBody({}, { trigger }))).body.detail).toContain('a field "row"');
  });

  test('the preview shows the mails of the first rows and says how many there are', async () => {
    const many = Array.from({ length: 20 }, (_, days) => ({ email: 'ada@acme.test', days }));
    const conditions = { all: [{ fact: 'row', path: '$.days', operator: 'greaterThan', value: 4 }] };
    const draft = ruleBody({ conditions, before: [mail('Start', office)], after: [mail('End', office)] });
    const { body } = await call('POST', 'rules/preview', { rule: draft, facts: { title: 'a', lines: many } });
    expect(body.rows).toEqual({ total: 20, matching: 15 });
    expect(body.mails.map(({ part, row }) => [part, row])).toEqual([
      ...[
        ['before', null],
        ['actions', 5],
        ['actions', 6],
        ['actions', 7],
        ['after', null],
      ],
    ]);
    const unchosen = { ...draft, actions: [mail('x', office)], forEach: {} };
    const lacking = await call('POST', 'rules/preview', { rule: unchosen, facts: { title: 'a', lines: many } });
    expect(JSON.stringify(lacking.body)).toContain('/forEach/field');
  });

  test('the fields of a rule offer those of the row, with the first row as the sample', async () => {
    await submit({ title: 'May', lines });
    const { body } = await call('GET', `rules/fields?form=${form}&forEach=lines`);
    const names = body.fields.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['title', 'lines', 'row.email', 'row.days', 'row.note']));
    expect((await call('GET', `rules/fields?form=${form}`)).body.fields.map(({ name }) => name)).not.toContain(
      'row.email',
    );
  });

  test('a rule that is repeated keeps its rows when it is duplicated or changed, and is none for a payroll run', async () => {
    const { id } = await rule({ before: [mail('Start', office)] });
    await expect(openRowRule(rig.deps, id, { confidential: false })).rejects.toThrow('each row of a table');
    const copy = await call('POST', `rules/${id}/duplicate`);
    expect(copy.body.forEach).toMatchObject({ field: 'lines', before: [{ action: 'send-email' }] });
    const { forEach: _, ...once } = ruleBody({}, { actions: [mail('Once', office)] });
    expect((await call('PUT', `rules/${id}`, once)).body).not.toHaveProperty('forEach');
    await submit({ title: 'a', lines });
    expect(subjects()).toEqual(['Once']);
  });
});
