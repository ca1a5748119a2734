import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { openRunRig, type RunRig } from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** A run whose rule has its texts from the library. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call'>;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const template = (html: string) => ({
    ...{ name: 'Payslip', kind: 'email' },
    texts: [
      { language: 'default', subject: 'Payslip of {{name}} ({{run.name}})', html },
      { language: 'fr', subject: 'Fiche de paie de {{name}}', html: '<p>Bonjour {{name}}</p>' },
    ],
  });

  test('23 a plan keeps the text that it was made with, whatever becomes of the template before it is sent', async () => {
    const { id } = await app.call('POST', '/templates', template('<p>Dear {{name}}, as planned: {{net}}</p>'));
    const { ruleId } = rig;
    const rule = await app.call('GET', `/rules/${ruleId}`);
    const [{ action, params }] = rule.actions;
    const { subject: _, html: __, ...rest } = params;
    await app.call('PUT', `/rules/${ruleId}`, {
      ...{ name: rule.name, trigger: rule.trigger, conditions: {} },
      actions: [{ action, params: { ...rest, template: id } }],
    });
    const run = await rig.plannedRun(rig.staff(2));
    expect(run.state).toBe('planned');
    await app.call('PUT', `/templates/${id}`, template('<p>Changed after the plan</p>'));
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    await rig.until(run.id, 'finished');
    const received = await mail.waitForMail(rig.box, { count: 2 });
    const texts = received.map(({ raw }) => raw.toString());
    expect(texts.every((text) => text.includes('as planned') && !text.includes('Changed'))).toBe(true);
    const [one] = await app.store.read.sql<{ id: string }[]>`SELECT id FROM message WHERE run_id = ${run.id}`;
    const entry = await app.call('GET', `/outbox/${one?.id}`);
    expect(entry).toMatchObject({ templateId: id, templateVersion: 1, templateLanguage: 'default' });
    expect(entry.subject).toContain('(November)');
  });
});
