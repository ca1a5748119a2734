import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { inDays } from '../../support/in-days.ts';
import { type Answer, csvOf, type Employee, openRunRig, payslips, type RunRig } from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const options = { registered: 'contacts', documents: { by: 'name', pattern: '{{employeeId}}.pdf' } };

/** A run that compares its recipients with the contacts of the persons. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let rig: RunRig;
  let clerk: Pick<HttpApp, 'call' | 'request'>;
  let second: Pick<HttpApp, 'call' | 'request'>;
  let month = 0;
  let staff: Employee[] = [];
  let contacts: Answer[] = [];
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    clerk = await app.as('clerk', ['payroll_operator', 'approver']);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());
  beforeEach(async () => {
    month += 1;
    staff = rig.staff(3).map((one) => ({ ...one, employeeId: `${one.employeeId}-${month}` }));
    contacts = [];
    for (const one of staff) contacts.push(await register(one));
  });

  const register = ({ employeeId, name, email }: Employee) =>
    app.call('POST', '/contacts', { name, employeeId: ` ${employeeId.toLowerCase()} `, addresses: [email] });
  const change = async (at: number, addresses: string[]) => {
    await app.call('PUT', `/contacts/${contacts[at].id}`, { name: contacts[at].name, addresses });
  };
  const planned = (people: readonly Employee[] = staff, over: object = {}) =>
    rig.plannedRun(people, { period: `registered ${month}`, options: { ...options, ...over } });
  const rows = async (runId: string): Promise<Answer[]> => (await app.call('GET', `/runs/${runId}/items`)).items;
  const approve = (run: Answer) => second.request('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
  const release = async (run: Answer, at?: string) => {
    expect((await approve(run)).status).toBe(200);
    await app.call('POST', `/runs/${run.id}/release`, at === undefined ? {} : { at });
  };
  const address = (at: number) => staff[at]?.email ?? '';
  /** whose payslip of this test came */
  const arrived = async () => {
    const raw = (await mail.readMailbox(rig.box)).map((one) => one.raw.toString());
    return staff.map(({ employeeId }) => raw.some((text) => text.includes(`payslip-${employeeId}.pdf`)));
  };
  const proofOf = async (id: string): Promise<Answer[]> => {
    const found = await app.store.read.sql<{ data: string }[]>`
      SELECT data FROM proof_record WHERE subject = ${id} AND kind = 'unregistered' ORDER BY n`;
    return found.map(({ data }) => JSON.parse(data));
  };
  const swapped = () => {
    const [a, b, ...others] = staff;
    if (a === undefined || b === undefined) throw new Error('A swap needs two persons.');
    return [{ ...a, email: b.email }, { ...b, email: a.email }, ...others];
  };

  test('E2 two addresses exchanged in the file are two problems that name what is registered, and nobody else', async () => {
    const run = await planned(swapped());
    expect(run).toMatchObject({
      options: { registered: 'contacts' },
      counts: { planned: 1, problems: 2 },
      problems: [{ kind: 'recipient_not_owner', rows: 2 }],
    });
    const [first] = await rows(run.id);
    const [{ message }] = first.problems;
    expect(message).toContain(
      `The contact "Person 1" with the employee number "${staff[0]?.employeeId}" has ${address(0)}.`,
    );
    expect(message).not.toContain(address(1));
    // The row alone agrees with itself: that is what the column compares.
    const inColumn = { period: `column ${month}`, options: { ...options, registered: 'column' } };
    const column = await rig.plannedRun(swapped(), inColumn);
    expect(column.counts).toMatchObject({ planned: 3, problems: 0 });
  });

  test('E2 an additional address is registered, too; a person without a contact is a problem of its own', async () => {
    await change(0, ['other@example.com', address(0).toUpperCase()]);
    await app.call('PUT', `/contacts/${contacts[1].id}`, { name: 'No longer', addresses: [], employeeId: null });
    const run = await planned();
    expect(run.counts).toMatchObject({ planned: 2, problems: 1 });
    expect((await rows(run.id))[1].problems).toEqual([
      { kind: 'no_contact', message: `No contact has the employee number "${staff[1]?.employeeId}".` },
    ]);
    expect(run.problems).toEqual([{ kind: 'no_contact', title: 'No contact with this employee number', rows: 1 }]);
    await app.call('PUT', `/contacts/${contacts[1].id}`, {
      name: 'Again',
      addresses: [address(1)],
      employeeId: staff[1]?.employeeId,
    });
    expect((await rig.plan(run.id)).counts).toMatchObject({ planned: 3, problems: 0 });
  });

  test('E2 a contact that changed since the plan stops approval and release; planned again its row is a problem', async () => {
    const run = await planned();
    await change(0, ['moved@example.com']);
    const detail = '1 row has an address that its contact does not have any more. Plan the run again.';
    expect(await approve(run)).toMatchObject({ status: 409, body: { detail } });
    await change(0, [address(0)]);
    expect((await approve(run)).status).toBe(200);
    await change(0, []);
    expect(await app.request('POST', `/runs/${run.id}/release`, {})).toMatchObject({ status: 409, body: { detail } });
    const again = await rig.plan(run.id);
    expect(again.counts).toMatchObject({ planned: 2, problems: 1 });
    const [first] = await rows(run.id);
    expect(first.problems[0].message).toContain('has no address.');
  });

  test('E2 an address taken from the contact after the release gets nothing: held with the reason, sent when it is back', async () => {
    const run = await planned();
    await release(run, inDays(20));
    await change(0, ['moved@example.com']);
    await app.call('DELETE', `/contacts/${contacts[1].id}`);
    await app.call('POST', `/runs/${run.id}/reschedule`, {});
    const finished = await rig.until(run.id, 'finished');
    expect(finished).toMatchObject({
      stateReason: '2 held, because the address is not registered any more',
      counts: { suppressed: 2, unregistered: 2, mails: { accepted: 1, held: 2 } },
    });
    const [first, gone] = await rows(run.id);
    expect(first.mail).toMatchObject({ state: 'held', heldReason: 'unregistered' });
    expect(first.mail.detail).toContain('has moved@example.com. If this is right, cancel this e-mail.');
    expect(gone.mail.detail).toContain('No contact has the employee number');
    expect(await arrived()).toEqual([false, false, true]);
    const digest = createHash('sha256')
      .update(JSON.stringify([address(0).toLowerCase()]))
      .digest('hex');
    expect(await proofOf(first.mail.id)).toEqual([{ what: 'held', recipients: { count: 1, digest } }]);

    await app.call('POST', `/outbox/${first.mail.id}/retry`, {});
    await expect.poll(async () => (await proofOf(first.mail.id)).length, { timeout: 20_000 }).toBe(2);
    await change(0, [address(0)]);
    await app.call('POST', `/outbox/${first.mail.id}/retry`, {});
    await expect
      .poll(async () => (await app.call('GET', `/outbox/${first.mail.id}`)).delivery.state, { timeout: 20_000 })
      .toBe('accepted');
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { unregistered: 1 } });
  });

  test('E2 what was sent goes again only where it is registered now; to another own address nobody else has to confirm', async () => {
    const run = await planned();
    await release(run);
    await rig.until(run.id, 'finished');
    const [first] = await rows(run.id);
    const private_ = mail.account().user;
    await change(0, [private_]);
    const key = { 'idempotency-key': `again-${month}` };
    const refused = await app.request('POST', `/outbox/${first.mail.id}/resend`, {}, key);
    expect(refused).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('not registered any more') },
    });
    const place = `/runs/${run.id}/items/${first.id}/redirect`;
    await clerk.call('POST', place, { to: private_, reason: 'moved' });
    const { id } = await clerk.call('POST', `${place}/confirm`, { to: private_ });
    await mail.waitForMail(private_);
    expect((await app.call('GET', `/outbox/${id}`)).delivery.state).toBe('accepted');
    const elsewhere = mail.account().user;
    await clerk.call('POST', place, { to: elsewhere, reason: 'asks for it' });
    expect(await clerk.request('POST', `${place}/confirm`, { to: elsewhere })).toMatchObject({ status: 403 });
    await second.call('POST', `${place}/confirm`, { to: elsewhere });
    await mail.waitForMail(elsewhere);
  });

  test('E2 permitted addresses get it beside the owner; contacts are for confidential runs only', async () => {
    const run = await rig.createRun({ period: `open ${month}`, options });
    const body = { name: run.name, period: run.period, rule: run.ruleId };
    const open = { ...body, options: { ...options, confidential: false } };
    expect(await app.request('PUT', `/runs/${run.id}`, open)).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/options/registered' }] },
    });
    const permitted = [address(1)];
    await app.call('PUT', `/runs/${run.id}`, { ...body, options: { ...options, permitted } });
    const wrong = staff.slice(0, 1).map((one) => ({ ...one, email: address(1) }));
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(wrong));
    await rig.upload(run.id, 'documents', 'payslips.zip', await payslips(wrong));
    const ready = await rig.plan(run.id);
    expect(ready.counts).toMatchObject({ planned: 1, problems: 0 });
    await release(ready);
    expect(await rig.until(run.id, 'finished')).toMatchObject({ counts: { mails: { accepted: 1 } } });
  });

  const mailIds = async (runId: string): Promise<string[]> => (await rows(runId)).map(({ mail: { id } }) => id);
  const heldUnregistered = async (run: Answer, at: readonly number[]) => {
    await release(run, inDays(20));
    for (const one of at) await change(one, ['moved@example.com']);
    await app.call('POST', `/runs/${run.id}/reschedule`, {});
  };

  test('E2 a held e-mail that somebody cancels is not counted among those held, and hides none that waits', async () => {
    const run = await planned();
    const [first = '', , third = ''] = await mailIds(run.id);
    // As one whose right to send went after the release.
    await app.store.write((tx) => tx.sql`UPDATE delivery SET held_reason = 'right' WHERE id = ${third}`);
    await heldUnregistered(run, [0, 1]);
    const counts = async () => (await app.call('GET', `/runs/${run.id}`)).counts;
    await expect.poll(counts, { timeout: 20_000 }).toMatchObject({ unregistered: 2, mails: { held: 3 } });
    await app.call('POST', `/outbox/${first}/cancel`, {});
    expect(await counts()).toMatchObject({ suppressed: 1, unregistered: 1, mails: { held: 2, cancelled: 1 } });
    // Its keeper looks each second: one waits for no address, so it has not ended.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect((await app.call('GET', `/runs/${run.id}`)).state).toBe('sending');
    await app.call('POST', `/outbox/${third}/cancel`, {});
    expect(await rig.until(run.id, 'finished')).toMatchObject({
      stateReason: '1 held, because the address is not registered any more, 2 of 3 e-mails were taken back',
    });
  });

  test('E2 what waited 30 days for its contact is tried again when the contact has the address', async () => {
    const run = await planned();
    await heldUnregistered(run, [0]);
    await rig.until(run.id, 'finished');
    const [first = ''] = await mailIds(run.id);
    // As it ends after 30 days.
    await app.store.write((tx) => tx.sql`UPDATE delivery SET state = 'failed', due_at = NULL WHERE id = ${first}`);
    expect((await app.call('GET', `/outbox/${first}`)).can).toMatchObject({ retry: true });
    await change(0, [address(0)]);
    await app.call('POST', `/outbox/${first}/retry`, {});
    await expect
      .poll(async () => (await app.call('GET', `/outbox/${first}`)).delivery.state, { timeout: 20_000 })
      .toBe('accepted');
    expect(await arrived()).toEqual([true, true, true]);
  });

  test('E2 an e-mail of which a copy got there stays held while its person is not registered', async () => {
    const { user: cc } = mail.account();
    const { trigger, actions } = await app.call('GET', `/rules/${rig.ruleId}`);
    const [{ action, params }] = actions;
    const copied = { name: `Copied ${month}`, trigger, actions: [{ action, params: { ...params, cc: [cc] } }] };
    const { id } = await app.call('POST', '/rules', copied);
    const over = { rule: id, period: `copied ${month}`, options: { ...options, permitted: [cc] } };
    const run = await rig.plannedRun(staff.slice(0, 1), over);
    expect(run.counts).toMatchObject({ planned: 1 });
    const [first = ''] = await mailIds(run.id);
    // As after a first try, in which the server took the copy and asked to come back with the other.
    await app.store.write(
      (tx) => tx.sql`UPDATE recipient SET state = 'accepted' WHERE delivery_id = ${first} AND address = ${cc}`,
    );
    await heldUnregistered(run, [0]);
    await rig.until(run.id, 'finished');
    const entry = await app.call('GET', `/outbox/${first}`);
    expect(entry.delivery).toMatchObject({ state: 'held', heldReason: 'unregistered' });
    expect(entry.recipients).toMatchObject([{ state: 'pending' }, { address: cc, state: 'accepted' }]);
  });

  /** The contact loses the address in the moment in which somebody confirms it for a row. */
  const losesWhenConfirmed = async (lost: string) => {
    const gone = `DELETE FROM contact_address WHERE address_key = '${lost.toLowerCase()}'`;
    const when = `AFTER UPDATE ON run_item FOR EACH ROW WHEN (NEW.redirect LIKE '%confirming%')`;
    const steps =
      database.kind === 'sqlite'
        ? [`CREATE TRIGGER lose ${when} BEGIN ${gone}; END`]
        : [
            `CREATE FUNCTION lose() RETURNS trigger AS $$ BEGIN ${gone}; RETURN NULL; END $$ LANGUAGE plpgsql`,
            `CREATE TRIGGER lose ${when} EXECUTE FUNCTION lose()`,
          ];
    const run = async (statements: string[]) => {
      for (const one of statements) await app.store.write((tx) => tx.sql`${() => one}`);
    };
    await run(steps);
    return () => run(database.kind === 'sqlite' ? ['DROP TRIGGER lose'] : ['DROP FUNCTION lose CASCADE']);
  };

  test('E2 an own address that is taken away while it is confirmed without a second person gets nothing', async () => {
    const run = await planned();
    await release(run);
    await rig.until(run.id, 'finished');
    const [first] = await rows(run.id);
    const own = mail.account().user;
    await change(0, [own]);
    const place = `/runs/${run.id}/items/${first.id}/redirect`;
    await clerk.call('POST', place, { to: own, reason: 'moved' });
    const end = await losesWhenConfirmed(own);
    const refused = await clerk.request('POST', `${place}/confirm`, { to: own });
    await end();
    expect(refused).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('not registered any more') },
    });
    expect(await mail.readMailbox(own)).toEqual([]);
    expect(await clerk.request('POST', `${place}/confirm`, { to: own })).toMatchObject({ status: 403 });
  });
});
