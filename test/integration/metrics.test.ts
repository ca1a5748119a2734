import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type HttpApp, openHttpApp } from '../support/http-app.ts';
import { openRunRig } from '../support/run-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

const DOCUMENTED = [...readFileSync('docs/metrics.md', 'utf8').matchAll(/^\| `(\w+)` \| (gauge|counter) \|/gm)].map(
  ([, name, type]) => `${name} ${type}`,
);

interface AlertRule {
  alert: string;
  expr: string;
  for?: string;
  labels: { severity: string };
  annotations: { summary: string };
}

let app: HttpApp | undefined;

afterEach(async () => {
  await app?.close();
  app = undefined;
});

const scrape = async ({ url }: HttpApp) => (await fetch(`${url}/metrics`)).text();

forEachDatabase((database) => {
  test('the documented metrics are those that a process answers, and count what happens', async () => {
    app = await openHttpApp(database.url());
    const rig = await openRunRig(app, { sentCopy: 'always' });
    const before = await scrape(app);
    const answered = [...before.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => `${name} ${type}`);
    expect(answered.sort()).toEqual([...DOCUMENTED].sort());
    expect(before).toMatch(/^mailrule_connectors\{state="active"\} 1$/m);
    await app.call('POST', '/rules', {
      name: 'Notice',
      trigger: { kind: 'workflow', event: 'notice' },
      actions: [
        {
          action: 'send-email',
          params: {
            connector: rig.connectorId,
            to: [{ field: 'to' }],
            subject: 'Notice',
            html: '<p>Hello</p>',
          },
        },
      ],
    });
    const { eventId } = await app.call('POST', '/events', { type: 'notice', facts: { to: rig.box } });
    const [mail] = await app.mailsOf(eventId, 'accepted');
    expect(await scrape(app)).toMatch(/^mailrule_delivery_attempts_total\{verdict="accepted"\} 1$/m);

    // The ids of the log lead from the event to the end.
    const attempted = app.log.find(
      ({ msg, ...fields }) => msg === 'delivery attempted' && fields['eventId'] === eventId,
    );
    expect(attempted).toMatchObject({ messageId: mail.id, connectorId: rig.connectorId, verdict: 'accepted' });
    const filed = () => app?.log.find(({ msg, messageId }) => msg === 'sent copy settled' && messageId === mail.id);
    await expect.poll(filed).toMatchObject({ copy: 'filed', folder: expect.any(String) });
    await app.call('POST', '/guard/stop', { reason: 'a test' });
    expect(await scrape(app)).toMatch(/^mailrule_sending_stopped 1$/m);
  });

  test('the system report tells of the database, the disk or the connections, and of leases that nobody holds', async () => {
    app = await openHttpApp(await database.create());
    const report = await app.call('GET', '/system');
    expect(report).toMatchObject({
      database: { kind: database.kind, unknownMigrations: 0, schema: expect.stringMatching(/^\d{4}_/) },
      queue: { waiting: 0, stuck: 0, overdue: 0 },
    });
    if (database.kind === 'sqlite') expect(report.database.freeBytes).toBeGreaterThan(0);
    else {
      expect(Math.abs(report.database.clockAheadMs)).toBeLessThan(1_000);
      expect(report.database.connections.open).toBeGreaterThan(0);
    }
    await app.store.write((tx) =>
      tx.query(`INSERT INTO schema_migration ("timestamp", "name") VALUES (9999999999999, 'later')`),
    );
    expect(await app.call('GET', '/system')).toMatchObject({ database: { unknownMigrations: 1, schema: 'later' } });
  });
});

test('the alert rules are valid YAML of the shape that Prometheus loads, about metrics that there are', () => {
  const { groups } = parse(readFileSync('docs/alerts.rules.yml', 'utf8')) as {
    groups: { name: string; rules: AlertRule[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(8);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  const names = new Set(DOCUMENTED.map((one) => one.split(' ')[0]));
  for (const { alert, expr, for: wait, labels, annotations } of rules) {
    const used = expr.match(/\b(?:mailrule|process)_\w+/g) ?? [];
    expect(used.length, alert).toBeGreaterThan(0);
    for (const name of used) expect(names, `${alert}: ${name}`).toContain(name);
    for (const [open, close] of ['()', '{}', '[]'])
      expect(expr.split(open ?? '').length, alert).toBe(expr.split(close ?? '').length);
    if (wait !== undefined) expect(wait).toMatch(/^\d+[smh]$/);
    expect(['info', 'warning', 'critical']).toContain(labels.severity);
    expect(annotations.summary.length).toBeGreaterThan(20);
  }
});
