import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { EndedMails } from '../../../rules/outcomes/followed-mails.ts';
import { tellOutcome } from '../../../rules/outcomes/tell-outcome.ts';
import { watchOutcomes } from '../../../rules/outcomes/watch-outcomes.ts';
import { fireDue } from '../../../rules/schedules/fire-schedule.ts';
import { scheduleRoutes } from '../../../rules/schedules/schedule.routes.ts';
import { dueSchedules } from '../../../rules/schedules/schedule.store.ts';
import { createDispatch } from '../../../src/http/dispatch.ts';
import type { Caller } from '../../../src/http/route.ts';
import { retry } from '../../../src/outbox/decisions/decisions.ts';
import { AppError, type JsonObject, systemClock } from '../../../src/sdk/index.ts';
import { type FaultSmtp, startFaultSmtp } from '../../support/mail/fault-smtp.ts';
import { type OutboxRig, openOutboxRig, testAccount } from '../../support/outbox-rig.ts';
import { connector, rulesRig } from '../../support/rules-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

interface Instance {
  id: string;
  values: JsonObject;
  version: number;
  modifiedBy: string;
}
type RuleAnswer = { name: string; fired: boolean; stoppedBy?: string; mails: { id: string; state: string }[] };
interface Answer {
  id: string;
  instance: Instance;
  eventId: string;
  rules: RuleAnswer[];
  events: { rules: RuleAnswer[] }[];
  detail: string;
  fields: { path: string; message: string }[];
  findings: { level: string; path: string; message: string }[];
}

const properties = {
  email: { type: 'string' },
  others: { type: 'array', items: { type: 'string' } },
  mailId: { type: 'string' },
  mailState: { enum: ['accepted', 'failed', 'bounced', 'cancelled'], type: 'string' },
  mailError: { type: 'string' },
  errorClass: { type: 'string' },
  refused: { type: 'string' },
  reached: { type: 'boolean' },
  sentAt: { type: 'string', format: 'date-time' },
  days: { type: 'number' },
};
const fields = {
  ...{ messageId: 'mailId', state: 'mailState', error: 'mailError', errorClass: 'errorClass' },
  ...{ rejected: 'refused', accepted: 'reached', at: 'sentAt' },
};
const caller: Caller = { id: 'u1', name: 'Dora', roles: ['designer'] };

