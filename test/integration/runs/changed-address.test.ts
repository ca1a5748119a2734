import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, type Employee, openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** A document that goes to another address than last time waits until a person confirms it. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let clerk: Pick<HttpApp, 'call' | 'request'>;
  let second: Pick<HttpApp, 'call' | 'request'>;
  let month = 0;
  let staff: Employee[] = [];
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    clerk = await app.as('clerk', ['payroll_operator', 'approver']);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());
  beforeEach(() => {
    month += 1;
    staff = rig.staff(3).map((one) => ({ ...one, employeeId: `${one.employeeId}-${month}` }));
  });

  const address = (at: number) => staff[at]?.email ?? '';
  const planned = (people: readonly Employee[], period: string, over: object = {}) =>
    rig.plannedRun(people, { name: `Run ${period}`, period: `${period} ${month}`, ...over });
  const sent = async (run: Answer): Promise<Answer> => {
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    return rig.until(run.id, 'finished');
  };
  const rows = async (id: string): Promise<Answer[]> => (await app.call('GET', `/runs/${id}/items`)).items;
  const confirm = (id: string, body: object) => clerk.request('POST', `/runs/${id}/items/confirm`, body);
  const swapped = () => {
    const [a, b, ...others] = staff;
    if (a === undefined || b === undefined) throw new Error('A swap needs two persons.');
    return [{ ...a, email: b.email }, { ...b, email: a.email }, ...others];
  };
  const proofOf = async (id: string): Promise<Answer[]> => {
    const found = await app.store.read.sql<{ data: string }[]>`
      SELECT data FROM proof_record WHERE subject = ${id} AND kind = 'confirmed_address' ORDER BY n`;
    return found.map(({ data }) => JSON.parse(data));
  };
  const digest = (of: string) => createHash('sha256').update(of.toLowerCase()).digest('hex');

  test('E2 two addresses exchanged in the list are seen by what went out last time; a first run is not held', async () => {
    const first = await planned(swapped(), 'first');
    expect(first.counts).toMatchObject({ planned: 3, problems: 0 });
    await app.call('DELETE', `/runs/${first.id}`);
    await sent(await planned(staff, 'one'));
    const run = await planned(swapped(), 'two');
    expect(run).toMatchObject({
      counts: { planned: 1, problems: 2 },
      problems: [{ kind: 'changed_address', title: 'Another address than last time', rows: 2 }],
    });
    const [row] = await rows(run.id);
    const day = new Date().toISOString().slice(0, 10);
    expect(row.problems).toEqual([
      {
        kind: 'changed_address',
        message: `The last document of ${staff[0]?.employeeId} went to another address: ${address(0)}, on ${day} (run "Run one"). Confirm if the address has changed.`,
      },
    ]);
    expect(await second.request('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash })).toMatchObject({
      status: 409,
    });
  });

  test('E2 one row is confirmed, then all of the kind; who did it stands on the row and in the proof and does not approve', async () => {
    await sent(await planned(staff, 'one'));
    const moved = staff.map((one) => ({ ...one, email: one.email.replace('+', '+new-') }));
    const run = await planned(moved, 'two');
    expect(run.counts).toMatchObject({ planned: 0, problems: 3 });
    const [first] = await rows(run.id);
    const one = await confirm(run.id, { ids: [first.id] });
    expect(one).toMatchObject({ status: 200, body: { confirmed: 1, run: { counts: { planned: 1, problems: 2 } } } });
    const stale = { 'if-match': `"${run.version}"` };
    const late = await clerk.request('POST', `/runs/${run.id}/items/confirm`, { problem: 'changed_address' }, stale);
    expect(late).toMatchObject({ status: 412 });
    const all = await confirm(run.id, { problem: 'changed_address' });
    expect(all).toMatchObject({
      status: 200,
      body: { confirmed: 2, run: { counts: { planned: 3, problems: 0 }, plan: { confirmedAddresses: 3 } } },
    });
    expect(await confirm(run.id, { problem: 'changed_address' })).toMatchObject({ status: 404 });
    expect((await rows(run.id)).map((row) => row.addressConfirmedBy)).toEqual(['clerk', 'clerk', 'clerk']);
    expect((await app.call('GET', `/runs/${run.id}/items?confirmed=true`)).items).toHaveLength(3);
    const records = await proofOf(run.id);
    expect(records).toHaveLength(3);
    expect(records[0]).toEqual({
      row: first.id,
      line: first.line,
      by: 'clerk',
      from: digest(staff[0]?.email ?? ''),
      to: digest(moved[0]?.email ?? ''),
    });

    const ready = await app.call('GET', `/runs/${run.id}`);
    const own = await clerk.request('POST', `/runs/${run.id}/approve`, { hash: ready.plan.hash });
    expect(own).toMatchObject({ status: 403 });
    expect((await sent(ready)).counts.mails.accepted).toBe(3);
    // From now on the new one is that of last time.
    expect((await planned(moved, 'three')).counts).toMatchObject({ planned: 3, problems: 0 });
    expect((await planned(staff, 'four')).counts).toMatchObject({ planned: 0, problems: 3 });
  });

  test('E2 a confirmation is of one address: another one is asked for again, and planning anew forgets none', async () => {
    await sent(await planned(staff, 'one'));
    const run = await planned(swapped(), 'two');
    const [first] = await rows(run.id);
    await confirm(run.id, { problem: 'changed_address' });
    const body = { name: 'Run renamed', period: run.period, rule: run.ruleId };
    await app.call('PUT', `/runs/${run.id}`, { ...body, options: { ...run.options, replacementMark: 'New:' } });
    expect((await rig.plan(run.id)).counts).toMatchObject({ planned: 3, problems: 0 });
    await app.call('PUT', `/runs/${run.id}/items/${first.id}`, { address: 'third@example.com' });
    const again = await rig.until(run.id, 'planned');
    expect(again.problems).toMatchObject([{ kind: 'changed_address', rows: 1 }]);
    expect((await rows(run.id))[0]).toMatchObject({ addressConfirmedBy: null });
    // Back to what it was last time nobody has to be asked.
    await app.call('PUT', `/runs/${run.id}/items/${first.id}`, {
      address: address(0).toUpperCase().replace('DYN', 'dyn'),
    });
    const back = await rig.until(run.id, 'planned');
    expect(back.problems.map(({ kind }: Answer) => kind)).not.toContain('changed_address');
  });

  test('E2 a confirmation is of one person: the row given to another one is asked for again', async () => {
    await sent(await planned(staff, 'one'));
    const moved = staff.map((one, at) => (at === 0 ? { ...one, email: 'moved@dyn.test' } : one));
    const run = await planned(moved.slice(0, 1), 'two');
    const [row] = await rows(run.id);
    await confirm(run.id, { ids: [row.id] });
    const [confirmed] = await rows(run.id);
    expect(confirmed).toMatchObject({ addressConfirmedFrom: address(0), problems: [] });
    const facts = { employeeId: staff[1]?.employeeId };
    await app.call('PUT', `/runs/${run.id}/items/${row.id}`, { facts });
    const [changed] = await rows(run.id);
    expect(changed.addressConfirmedBy).toBeNull();
  });

  test('E2 what came back or was not confidential is no last time, and with contacts nobody is asked', async () => {
    const done = await sent(await planned(staff, 'one'));
    const [first] = await rows(done.id);
    await app.store.write(async (tx) => {
      await tx.sql`UPDATE delivery SET state = 'bounced' WHERE id = ${first.mail.id}`;
    });
    const run = await planned(swapped(), 'two');
    expect((await rows(run.id)).map(({ state }) => state)).toEqual(['planned', 'problem', 'planned']);
    const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
    const open = { options: { documents, confidential: false } };
    expect((await planned(swapped(), 'open', open)).counts).toMatchObject({ planned: 3, problems: 0 });
    for (const { name, employeeId, email } of swapped()) {
      await app.call('POST', '/contacts', { name, employeeId, addresses: [email] });
    }
    const contacts = { options: { documents, registered: 'contacts' } };
    expect((await planned(swapped(), 'contacts', contacts)).counts).toMatchObject({ planned: 3, problems: 0 });
  });

  test('E2 the last e-mail of the same rule counts before one of another rule: two companies may have the same numbers', async () => {
    await sent(await planned(staff, 'one'));
    const rule = await app.call('GET', `/rules/${rig.ruleId}`);
    const { name, trigger, actions } = rule;
    const other = await app.call('POST', '/rules', { name: `${name} B ${month}`, trigger, actions });
    const theirs = staff.map((one) => ({ ...one, email: one.email.replace('+', '+b-') }));
    const run = await planned(theirs, 'b', { rule: other.id });
    expect(run.counts).toMatchObject({ problems: 3 });
    const { run: confirmed } = (await confirm(run.id, { problem: 'changed_address' })).body;
    await sent(confirmed);
    expect((await planned(theirs, 'b two', { rule: other.id })).counts).toMatchObject({ planned: 3, problems: 0 });
    expect((await planned(staff, 'a two')).counts).toMatchObject({ planned: 3, problems: 0 });
  });

  test('E2 of two runs planned at once the second sees the first: at its approval, at its release, and when it is planned again', async () => {
    await sent(await planned(staff, 'one'));
    const moved = staff.map((one) => ({ ...one, email: one.email.replace('+', '+new-') }));
    const [old, approved] = [await planned(staff, 'two'), await planned(staff, 'three')];
    await second.call('POST', `/runs/${approved.id}/approve`, { hash: approved.plan.hash });
    const waits = await planned(moved, 'four');
    const { run: confirmed } = (await confirm(waits.id, { problem: 'changed_address' })).body;
    await second.call('POST', `/runs/${waits.id}/approve`, { hash: confirmed.plan.hash });
    await app.call('POST', `/runs/${waits.id}/release`, {
      at: `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 11)}08:00`,
    });
    const refused = {
      status: 409,
      body: { code: 'STATE', detail: expect.stringContaining('3 rows have another address than last time') },
    };
    expect(await second.request('POST', `/runs/${old.id}/approve`, { hash: old.plan.hash })).toMatchObject(refused);
    expect(await app.request('POST', `/runs/${approved.id}/release`, {})).toMatchObject(refused);
    expect((await rig.plan(old.id)).problems).toMatchObject([{ kind: 'changed_address', rows: 3 }]);
    expect((await rows(old.id))[0].problems[0].message).toContain(
      `is on its way to another address: ${moved[0]?.email}`,
    );
    // What is not sent after all was no last time.
    await app.call('POST', `/runs/${waits.id}/cancel`);
    expect(await app.request('POST', `/runs/${approved.id}/release`, {})).toMatchObject({ status: 200 });
    expect((await rig.until(approved.id, 'finished')).counts.mails.accepted).toBe(3);
  });

  test('E2 two runs released in the same moment: one of them is looked at again', async () => {
    const [one, two] = [await planned(staff, 'one'), await planned(swapped(), 'two')];
    for (const { id, plan } of [one, two]) await second.call('POST', `/runs/${id}/approve`, { hash: plan.hash });
    const answers = await Promise.all([one, two].map(({ id }) => app.request('POST', `/runs/${id}/release`, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
