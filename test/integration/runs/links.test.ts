import { afterAll, beforeAll, expect, test } from 'vitest';
import { MailLinkTable } from '../../../src/store/tables/mail-link.table.ts';
import { RuleTable } from '../../../src/store/tables/rule.table.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { PUBLIC_URL, parsed, serverTakes, sha256, tokensOf } from '../../support/link-rig.ts';
import {
  type Answer,
  csvOf,
  type Employee,
  openRunRig,
  payslipOf,
  payslips,
  type RunRig,
} from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** Less than a payslip of these tests, more than the rest of its e-mail. */
const SMALL = 800;

/** As if the rule said of the document that it always goes as a link. */
async function linkInRule({ store }: HttpApp, id: string): Promise<void> {
  await store.write(async (tx) => {
    const rules = tx.getRepository(RuleTable);
    const { actions } = await rules.findOneByOrFail({ id });
    const text = JSON.stringify(actions).replace('"field":"document"', '"field":"document","link":"always"');
    await rules.update({ id }, { actions: JSON.parse(text) });
  });
}

forEachDatabase((database) => {
  const { mail } = sharedServers();
  let rig: RunRig;
  let app: HttpApp;
  let second: Pick<HttpApp, 'call' | 'request'>;
  beforeAll(async () => {
    app = await openHttpApp(database.url(), { publicUrl: PUBLIC_URL });
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const planned = (staff: readonly Employee[], period: string, documents: object) =>
    rig.plannedRun(staff, {
      period,
      options: { documents: { by: 'name', pattern: '{{employeeId}}.pdf', ...documents } },
    });
  const release = async (run: Answer) => {
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    return rig.until(run.id, 'finished');
  };
  const itemsOf = async (runId: string) => (await app.call('GET', `/runs/${runId}/items`)).items;
  const post = (token: string | undefined) => fetch(`${app.url}/api/links/${token}`, { method: 'POST' });

  test('beyond 19 a document that is too big for the mail server goes to its owner as a link, when the run says so', async () => {
    await serverTakes(app, rig.connectorId, SMALL);
    const staff = rig.staff(2);
    const refused = await planned(staff, 'too big', {});
    expect(refused.problems).toMatchObject([{ kind: 'too_big', rows: 2 }]);
    const run = await planned(staff, 'linked', { link: 'above_limit', linkDays: 5 });
    expect(run).toMatchObject({ state: 'planned', counts: { planned: 2, problems: 0 } });
    // The plan is over the e-mails with their links.
    const [before] = await itemsOf(run.id);
    const entry = await app.call('GET', `/outbox/${before.mail.id}`);
    expect(entry.links).toMatchObject([{ state: 'open', sha256: sha256(await payslipOf({ employeeId: 'E0001' })) }]);
    await serverTakes(app, rig.connectorId, 0);
    await release(run);
    const arrived = await mail.waitForMail(rig.box, { count: 2 });
    const tokens = new Set<string>();
    for (const { raw } of arrived) {
      const message = await parsed(raw);
      const employeeId = /E\d{4}/.exec(message.text ?? '')?.[0] ?? '';
      const to = message.to && !Array.isArray(message.to) ? message.to.text : '';
      expect(to).toContain(employeeId.toLowerCase());
      expect(message.attachments).toEqual([]);
      const [token = ''] = tokensOf(message);
      tokens.add(token);
      expect(Buffer.from(await (await post(token)).arrayBuffer()).equals(await payslipOf({ employeeId }))).toBe(true);
    }
    expect(tokens.size).toBe(2);
    const after = await app.call('GET', `/outbox/${before.mail.id}`);
    expect(after).toMatchObject({ sha256: entry.sha256, links: [{ downloads: 1 }] });
  });

  test('beyond 19 an e-mail of a plan that is made anew takes its link with it', async () => {
    const run = await planned(rig.staff(2), 'again', { link: 'always' });
    const links = async () =>
      (await app.store.read.getRepository(MailLinkTable).find()).map(({ id, contentId }) => ({ id, contentId }));
    const first = await links();
    const [item] = await itemsOf(run.id);
    const [old] = (await app.call('GET', `/outbox/${item.mail.id}`)).links;
    await app.call('PUT', `/runs/${run.id}/items/${item.id}`, { facts: { name: 'Corrected' } });
    expect((await rig.plan(run.id)).counts).toMatchObject({ planned: 2 });
    const now = await links();
    expect(now).toHaveLength(first.length);
    expect(now.map(({ id }) => id)).not.toContain(old.id);
    const contentId = first.find(({ id }) => id === old.id)?.contentId ?? '';
    expect(contentId).not.toBe('');
    expect(await app.store.read.getRepository('content').countBy({ id: contentId })).toBe(0);
  });

  test('beyond 19 to another address a confidential document goes by a link of its own, when a second person confirms', async () => {
    const staff = rig.staff(1);
    const run = await planned(staff, 'elsewhere', { link: 'always' });
    await release(run);
    const [item] = await itemsOf(run.id);
    const other = mail.account().user;
    const direct = await app.request(
      'POST',
      `/outbox/${item.mail.id}/resend`,
      { to: other },
      { 'idempotency-key': 'x' },
    );
    expect(direct.status).toBe(403);
    const place = `/runs/${run.id}/items/${item.id}/redirect`;
    await app.call('POST', place, { to: other, reason: 'moved' });
    const { id } = await second.call('POST', `${place}/confirm`, { to: other });
    const [received] = await mail.waitForMail(other);
    const [token] = tokensOf(await parsed(received?.raw ?? Buffer.alloc(0)));
    expect((await post(token)).status).toBe(200);
    expect((await app.call('GET', `/outbox/${id}`)).links).toMatchObject([{ downloads: 1 }]);
    expect((await app.call('GET', `/outbox/${item.mail.id}`)).links).toMatchObject([{ downloads: 0, state: 'open' }]);
  });

  test('beyond 19 a test of a row has no link to the document of the person', async () => {
    await linkInRule(app, rig.ruleId);
    const run = await planned(rig.staff(1), 'test', {});
    const [item] = await itemsOf(run.id);
    expect((await app.call('GET', `/outbox/${item.mail.id}`)).links).toHaveLength(1);
    const to = mail.account().user;
    const { id } = await app.call('POST', `/runs/${run.id}/items/${item.id}/test-to-me`, { to });
    expect((await app.call('GET', `/outbox/${id}`)).links).toEqual([]);
    const [received] = await mail.waitForMail(to);
    expect(tokensOf(await parsed(received?.raw ?? Buffer.alloc(0)))).toEqual([]);
  });

  test.each([
    [{ by: 'none', link: 'always' }, '/options/documents/link', 'A link needs documents.'],
    [{ by: 'name', pattern: '{{employeeId}}.pdf', linkDays: 3 }, '/options/documents/linkDays', 'as a link'],
  ])('beyond 19 options that contradict each other are refused: %j', async (documents, path, message) => {
    const run = { name: 'N', period: 'p', rule: rig.ruleId, options: { documents } };
    const { status, body } = await app.request('POST', '/runs', run);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ path, message: expect.stringContaining(message) }]);
  });
});

forEachDatabase((database) => {
  test('beyond 19 without a public address the option is refused, and a rule that was saved with one makes a problem', async () => {
    const app = await openHttpApp(database.url());
    try {
      const rig = await openRunRig(app);
      const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
      const options = { documents: { ...documents, link: 'above_limit' } };
      const refused = await app.request('POST', '/runs', { name: 'N', period: 'p', rule: rig.ruleId, options });
      expect(refused.body.errors).toMatchObject([
        { path: '/options/documents/link', message: expect.stringContaining('MAILRULE_PUBLIC_URL') },
      ]);
      await linkInRule(app, rig.ruleId);
      const staff = rig.staff(1);
      const run = await rig.createRun({ options: { documents } });
      await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
      await rig.upload(run.id, 'documents', 'payslips.zip', await payslips(staff));
      const { problems } = await rig.plan(run.id);
      expect(problems).toMatchObject([{ kind: 'no_link', rows: 1, title: 'No link can be made' }]);
    } finally {
      await app.close();
    }
  });
});
