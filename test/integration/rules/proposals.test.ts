import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../../../src/http/route.ts';
import { runCommand } from '../../support/cli-run.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { forEachDatabase } from '../../support/test-database.ts';

type As = Pick<HttpApp, 'request' | 'call'>;
const roles: Caller['roles'] = ['designer'];

/** Changes of rules that a second person approves: over HTTP, with the rules that really run. */
forEachDatabase((database) => {
  let [app, dora, emil, otto] = [] as unknown as [HttpApp, As, As, As];
  let [id, type] = ['', ''];
  let count = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    [dora, emil, otto] = [await app.as('dora', roles), await app.as('emil', roles), await app.as('otto', ['approver'])];
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    count += 1;
    type = `event-${count}`;
    await demand(false);
    id = (await dora.call('POST', '/rules', rule('first'))).id;
    await demand(true);
  });

  const demand = (on: boolean) =>
    app.call('PUT', '/settings/runs', { fourEyes: true, fourEyesForRules: on, stopAfterFailures: 10 });
  const rule = (subject: string, over: object = {}) => ({
    name: `Rule ${count}`,
    trigger: { kind: 'workflow', event: type },
    actions: [{ action: 'send-email', params: { to: ['bob@receiver.test'], subject, text: 'Hello' } }],
    ...over,
  });
  const subjects = async () => {
    const { eventId } = await app.call('POST', '/events', { type, facts: {} });
    return (await app.call('GET', `/outbox?event=${eventId}`)).items.map((one: { subject: string }) => one.subject);
  };
  const decide = (as: As, what: 'approve' | 'decline', proposedAt: number, of = id) =>
    as.request('POST', `/rules/${of}/${what}`, { proposedAt });

  test('beyond 26 a change waits as proposed, the approved version runs meanwhile; a second person approves it, in the name of who wrote it', async () => {
    const saved = await dora.call('PUT', `/rules/${id}`, rule('second'), { 'if-match': '"1"' });
    expect(saved).toMatchObject({
      version: 1,
      actions: [{ params: { subject: 'first' } }],
      proposed: { by: 'dora', byId: 'dora', version: 1, rule: { actions: [{ params: { subject: 'second' } }] } },
    });
    expect(await subjects()).toEqual(['first']);
    const { at } = saved.proposed;
    expect((await app.call('GET', '/rules')).items.find((one: { id: string }) => one.id === id).proposed.at).toBe(at);
    expect(await decide(dora, 'approve', at)).toMatchObject({ status: 403 });
    expect(await decide(otto, 'approve', at)).toMatchObject({ status: 403 });
    expect(await decide(emil, 'approve', at + 1)).toMatchObject({ status: 409 });
    expect(await subjects()).toEqual(['first']);
    expect(await decide(emil, 'approve', at)).toMatchObject({
      ...{ status: 200, body: { version: 2, modifiedBy: 'dora', authorId: 'dora' } },
    });
    expect(await app.call('GET', `/rules/${id}`)).not.toHaveProperty('proposed');
    expect(await subjects()).toEqual(['second']);
    expect((await decide(emil, 'approve', at)).status).toBe(404);
    const { items } = await app.call('GET', `/audit?subject=${id}`);
    const told = items.map(
      (one: { action: string; actor: { name: string }; outcome: string; fields: string[] }) => one,
    );
    expect(told).toContainEqual(
      expect.objectContaining({ action: 'approveRule', outcome: 'done', fields: ['actions'] }),
    );
    expect(told).toContainEqual(expect.objectContaining({ action: 'approveRule', outcome: 'FORBIDDEN' }));
  });

  test('beyond 26 who proposes that a rule is switched on does not become its author: it sends under the rights of who wrote it', async () => {
    await dora.call('POST', `/rules/${id}/disable`, {});
    const { proposed } = await emil.call('POST', `/rules/${id}/enable`, {});
    expect(proposed).toMatchObject({ by: 'emil' });
    const carl = await app.as('carl', roles);
    expect(await decide(carl, 'approve', proposed.at)).toMatchObject({
      ...{ status: 200, body: { enabled: true, modifiedBy: 'emil', authorId: 'dora' } },
    });
    expect(await app.call('GET', `/rules/${id}`)).not.toHaveProperty('proposed');
  });

  test('beyond 26 it is declined, taken back, or replaced by its writer; the change of another person waits for that', async () => {
    const first = (await dora.call('PUT', `/rules/${id}`, rule('second'))).proposed;
    expect(await emil.request('PUT', `/rules/${id}`, rule('other'))).toMatchObject({
      ...{ status: 409, body: { detail: expect.stringContaining('dora') } },
    });
    const second = (await dora.call('PUT', `/rules/${id}`, rule('third'))).proposed;
    expect(second.at).toBeGreaterThan(first.at);
    expect((await decide(emil, 'approve', first.at)).status).toBe(409);
    expect((await decide(emil, 'decline', second.at)).status).toBe(200);
    expect(await subjects()).toEqual(['first']);
    const third = (await dora.call('PUT', `/rules/${id}`, rule('fourth'))).proposed;
    expect((await decide(dora, 'decline', third.at)).status).toBe(200);
    expect((await app.call('GET', `/rules/${id}`)).proposed).toBeUndefined();
    expect((await emil.call('PUT', `/rules/${id}`, rule('other'))).proposed).toMatchObject({ by: 'emil' });
    await dora.call('DELETE', `/rules/${id}`);
    expect((await decide(dora, 'approve', third.at)).status).toBe(404);
  });

  test('beyond 26 a new rule and switching on wait, too; switching off counts at once, and what it left behind is not approved', async () => {
    const made = await dora.call('POST', '/rules', rule('new', { name: `New ${count}` }));
    expect(made).toMatchObject({ enabled: false, proposed: { by: 'dora', rule: { name: `New ${count}` } } });
    expect(await subjects()).toEqual(['first']);
    expect((await decide(emil, 'approve', made.proposed.at, made.id)).body).toMatchObject({
      enabled: true,
      version: 2,
    });
    expect((await subjects()).sort()).toEqual(['first', 'new']);
    const change = (await dora.call('PUT', `/rules/${id}`, rule('second'))).proposed;
    expect(await emil.call('POST', `/rules/${id}/disable`)).toMatchObject({ enabled: false, proposed: { by: 'dora' } });
    expect(await subjects()).toEqual(['new']);
    expect((await emil.request('POST', `/rules/${id}/enable`)).status).toBe(409);
    // Approved as it was proposed it would be on again: the proposal is of an older version.
    expect((await decide(emil, 'approve', change.at)).status).toBe(412);
    await decide(emil, 'decline', change.at);
    const on = await emil.call('POST', `/rules/${id}/enable`);
    expect(on).toMatchObject({ enabled: false, proposed: { by: 'emil', rule: { enabled: true } } });
    expect((await decide(dora, 'approve', on.proposed.at)).body).toMatchObject({ enabled: true });
    expect((await subjects()).sort()).toEqual(['first', 'new']);
  });

  test('beyond 26 a save that switches the rule off stops it at once, whoever proposed something; the rest of that save waits', async () => {
    const { proposed } = await dora.call('PUT', `/rules/${id}`, rule('second'));
    const mixed = await emil.request('PUT', `/rules/${id}`, rule('other', { enabled: false }));
    expect(mixed).toMatchObject({ status: 409, body: { detail: expect.stringContaining('only switch it off') } });
    expect(await subjects()).toEqual(['first']);
    const loaded = await emil.call('GET', `/rules/${id}`);
    const { name, trigger, conditions, actions } = loaded;
    const off = { name, trigger, conditions, actions, enabled: false };
    expect((await emil.request('PUT', `/rules/${id}`, off, { 'if-match': '"7"' })).status).toBe(412);
    expect(await emil.call('PUT', `/rules/${id}`, off, { 'if-match': '"1"' })).toMatchObject({
      ...{ enabled: false, version: 2, modifiedBy: 'emil', authorId: 'dora', proposed: { by: 'dora', version: 1 } },
    });
    expect(await subjects()).toEqual([]);
    const told = (await app.call('GET', `/audit?subject=${id}`)).items;
    expect(told).toContainEqual(expect.objectContaining({ action: 'changeRule', fields: ['enabled'] }));

    await decide(emil, 'decline', proposed.at);
    const on = await emil.call('POST', `/rules/${id}/enable`);
    await decide(dora, 'approve', on.proposed.at);
    const both = await dora.call('PUT', `/rules/${id}`, rule('third', { enabled: false }), { 'if-match': '"3"' });
    expect(both).toMatchObject({
      ...{ enabled: false, version: 4, actions: [{ params: { subject: 'first' } }] },
      proposed: { by: 'dora', version: 4, rule: { enabled: false, actions: [{ params: { subject: 'third' } }] } },
    });
    expect((await decide(emil, 'approve', both.proposed.at)).body).toMatchObject({ enabled: false, version: 5 });
  });

  test('beyond 26 a mistake is refused when it is proposed; off by default, and an older client does not switch it off', async () => {
    expect((await dora.request('PUT', `/rules/${id}`, rule('x', { name: ' ' }))).status).toBe(422);
    expect((await dora.request('PUT', `/rules/${id}`, rule('x'), { 'if-match': '"7"' })).status).toBe(412);
    const older = { fourEyes: true, stopAfterFailures: 10 };
    expect(await app.call('PUT', '/settings/runs', older)).toMatchObject({ fourEyesForRules: true });
    expect((await dora.call('PUT', `/rules/${id}`, rule('second'))).proposed).toBeDefined();
    await demand(false);
    expect(await emil.call('PUT', `/rules/${id}`, rule('third'))).toMatchObject({ version: 2 });
    expect(await subjects()).toEqual(['third']);
  });

  test('beyond 26 of two who approve at the same moment one does', async () => {
    const { at } = (await dora.call('PUT', `/rules/${id}`, rule('second'))).proposed;
    const answers = await Promise.all([decide(emil, 'approve', at), decide(app, 'approve', at)]);
    const codes = answers.map(({ status }) => status).sort();
    expect(codes[0]).toBe(200);
    expect([404, 409, 412]).toContain(codes[1]);
    expect(await app.call('GET', `/rules/${id}`)).toMatchObject({ version: 2 });
  });

  test('beyond 26 on the command line: the setting, the list, approve and decline', async () => {
    const env = { MAILRULE_URL: app.url, MAILRULE_TOKEN: app.authorization()['authorization']?.slice(7) ?? '' };
    await demand(false);
    const on = await runCommand(['run', 'settings', '--rules-four-eyes', 'on'], env);
    expect(on.out).toContain('needed for each change of a rule');
    await dora.call('PUT', `/rules/${id}`, rule('second'));
    expect((await runCommand(['rule', 'list'], env)).out).toContain('a change by dora');
    const approved = await runCommand(['rule', 'approve', id], env);
    expect([approved.code, approved.out]).toEqual([0, `The rule "Rule ${count}" is changed.\n`]);
    expect(await subjects()).toEqual(['second']);
    await dora.call('PUT', `/rules/${id}`, rule('third'));
    expect((await runCommand(['rule', 'decline', id], env)).out).toContain('stays as it is');
    expect(await subjects()).toEqual(['second']);
    expect((await runCommand(['rule', 'approve', id], env)).code).not.toBe(0);
  });
});
