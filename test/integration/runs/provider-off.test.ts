import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { openRunRig, type RunRig } from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const REASON = 'Sending is switched off for the e-mail provider "Acme Mail".';

forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let provider: string;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    // One e-mail in half a second: most of the run waits in the queue.
    rig = await openRunRig(app, { limits: { messagesPerMinute: 120 } });
    provider = (await app.call('POST', '/providers', definition(true))).id;
    const { type, displayName, settings } = await app.call('GET', `/connectors/${rig.connectorId}`);
    await app.call('PUT', `/connectors/${rig.connectorId}`, { type, displayName, provider, settings });
    await app.call('POST', `/connectors/${rig.connectorId}/test`, {});
  }, 60_000);
  afterAll(() => app.close());

  const definition = (send: boolean) => ({
    ...{ label: 'Acme Mail', imap: { host: 'imap.acme.test' }, smtp: { host: 'smtp.acme.test' } },
    ...{ sentCopy: 'client', send },
  });
  const states = async (run: string) => {
    const rows = await app.store.read.sql<{ state: string; detail: string }[]>`
      SELECT state, detail FROM delivery WHERE run_id = ${run}`;
    return rows.map(({ state, detail }) => (state === 'held' ? `held: ${detail}` : state));
  };

  test('A2.13 a provider that is switched off holds the queued mails of a payroll run at once, with the reason; resumed, each leaves once', async () => {
    const run = await rig.plannedRun(rig.staff(12));
    const approver = await app.as('second', ['approver']);
    await approver.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    await expect.poll(() => states(run.id), { timeout: 20_000 }).toContain('accepted');
    await app.call('PUT', `/providers/${provider}`, definition(false));
    const now = await states(run.id);
    expect(now.filter((state) => state === 'queued' || state === 'sending')).toEqual([]);
    expect(now.filter((state) => state.startsWith('held')).length).toBeGreaterThan(5);
    expect(now.find((state) => state.startsWith('held'))).toContain(REASON);
    expect((await rig.until(run.id, 'stopped')).stateReason).toContain(REASON);
    const sent = async () => (await sharedServers().mail.readMailbox(rig.box)).length;
    const before = await sent();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await sent()).toBe(before);
    // On again, a person says whether the run goes on.
    await app.call('PUT', `/providers/${provider}`, definition(true));
    expect((await app.call('GET', `/runs/${run.id}`)).state).toBe('stopped');
    expect((await states(run.id)).filter((state) => state === 'queued')).toEqual([]);
    await app.call('POST', `/runs/${run.id}/resume`, {});
    await rig.until(run.id, 'finished');
    await expect.poll(sent, { timeout: 20_000 }).toBe(12);
  }, 90_000);
});
