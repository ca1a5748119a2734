import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const POLL = { timeout: 30_000, interval: 100 };
type As = Pick<HttpApp, 'request' | 'call'>;

/** E-mails that rules make and people send: Postfix brings them, Dovecot has what arrives. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  const [desk, reader] = [mail.account(), mail.account()];
  let app: HttpApp;
  let [dora, emil, otto] = [] as unknown as [As, As, As];
  let [connector, form, group] = ['', '', ''];
  let count = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    const body = { type: 'email', displayName: 'Desk', settings: emailSettings(desk) };
    connector = (await app.call('POST', '/connectors', body)).id;
    const report = await app.call('POST', `/connectors/${connector}/test`, {});
    expect(report.ok, report.summary).toBe(true);
    [dora, emil, otto] = [
      await app.as('dora', ['user']),
      await app.as('emil', ['user']),
      await app.as('otto', ['user']),
    ];
    group = (await app.call('POST', '/groups', { name: 'Desk', members: ['dora', 'emil'] })).id;
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    count += 1;
    const text = { type: 'string' };
    const properties = { email: text, clerk: text, mailState: text, why: text, mailId: text };
    form = (await app.call('POST', '/forms', { name: `F${count}`, schema: { type: 'object', properties } })).id;
  });

  const rule = async (performer: unknown, over: object = {}) => {
    const params = {
      ...{
        connector,
        to: [{ field: 'email' }],
        subject: 'Offer {{email}}',
        html: '<table><tr><td>Dear you</td></tr></table>',
      },
      ...{ mode: 'manual', performer, saveToSent: 'never', ...over },
    };
    const outcome = { fields: { state: 'mailState', errorClass: 'why', messageId: 'mailId' } };
    const trigger = { kind: 'form', form, event: 'submit' };
    const actions = [{ action: 'send-email', params, outcome }];
    return (await app.call('POST', '/rules', { name: `Manual ${count}`, trigger, actions })).id as string;
  };
  const submit = (facts: object = {}) =>
    app.call('POST', `/forms/${form}/instances`, { facts: { email: reader.user, ...facts } });
  const tasksOf = async (who: As) => {
    const { items } = await who.call('GET', '/me/mail-tasks');
    return items.filter(({ rule }: { rule: { name: string } }) => rule.name === `Manual ${count}`);
  };
  const values = async (id: string) => (await app.call('GET', `/forms/${form}/instances/${id}`)).values;
  const mailsOf = async (eventId: string) => (await app.call('GET', `/outbox?event=${eventId}`)).items;
  const arrived = async (subject: string) =>
    (await mail.readMailbox(reader.user, 'INBOX'))
      .map(({ raw }: { raw: Buffer | string }) => raw.toString())
      .filter((raw) => raw.includes(subject));

  test('A2.26 A2.35 a manual e-mail waits for its performer, is changed, leaves once, and only then the rule has its outcome', async () => {
    await rule({ user: 'dora' });
    const { instance, rules, eventId } = await submit();
    expect(rules[0].mails).toMatchObject([{ state: 'task' }]);
    expect(await mailsOf(eventId)).toEqual([]);
    const [task] = await tasksOf(dora);
    expect(task).toMatchObject({ state: 'open', mine: false, instanceId: instance.id, to: [{ address: reader.user }] });
    expect([await tasksOf(emil), await tasksOf(app)]).toEqual([[], []]);
    for (const who of [emil, app]) {
      expect((await who.request('POST', `/me/mail-tasks/${task.id}/take`)).status).toBe(404);
      expect((await who.request('GET', `/me/drafts/${task.id}`)).status).toBe(404);
    }
    const draft = await dora.call('POST', `/me/mail-tasks/${task.id}/take`);
    expect(draft).toMatchObject({
      id: task.id,
      from: connector,
      task: { performer: 'user', sender: { id: connector } },
    });
    const subject = `Changed ${database.kind} ${count}`;
    await dora.call('PATCH', `/me/drafts/${task.id}`, { subject, html: '<p>Dear reader</p>' });
    expect((await dora.request('DELETE', `/me/drafts/${task.id}`)).status).toBe(409);
    expect((await values(instance.id)).mailState).toBeUndefined();
    const sent = await Promise.all([1, 2].map(() => dora.call('POST', `/me/drafts/${task.id}/send`)));
    expect(sent[0].outboxId).toBe(sent[1].outboxId);
    await dora.call('POST', `/me/drafts/${task.id}/undo`);
    await dora.call('POST', `/me/drafts/${task.id}/send`);
    expect(await tasksOf(dora)).toEqual([]);
    await expect.poll(async () => (await values(instance.id)).mailState, POLL).toBe('accepted');
    expect(await arrived(subject)).toHaveLength(1);
    const [raw] = await arrived(subject);
    expect(raw).toContain('Dear reader');
    expect(raw).not.toMatch(/^Auto-Submitted/m);
    const mails = await mailsOf(eventId);
    expect(mails.map(({ state }: { state: string }) => state).sort()).toEqual(['accepted', 'cancelled']);
    expect((await dora.request('POST', `/me/mail-tasks/${task.id}/decline`, { reason: 'x' })).status).toBe(409);
  });

  test('A2.26 of a group whoever is first has it, the others see that, and it can be given back and declined with a reason', async () => {
    await rule({ group });
    const { instance, eventId } = await submit();
    const [task] = await tasksOf(dora);
    const path = `/me/mail-tasks/${task.id}`;
    const answers = await Promise.all([dora, emil].map((who) => who.request('POST', `${path}/take`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [first, second] = answers[0]?.status === 200 ? [dora, emil] : [emil, dora];
    expect(await tasksOf(second)).toMatchObject([
      { state: 'taken', mine: false, takenBy: expect.stringMatching(/dora|emil/) },
    ]);
    expect((await second.request('POST', `${path}/decline`, { reason: 'x' })).status).toBe(409);
    expect((await otto.request('POST', `${path}/decline`, { reason: 'x' })).status).toBe(404);
    await first.call('POST', `${path}/give-back`);
    await second.call('POST', `${path}/take`);
    expect((await second.request('POST', `${path}/decline`, { reason: ' ' })).status).toBe(422);
    await second.call('POST', `${path}/decline`, { reason: 'Not now' });
    await second.call('POST', `${path}/decline`, { reason: 'Not now' });
    await expect.poll(async () => (await values(instance.id)).mailState, POLL).toBe('cancelled');
    expect((await values(instance.id)).why).toBe('declined');
    const [declined, ...more] = await mailsOf(eventId);
    expect(more).toEqual([]);
    expect(declined).toMatchObject({ state: 'cancelled' });
    expect((await app.call('GET', `/outbox/${declined.id}`)).delivery.detail).toMatch(
      /^Declined by (dora|emil): Not now/,
    );
    expect([await tasksOf(dora), await tasksOf(emil)]).toEqual([[], []]);
  });

  test('A2.26 a field names the performer; the text that nobody changed leaves as the rule made it; a confidential one goes to nobody else', async () => {
    await rule({ field: 'clerk' }, { confidential: true, importance: 'high' });
    const { instance } = await submit({ clerk: 'emil' });
    const [task] = await tasksOf(emil);
    await emil.call('POST', `/me/mail-tasks/${task.id}/take`);
    const to = [{ address: reader.user }, { address: desk.user }];
    const subject = `Kept ${database.kind} ${count}`;
    await emil.call('PATCH', `/me/drafts/${task.id}`, { to, subject });
    const refused = await emil.request('POST', `/me/drafts/${task.id}/send`);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: '/to' }] } });
    await emil.call('PATCH', `/me/drafts/${task.id}`, { to: to.slice(0, 1) });
    await emil.call('POST', `/me/drafts/${task.id}/send`);
    await expect.poll(async () => (await values(instance.id)).mailState, POLL).toBe('accepted');
    const [raw] = await arrived(subject);
    expect(raw).toContain('<table>');
    expect(raw).toMatch(/^Importance: high/im);
    const held = await submit({ clerk: 'nobody' });
    expect(held.rules[0].mails).toMatchObject([{ state: 'held' }]);
  });

  test('A2.26 what was taken back and given back is sent by the next one, changed or not', async () => {
    await rule({ group });
    const { instance } = await submit();
    const [task] = await tasksOf(dora);
    for (const who of [dora, emil]) {
      await who.call('POST', `/me/mail-tasks/${task.id}/take`);
      await who.call('POST', `/me/drafts/${task.id}/send`);
      await who.call('POST', `/me/drafts/${task.id}/undo`);
      await who.call('POST', `/me/mail-tasks/${task.id}/give-back`);
    }
    await dora.call('POST', `/me/mail-tasks/${task.id}/take`);
    const subject = `Third ${database.kind} ${count}`;
    await dora.call('PATCH', `/me/drafts/${task.id}`, { subject });
    await dora.call('POST', `/me/drafts/${task.id}/send`);
    await expect.poll(async () => (await values(instance.id)).mailState, POLL).toBe('accepted');
    expect(await arrived(subject)).toHaveLength(1);
  });

  test('A2.26 who left the group sends nothing for it, and another one takes it; of a deleted performer administrators do', async () => {
    const name = `Team ${count}`;
    const people = await app.call('GET', '/users');
    const idOf = (who: string) => people.items.find((one: { name: string }) => one.name === who).id as string;
    const team = { body: await app.call('POST', '/groups', { name, members: [idOf('dora'), idOf('emil')] }) };
    const about = await rule({ group: team.body.id });
    await submit();
    const [task] = await tasksOf(dora);
    await emil.call('POST', `/me/mail-tasks/${task.id}/take`);
    await app.call('PUT', `/groups/${team.body.id}`, { name, members: [idOf('dora')] }, { 'if-match': '"1"' });
    expect((await emil.request('POST', `/me/drafts/${task.id}/send`)).status).toBe(404);
    expect(await tasksOf(dora)).toMatchObject([{ state: 'open', takenBy: null }]);
    expect((await dora.call('POST', `/me/mail-tasks/${task.id}/take`)).task.performer).toBe('group');
    await dora.call('POST', `/me/mail-tasks/${task.id}/give-back`);
    expect(await tasksOf(app)).toEqual([]);

    await app.call('DELETE', `/rules/${about}`, undefined, { 'if-match': '"1"' });
    await app.call('DELETE', `/groups/${team.body.id}`, undefined, { 'if-match': '"2"' });
    const { items } = await app.call('GET', '/me/mail-tasks');
    expect(items.map(({ id }: { id: string }) => id)).toContain(task.id);
    await app.call('POST', `/me/mail-tasks/${task.id}/decline`, { reason: 'Nobody is there' });
    expect((await otto.request('POST', `/me/mail-tasks/${task.id}/take`)).status).toBe(404);
  });

  test("A2.26 the files of a confidential e-mail go along as they are and are nobody's to have", async () => {
    const base64 = Buffer.from('the payslip').toString('base64');
    const attachments = [{ name: 'payslip.txt', base64 }];
    await rule({ user: 'dora' }, { confidential: true, attachments });
    await submit();
    const [task] = await tasksOf(dora);
    const draft = await dora.call('POST', `/me/mail-tasks/${task.id}/take`);
    expect(draft).toMatchObject({ attachments: [], task: { confidential: true, files: ['payslip.txt'] } });
    const other = await dora.call('POST', '/files?name=other.txt', Buffer.from('somebody else'), {
      'content-type': 'text/plain',
    });
    await dora.call('PATCH', `/me/drafts/${task.id}`, { attachments: [{ file: other.id }] });
    expect(await dora.request('POST', `/me/drafts/${task.id}/send`)).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/attachments' }] },
    });
    const subject = `Fenced ${database.kind} ${count}`;
    await dora.call('PATCH', `/me/drafts/${task.id}`, { attachments: [], subject });
    await dora.call('POST', `/me/drafts/${task.id}/send`);
    await expect.poll(async () => (await arrived(subject)).length, POLL).toBe(1);
    expect((await arrived(subject))[0]).toMatch(/name="?payslip\.txt/);
  });

  test('A2.26 a rule without a performer, or with one who is not there, is not saved; one event twice is one task; a rolled back one is none', async () => {
    const bad = (performer: unknown) =>
      app.request('POST', '/rules', {
        ...{ name: `Bad ${count}`, trigger: { kind: 'workflow', event: `bad${count}` } },
        actions: [
          {
            action: 'send-email',
            params: { connector, to: ['a@b.test'], subject: 'S', text: 'T', mode: 'manual', performer },
          },
        ],
      });
    expect((await bad(undefined)).status).toBe(422);
    expect((await bad({ user: 'ghost' })).status).toBe(422);
    expect((await bad({ group: 'ghost' })).status).toBe(422);
    const params = {
      connector,
      to: [{ field: 'email' }],
      subject: 'S',
      text: 'T',
      mode: 'manual',
      performer: { user: 'otto' },
    };
    const type = `asked${count}_${database.kind}`;
    const trigger = { kind: 'workflow', event: type };
    await app.call('POST', '/rules', { name: `Manual ${count}`, trigger, actions: [{ action: 'send-email', params }] });
    const body = { type, facts: { email: reader.user }, hold: true };
    const key = { 'idempotency-key': `${type}-1` };
    const one = await app.call('POST', '/events', body, key);
    expect((await app.call('POST', '/events', body, key)).eventId).toBe(one.eventId);
    expect(await tasksOf(otto)).toEqual([]);
    await app.call('POST', `/events/${one.eventId}/commit`);
    expect(await tasksOf(otto)).toHaveLength(1);
    const two = await app.call('POST', '/events', body);
    await app.call('POST', `/events/${two.eventId}/rollback`);
    expect(await tasksOf(otto)).toHaveLength(1);
  });
});
