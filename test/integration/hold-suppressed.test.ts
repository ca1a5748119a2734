import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { inDays } from '../support/in-days.ts';
import { type Answer, openRunRig, type RunRig } from '../support/run-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** An address that comes onto the suppression list while an e-mail to it waits in the queue gets nothing. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  let names = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const suppress = (address: string) => app.call('POST', '/suppressions', { address, reason: 'left the company' });
  const pause = (ms: number) =>
    app.store.write(async (tx) => {
      await tx.sql`DELETE FROM connector_pace WHERE connector_id = ${rig.connectorId}`;
      if (ms === 0) return;
      const until = Date.now() + ms;
      await tx.getRepository('connector_pace').insert({
        connectorId: rig.connectorId,
        pausedUntil: until,
        ...{ pauseReason: 'test', failures: 1, minuteAt: 0, minuteCount: 0, dayAt: 0, dayCount: 0 },
      });
    });
  /** An e-mail that waits, because its connector does. */
  const waiting = async (params: object, facts: object): Promise<Answer> => {
    names += 1;
    const event = `waits-${names}`;
    const given = { connector: rig.connectorId, subject: 'News', text: 'x', ...params };
    await app.call('POST', '/rules', {
      name: event,
      trigger: { kind: 'workflow', event },
      actions: [{ action: 'send-email', params: given }],
    });
    await pause(600_000);
    const { eventId } = await app.call('POST', '/events', { type: event, facts });
    const [entry] = await app.mailsOf(eventId, 'queued');
    return entry;
  };
  const goOn = async () => {
    await pause(0);
  };
  const reach = async (id: string, state: string): Promise<Answer> => {
    await expect
      .poll(async () => (await app.call('GET', `/outbox/${id}`)).delivery.state, { timeout: 20_000 })
      .toBe(state);
    return app.call('GET', `/outbox/${id}`);
  };
  const proofOf = async (id: string): Promise<Answer[]> => {
    const rows = await app.store.read.sql<{ data: string }[]>`
      SELECT data FROM proof_record WHERE subject = ${id} AND kind = 'suppressed' ORDER BY n`;
    return rows.map(({ data }) => JSON.parse(data));
  };
  const digest = (address: string) =>
    createHash('sha256')
      .update(JSON.stringify([address.toLowerCase()]))
      .digest('hex');

  test('A5.19 one with nobody left is held with the reason and tried when the address gets e-mail again', async () => {
    const to = mail.account().user;
    const entry = await waiting({ to: [{ field: 'to' }] }, { to });
    const { id } = await suppress(to.toUpperCase());
    await goOn();
    const held = await reach(entry.id, 'held');
    expect(held.delivery).toMatchObject({
      heldReason: 'suppressed',
      attempts: 0,
      detail: expect.stringContaining('left the company'),
    });
    expect(held).toMatchObject({ attempts: [], can: { retry: true, cancel: true } });
    expect(await proofOf(entry.id)).toEqual([{ what: 'held', recipients: { count: 1, digest: digest(to) } }]);

    await app.call('POST', `/outbox/${entry.id}/retry`, {});
    await reach(entry.id, 'held');
    expect(await mail.readMailbox(to)).toEqual([]);
    await app.call('POST', `/suppressions/${id}/end`, { reason: 'is back' });
    await app.call('POST', `/outbox/${entry.id}/retry`, {});
    await reach(entry.id, 'accepted');
    const [arrived] = await mail.waitForMail(to);
    expect(arrived?.raw.toString()).toContain('News');
  });

  test('A5.19 of several recipients only that one is left out; the bytes stay those that were stored', async () => {
    const [stays, gone] = [mail.account().user, mail.account().user];
    const entry = await waiting({ to: [{ field: 'to' }], cc: [{ field: 'cc' }] }, { to: stays, cc: gone });
    await suppress(gone);
    await goOn();
    const sent = await reach(entry.id, 'accepted');
    expect(sent.recipients).toMatchObject([
      { address: stays, state: 'accepted' },
      { address: gone, state: 'suppressed', response: expect.stringContaining('left the company') },
    ]);
    const [arrived] = await mail.waitForMail(stays);
    expect(arrived?.raw.toString()).toContain(gone);
    expect(await mail.readMailbox(gone)).toEqual([]);
    expect(sent.sha256).toBe(entry.sha256);
    expect(await proofOf(entry.id)).toEqual([{ what: 'left_out', recipients: { count: 1, digest: digest(gone) } }]);
    const { records } = await app.call('GET', `/outbox/${entry.id}/proof`);
    const marker = records.find(({ kind }: Answer) => kind === 'marker');
    expect(marker.data.recipients).toEqual({ count: 1, digest: digest(stays) });
  });

  test('A5.19 a payroll run ends without the held one, says so, and sends it when a person lets it go', async () => {
    const staff = rig.staff(2);
    const run = await rig.plannedRun(staff, { period: 'suppressed' });
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, { at: inDays(20) });
    const { id } = await suppress(staff[1]?.email ?? '');
    await app.call('POST', `/runs/${run.id}/reschedule`, {});
    const finished = await rig.until(run.id, 'finished');
    expect(finished).toMatchObject({
      stateReason: '1 held, because the address gets no e-mail',
      counts: { suppressed: 1, mails: { accepted: 1, held: 1 } },
    });
    const [, row] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    expect(row.mail).toMatchObject({
      state: 'held',
      heldReason: 'suppressed',
      detail: expect.stringMatching(/left the company\. To send it, .* "mailrule outbox retry"\.$/),
    });
    const redirect = { to: mail.account().user, reason: 'gets no e-mail there' };
    expect(await app.request('POST', `/runs/${run.id}/items/${row.id}/redirect`, redirect)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('was not sent (held)') },
    });
    expect(await app.call('GET', `/outbox/${row.mail.id}`)).toMatchObject({ can: { retry: true } });
    await app.call('POST', `/suppressions/${id}/end`, { reason: 'is back' });
    await app.call('POST', `/outbox/${row.mail.id}/retry`, {});
    await reach(row.mail.id, 'accepted');
    expect(await rig.until(run.id, 'finished')).toMatchObject({
      stateReason: '',
      counts: { suppressed: 0, mails: { accepted: 2, held: 0 } },
    });
  });
});
