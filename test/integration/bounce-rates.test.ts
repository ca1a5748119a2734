import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBounceRates } from '../../src/health/bounce-rates.ts';
import { newId, systemClock } from '../../src/sdk/index.ts';
import { DeliveryTable } from '../../src/store/tables/delivery.table.ts';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { forEachDatabase } from '../support/test-database.ts';

const HOUR_MS = 3_600_000;

forEachDatabase((database) => {
  let app: HttpApp;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
  });
  afterAll(() => app.close());

  /** E-mails of this connector that were made so long ago. */
  const made = (connectorId: string, hours: number, state: 'accepted' | 'bounced' | 'failed', count: number) =>
    app.store.write(async (tx) => {
      const at = Date.now() - hours * HOUR_MS - 1_000;
      const rows = Array.from({ length: count }, () => ({
        ...{ id: newId(at), connectorId, runId: null, state, heldReason: null, redirectedTo: null, detail: '' },
        ...{ dueAt: null, deadlineAt: at, attempts: 1, looks: 0, leaseToken: null, approvedBy: null, limitKey: null },
        ...{ timeZone: null, size: 1, code: null, enhanced: null, response: null, serverMessageId: null },
        ...{ toldState: null, toldAt: null, createdAt: at, acceptedAt: at, updatedAt: at },
      }));
      await tx.getRepository(DeliveryTable).insert(rows);
    });
  const rateOf = async (connectorId: string, now = Date.now()) => {
    const rates = await createBounceRates({ store: app.store, clock: { ...systemClock, now: () => now } })();
    return rates.find((one) => one.connectorId === connectorId);
  };

  test('what came back is counted for each connector, of the day and of the week; what failed before is none of it', async () => {
    await made('good', 2, 'accepted', 19);
    await made('good', 2, 'bounced', 1);
    await made('good', 30, 'accepted', 30);
    await made('good', 30, 'failed', 40);
    await made('good', 8 * 24, 'bounced', 50);
    expect(await rateOf('good')).toEqual({
      connectorId: 'good',
      day: { sent: 20, bounced: 1 },
      week: { sent: 50, bounced: 1 },
      // 5 % is the threshold, not above it.
      tooMany: false,
    });
    await made('good', 2, 'bounced', 1);
    expect(await rateOf('good')).toMatchObject({ day: { sent: 21, bounced: 2 }, tooMany: true });
    expect(await rateOf('good', Date.now() + 25 * HOUR_MS)).toMatchObject({ day: { sent: 0, bounced: 0 } });
    await made('small', 2, 'bounced', 19);
    expect(await rateOf('small')).toMatchObject({ day: { sent: 19, bounced: 19 }, tooMany: false });
  });

  test('the API and the metrics say it, and who has nothing to do with connectors does not learn it', async () => {
    await made('bad', 50, 'accepted', 30);
    await made('bad', 50, 'bounced', 10);
    const { items } = await app.call('GET', '/health/bounces');
    expect(items).toContainEqual({
      connectorId: 'bad',
      day: { sent: 0, bounced: 0 },
      week: { sent: 40, bounced: 10 },
      tooMany: true,
    });
    const designer = await app.as('bounce-designer', ['designer']);
    expect((await designer.request('GET', '/health/bounces')).status).toBe(403);
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).toMatch(/^mailrule_bounce_ratio\{window="7d"\} 0\.25$/m);
  });
});
