import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { openRunRig, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app, { limits: { connections: 1, messagesPerMinute: 2 } });
  }, 60_000);
  afterAll(() => app.close());

  test('E1 a plan says from whom, through which connector and why, and how long it takes at the pace of the connector', async () => {
    const run = await rig.plannedRun(rig.staff(5), { period: 'facts' });
    expect(run.plan.senders).toEqual([{ from: rig.sender, mails: 5 }]);
    expect(run.expected.connectors).toMatchObject([
      { connectorId: rig.connectorId, displayName: 'Payroll', mails: 5, messagesPerMinute: 2 },
    ]);
    // Two minutes and a half, and a little more: the outbox keeps a little below the limit.
    expect(run.expected.ms).toBeGreaterThanOrEqual(150_000);
    expect(run.expected.ms).toBeLessThan(165_000);
    const [row] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    const mail = await app.call('GET', `/runs/${run.id}/items/${row.id}/mail`);
    expect(mail.sender).toMatchObject({ connectorId: rig.connectorId, connectorName: 'Payroll', reason: 'rule' });
    expect(mail.sender.reasonText).not.toBe('');
    expect(row.mail.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(row.document.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