forEachDatabase((database) => {
  let smtp: FaultSmtp;
  let outbox: OutboxRig;
  let rig: Awaited<ReturnType<typeof rulesRig>>;
  let form = '';
  let count = 0;
  beforeAll(async () => {
    smtp = await startFaultSmtp();
    const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
    const account = testAccount({
      smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', auth, trust: {} },
    });
    outbox = await openOutboxRig({ url: database.url(), accounts: [account] });
    await outbox.outbox.start();
  });
  afterAll(async () => {
    await outbox.close();
    await smtp.stop();
  });
  beforeEach(async () => {
    smtp.setRules([]);
    rig = await rulesRig(outbox.store, { outbox: outbox.outbox, clock: systemClock });
    rig.connectors.set('c1', connector('c1', { from: { address: 'alice@sender.test' } }));
    count += 1;
    form = (await call('POST', 'forms', { name: `Outcome ${count}`, schema: { type: 'object', properties } })).body.id;
  });

  const call = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => {
    try {
      const answer = await rig.dispatch({ method, path, body, headers: {}, caller });
      return { status: answer.status as number | string, body: answer.body as Answer };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const body = { detail: error.message, fields: error.details.fields } as unknown as Answer;
      return { status: error.code as number | string, body };
    }
  };
  const params = { connector: 'c1', to: [{ field: 'email' }], subject: 'News', text: 'x', saveToSent: 'never' };
  const ruleBody = (name: string, more: object = {}, trigger: object = {}, over: object = {}) => ({
    name: `${name} ${count}`,
    trigger: { kind: 'form', form, event: 'submit', ...trigger },
    actions: [{ action: 'send-email', params: { ...params, ...over }, ...more }],
  });
  const rule = async (...of: Parameters<typeof ruleBody>) => {
    const { status, body } = await call('POST', 'rules', ruleBody(...of));
    expect(status, JSON.stringify(body)).toBe(201);
    return body.id;
  };
  const submit = async (facts: object = { email: 'bob@receiver.test' }) => {
    const answer = (await call('POST', `forms/${form}/instances`, { facts })).body;
    outbox.outbox.wake();
    return answer;
  };
  const instance = async (id: string) =>
    (await call('GET', `forms/${form}/instances/${id}`)).body as unknown as Instance;
  const ended = (): EndedMails => outbox.outbox.ended;
  const tell = async () => {
    for (const id of await ended().listUntold(rig.deps.store.read, 100)) {
      while (!(await tellOutcome({ rules: rig.deps, ended: ended() }, id)));
    }
  };
  const until = (answer: Pick<Answer, 'rules'>, ...states: string[]) =>
    Promise.all((answer.rules[0]?.mails ?? []).map(({ id }) => outbox.until(id, ...states)));
  const history = async (id: string) =>
    outbox.store.read.sql<{ verdict: string; detail: string }[]>`
      SELECT verdict, detail FROM attempt WHERE delivery_id = ${id} AND kind = 'rule' ORDER BY id`;
  const mailsOf = async (ruleId: string) =>
    outbox.store.read.sql<{ id: string; subject: string }[]>`
      SELECT id, subject FROM message WHERE rule_id = ${ruleId} ORDER BY id`;

  test('A1.66 A2.33 beyond 12 what the mail server answers is written into the fields of the form, as a change of the rule', async () => {
    await rule('Sent', { outcome: { fields } });
    const watcher = await rule('Watcher', {}, { event: 'field_change' });
    const answer = await submit();
    await until(answer, 'accepted');
    await tell();
    const after = await instance(answer.instance.id);
    const mail = answer.rules[0]?.mails[0]?.id ?? '';
    expect(after).toMatchObject({ version: 2, modifiedBy: `Rule "Sent ${count}"` });
    expect(after.values).toMatchObject({ mailId: `<${mail}@sender.test>`, mailState: 'accepted', reached: true });
    expect(Date.parse(String(after.values['sentAt']))).toBeGreaterThan(Date.now() - 60_000);
    expect(after.values).not.toHaveProperty('mailError');
    expect(await history(mail)).toMatchObject([{ verdict: 'mapped', detail: expect.stringContaining('mailState') }]);
    expect(await mailsOf(watcher), 'no rule of field_change runs').toEqual([]);
    await tell();
    expect((await instance(answer.instance.id)).version, 'told once').toBe(2);
  });

  test('A1.66 what a schedule or a webhook sends about an instance is written into that instance', async () => {
    const about = await rule('Scheduled', { outcome: { fields: { state: 'mailState' } } }, { event: 'save' });
    const [made, other] = [(await submit()).instance.id, (await submit()).instance.id];
    const schedules = createDispatch(scheduleRoutes({ rules: rig.deps, changed: () => {} }));
    const ask = async (path: string, body: object, headers: Record<string, string> = {}) =>
      (await schedules({ method: 'POST', path, body, headers, caller })).body as { id: string; token: string };
    const sentAbout = async (answer: { rules?: RuleAnswer[] } = {}) => {
      outbox.outbox.wake();
      const ids = answer.rules?.[0]?.mails.map(({ id }) => id) ?? (await mailsOf(about)).map(({ id }) => id);
      for (const id of ids) await outbox.until(id, 'accepted');
      await tell();
    };
    const base = { rule: about, timeZone: 'UTC' };
    const hook = await ask('/schedules', { ...base, name: `Hook ${count}`, timing: { kind: 'onDemand' } });
    const { token } = await ask(`/schedules/${hook.id}/hook`, {});
    await sentAbout((await ask(`/hooks/${token}`, { instance: made })) as unknown as Answer);
    expect((await instance(made)).values).toMatchObject({ mailState: 'accepted' });
    expect((await instance(other)).values).not.toHaveProperty('mailState');
    const timing = { kind: 'minutes', every: 60 };
    await ask('/schedules', { ...base, name: `All ${count}`, timing, instances: true });
    await outbox.store.write(
      (tx) => tx.sql`UPDATE schedule SET next_at = ${Date.now()} WHERE rule_id = ${about} AND name LIKE 'All%'`,
    );
    for (const row of await dueSchedules(outbox.store.read, Date.now())) await fireDue(rig.deps, row);
    await sentAbout();
    expect((await instance(other)).values).toMatchObject({ mailState: 'accepted' });
  });

  test('A1.66 a refusal is written with its class and words, and a later success takes them out again', async () => {
    smtp.setRules([{ stage: 'rcpt', times: 1, action: { reply: '550 5.1.1 no such user' } }]);
    await rule('Refused', { outcome: { fields } });
    const answer = await submit();
    await until(answer, 'failed');
    await tell();
    expect((await instance(answer.instance.id)).values).toMatchObject({
      ...{ mailState: 'failed', errorClass: 'refused', refused: 'bob@receiver.test', reached: false },
      mailError: expect.stringContaining('no such user'),
    });
    const mail = answer.rules[0]?.mails[0]?.id ?? '';
    await retry(outbox.deps, { id: mail, by: 'Dora' });
    outbox.outbox.wake();
    await until(answer, 'accepted');
    await tell();
    const { values, version } = await instance(answer.instance.id);
    expect(version).toBe(3);
    expect(values).toMatchObject({ mailState: 'accepted', reached: true });
    expect(values).not.toHaveProperty('mailError');
  });

  test('beyond 12 a mail that comes back later changes what was written, and a person who cancels is told, too', async () => {
    await rule('Later', { outcome: { fields } });
    const answer = await submit();
    await until(answer, 'accepted');
    await tell();
    const mail = answer.rules[0]?.mails[0]?.id ?? '';
    const recipients = [{ address: 'bob@receiver.test', action: 'failed', status: '5.1.1', diagnostic: '550 gone' }];
    const report = { id: '<r@x>', about: { messageId: undefined, mailId: mail }, recipients };
    expect(await outbox.outbox.recordReport({ connectorId: 'c1', address: 'alice@sender.test' }, report)).toBe(
      'recorded',
    );
    await tell();
    expect((await instance(answer.instance.id)).values).toMatchObject({
      ...{ mailState: 'bounced', errorClass: 'bounced', refused: 'bob@receiver.test', reached: false },
    });
    rig.connectors.set('c1', connector('c1', { state: 'inactive' }));
    const held = await submit();
    expect(held.rules[0]?.mails[0]?.state).toBe('held');
    await outbox.store.write((tx) => outbox.outbox.cancel(tx, held.eventId, 'Taken back.'));
    await tell();
    expect((await instance(held.instance.id)).values).toMatchObject({
      mailState: 'cancelled',
      errorClass: 'cancelled',
    });
  });

  test('of one mail for each recipient the lists are joined and the state is the worst', async () => {
    smtp.setRules([{ stage: 'rcpt', match: /bad@/, action: { reply: '550 5.1.1 no such user' } }]);
    const over = { perRecipient: true, to: [{ field: 'others' }] };
    await rule('Each', { outcome: { fields } }, {}, over);
    const answer = await submit({ others: ['one@receiver.test', 'bad@receiver.test', 'two@receiver.test'] });
    expect(answer.rules[0]?.mails).toHaveLength(3);
    await until(answer, 'accepted', 'failed');
    await tell();
    const { values } = await instance(answer.instance.id);
    expect(values).toMatchObject({ mailState: 'failed', refused: 'bad@receiver.test', reached: false });
    expect(String(values['mailId']).split(', ')).toHaveLength(3);
  });

  test('R a process that dies while it writes leaves nothing half done: what ended is told by the next one, once', async () => {
    await rule('Killed', { outcome: { fields } });
    const answer = await submit();
    await until(answer, 'accepted');
    const [id = ''] = await ended().listUntold(outbox.store.read, 100);
    const dying: EndedMails = { ...ended(), note: async () => Promise.reject(new Error('killed')) };
    await expect(tellOutcome({ rules: rig.deps, ended: dying }, id)).rejects.toThrow('killed');
    expect(await instance(answer.instance.id)).toMatchObject({ version: 1, values: { email: 'bob@receiver.test' } });
    const log = { error: (fields: object) => void process.stderr.write(JSON.stringify(fields)) };
    const [one, two] = [1, 2].map(() => watchOutcomes({ rules: rig.deps, ended: ended(), log }));
    one?.start();
    two?.start();
    await expect.poll(async () => (await instance(answer.instance.id)).version, { timeout: 10_000 }).toBe(2);
    await Promise.all([one?.stop(), two?.stop()]);
    expect(await history(answer.rules[0]?.mails[0]?.id ?? '')).toHaveLength(1);
    expect(await ended().listUntold(outbox.store.read, 100)).toEqual([]);
  });

  test('A1.66 onFailure runs another rule with the same facts, once, and both histories say so', async () => {
    smtp.setRules([{ stage: 'rcpt', match: /gone@/, action: { reply: '550 5.1.1 no such user' } }]);
    const other = await rule(
      'Tell',
      {},
      { event: 'mail_failure' },
      {
        to: [{ address: 'hr@receiver.test' }],
        subject: '{{failure.rule}}: {{failure.errorClass}} {{failure.rejected}} of {{instance.owner.name}}',
      },
    );
    await rule('First', { onFailure: { rule: `Tell ${count}` } });
    const well = await submit();
    await until(well, 'accepted');
    await tell();
    expect(await mailsOf(other), 'nothing failed').toEqual([]);
    const answer = await submit({ email: 'gone@receiver.test' });
    await until(answer, 'failed');
    await tell();
    await tell();
    const [mail, ...more] = await mailsOf(other);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe(`First ${count}: refused gone@receiver.test of Dora`);
    const failed = answer.rules[0]?.mails[0]?.id ?? '';
    const [line] = await history(failed);
    expect(line).toMatchObject({
      verdict: 'branched',
      detail: expect.stringContaining(`Rule "Tell ${count}": 1 e-mail`),
    });
    const event = /event ([^)]+)/.exec(line?.detail ?? '')?.[1] ?? '';
    expect((await call('GET', `events/${event}`)).body.rules).toMatchObject([{ name: `Tell ${count}`, fired: true }]);
  });

  test('A1.66 onFailure works for workflow events, and a rule that cannot run is told with the mail', async () => {
    smtp.setRules([{ stage: 'rcpt', action: { reply: '550 5.1.1 no such user' } }]);
    const event = `order-${count}`;
    const trigger = { kind: 'workflow', event, form: undefined };
    const actions = [{ action: 'send-email', params: { ...params, to: [{ address: 'hr@receiver.test' }] } }];
    const other = (
      await call('POST', 'rules', {
        name: `Other ${count}`,
        trigger: { kind: 'workflow', event: `${event}-failed` },
        actions,
      })
    ).body.id;
    await rule('Order', { onFailure: { rule: other } }, trigger);
    const post = async () => {
      const answer = (await call('POST', 'events', { type: event, facts: { email: 'gone@receiver.test' } })).body;
      outbox.outbox.wake();
      await until(answer, 'failed');
      await tell();
      return history(answer.rules[0]?.mails[0]?.id ?? '');
    };
    expect(await post()).toMatchObject([{ verdict: 'branched' }]);
    expect(await mailsOf(other)).toHaveLength(1);
    await call('POST', `rules/${other}/disable`);
    expect(await post()).toMatchObject([{ verdict: 'not_branched', detail: expect.stringContaining('switched off') }]);
    expect((await call('DELETE', `rules/${other}`)).body.detail).toContain(`"Order ${count}"`);
  });

  test('rules that fail one after the other end after five, however they came to be a circle', async () => {
    smtp.setRules([{ stage: 'rcpt', action: { reply: '550 5.1.1 no such user' } }]);
    const a = await rule('A', {}, { event: 'mail_failure' });
    const b = await rule('B', { onFailure: { rule: a } });
    // Past the check at save: as two administrators might in the same moment.
    const actions = JSON.stringify([{ action: 'send-email', params, onFailure: { rule: a } }]);
    await outbox.store.write((tx) => tx.sql`UPDATE rule SET actions = ${actions}, version = 2 WHERE id = ${a}`);
    await submit();
    const deadline = Date.now() + 20_000;
    const told = () =>
      outbox.store.read.sql<{ verdict: string }[]>`
        SELECT a.verdict FROM attempt a JOIN message m ON m.id = a.delivery_id
        WHERE a.kind = 'rule' AND m.rule_id IN (${() => [a, b]}) ORDER BY a.id`;
    while (!(await told()).some(({ verdict }) => verdict === 'not_branched') && Date.now() < deadline) {
      await tell();
      outbox.outbox.wake();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await told()).map(({ verdict }) => verdict)).toEqual([...Array(5).fill('branched'), 'not_branched']);
    expect(await mailsOf(a)).toHaveLength(5);
  }, 30_000);

  test('A2.33 stopOnFailure: later rules are not asked where this one cannot send; without it they are', async () => {
    const active = (state: 'active' | 'inactive') => rig.connectors.set('c1', connector('c1', { state }));
    const id = await rule('Stops', { stopOnFailure: true });
    await rule('After');
    active('inactive');
    const stopped = await submit();
    expect(stopped.rules).toMatchObject([{ fired: true }, { fired: false, mails: [], stoppedBy: `Stops ${count}` }]);
    active('active');
    expect((await call('PUT', `rules/${id}`, ruleBody('Stops'))).status).toBe(200);
    active('inactive');
    expect((await submit()).rules).toMatchObject([{ fired: true }, { fired: true }]);
  });

  test('A2.33 ignoreErrors: an e-mail that cannot be made lets the event go on and says why; without it nothing is stored', async () => {
    const broken = { cc: [{ field: 'refused' }] };
    const facts = { email: 'bob@receiver.test', refused: 'no address' };
    const id = await rule('Broken', {}, {}, broken);
    const after = await rule('After');
    const refused = await call('POST', `forms/${form}/instances`, { facts });
    expect(refused.status, JSON.stringify(refused.body)).toBe('ADDRESS');
    expect(await mailsOf(after), 'the whole event is refused').toEqual([]);
    expect((await call('PUT', `rules/${id}`, ruleBody('Broken', { ignoreErrors: true }, {}, broken))).status).toBe(200);
    const answer = await submit(facts);
    const reason = { action: '/actions/0', row: null, code: 'ADDRESS', message: expect.stringContaining('Cc 1') };
    expect(answer.rules).toMatchObject([
      { fired: true, mails: [], ignored: [reason] },
      { fired: true, mails: [{}] },
    ]);
    expect(answer.rules[1]).not.toHaveProperty('ignored');
    expect(await mailsOf(after)).toHaveLength(1);
    const [stored] = await outbox.store.read.sql<{ result: unknown }[]>`
      SELECT result FROM event WHERE id = ${answer.eventId}`;
    expect(JSON.stringify(stored?.result), 'the history of the event says it').toContain('/actions/0');
    const both = ruleBody('Broken', { ignoreErrors: true, stopOnFailure: true }, {}, broken);
    expect((await call('PUT', `rules/${id}`, both)).status).toBe(200);
    expect((await submit(facts)).rules).toMatchObject([
      { ignored: [{}] },
      { fired: false, stoppedBy: `Broken ${count}` },
    ]);
  });

  test('refused at save: fields of the wrong kind, unknown ones, one field twice, workflows, circles, other forms', async () => {
    const refused = async (body: object) => (await call('POST', 'rules', body)).body.fields;
    const at = (part: string) => `/actions/0/outcome/fields/${part}`;
    const wrong = { messageId: 'nothing', state: 'days', at: 'mailState', error: 'mailId', errorClass: 'mailId' };
    expect(await refused(ruleBody('Wrong', { outcome: { fields: wrong } }))).toMatchObject([
      { path: at('messageId'), message: expect.stringContaining('no field "nothing"') },
      { path: at('state'), message: expect.stringContaining('cannot hold this') },
      { path: at('error'), message: expect.stringContaining('Two parts') },
      { path: at('at'), message: expect.stringContaining('fixed choices') },
    ]);
    const workflow = { kind: 'workflow', event: 'x', form: undefined };
    expect(await refused(ruleBody('Flow', { outcome: { fields } }, workflow))).toMatchObject([
      { path: '/actions/0/outcome', message: expect.stringContaining('no stored form') },
    ]);
    const a = await rule('Chain A');
    const b = await rule('Chain B', { onFailure: { rule: a } });
    const change = async (rule: string) =>
      (await call('PUT', `rules/${a}`, ruleBody('Chain A', { onFailure: { rule } }))).body.fields?.[0]?.message;
    expect(await change(a)).toContain('failed itself');
    expect(await change(b)).toContain('without end');
    expect(await change('nobody')).toContain('no rule with the id or name');
    const outside = (await call('POST', 'rules', ruleBody('Out', {}, workflow, { to: [{ address: 'a@b.test' }] }))).body
      .id;
    expect(await change(outside)).toContain('not one of this form');
  });

  test('lint: a rule that writes into what it watches, and one that attaches what a later rule fills', async () => {
    const findings = async (body: object) => (await call('POST', 'rules/check', body)).body.findings;
    const watching = ruleBody(
      'Own',
      { outcome: { fields: { state: 'mailState' } } },
      { event: 'field_change', fields: ['mailState'] },
    );
    expect(await findings(watching)).toMatchObject([
      {
        level: 'warning',
        path: '/actions/0/outcome/fields/state',
        message: expect.stringContaining('watches "mailState"'),
      },
    ]);
    await rule('Fills', { outcome: { fields: { messageId: 'mailId' } } });
    const attaching = ruleBody('Uses', {}, {}, { text: '{{mailId}}' });
    expect(await findings(attaching)).toContainEqual({
      ...{ level: 'warning', path: '/actions/0/params' },
      message: expect.stringContaining(`"mailId" is filled when the e-mail of the rule "Fills ${count}" has ended`),
    });
  });

  test('a field that the form has lost, or that the value does not fit any more, is told with the mail', async () => {
    await rule('Lost', { outcome: { fields: { messageId: 'mailId', state: 'mailState' } } });
    const answer = await submit();
    const { mailId: _, ...others } = properties;
    const schema = { type: 'object', properties: others };
    expect((await call('PUT', `forms/${form}`, { name: `Outcome ${count}`, schema })).status).toBe(200);
    await until(answer, 'accepted');
    await tell();
    expect(await history(answer.rules[0]?.mails[0]?.id ?? '')).toMatchObject([
      { verdict: 'not_mapped', detail: expect.stringContaining('mailId: the form has no such field any more') },
    ]);
    expect((await instance(answer.instance.id)).values, 'the others are written').toMatchObject({
      mailState: 'accepted',
    });
    await call('DELETE', `forms/${form}/instances/${answer.instance.id}`);
    expect(await ended().listUntold(outbox.store.read, 100)).toEqual([]);
  });
});
