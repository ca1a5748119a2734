import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPdfium } from '../../../src/runs/intake/pdf/pdfium.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { openRunRig, type RunRig } from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

/** Passwords of PDFs that are stored for each person: written, used, never read. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let app: HttpApp;
  let rig: RunRig;
  let second: Pick<HttpApp, 'call' | 'request'>;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const SECRETS = { E0001: 'blue-Harbour-7', E0002: 'green-Valley-8' };
  const everything = async () => {
    const rows = await app.store.read.sql<object[]>`SELECT * FROM document_password`;
    const runs = await app.store.read.sql<object[]>`SELECT * FROM run`;
    const items = await app.store.read.sql<object[]>`SELECT * FROM run_item`;
    const problems = await app.store.read.sql<object[]>`SELECT * FROM run_problem`;
    return JSON.stringify([rows, runs, items, problems, app.log]);
  };

  test('beyond 5 passwords of a column are stored sealed; lines that cannot be used are told without their values', async () => {
    const csv = `employeeId;password\nE0001;${SECRETS.E0001}\nE0002;first-one\nE0003;abc\n;lonely-Secret\nE0002;${SECRETS.E0002}\n`;
    const imported = await app.call('POST', '/document-passwords/import?name=secrets.csv', csv);
    expect(imported).toEqual({
      stored: 2,
      refused: 3,
      problems: [
        { line: 4, message: 'A password has at least 4 characters.' },
        { line: 5, message: 'The number of the person is empty.' },
        { line: 6, message: '"E0002" stands in the file twice.' },
      ],
    });
    await app.call('PUT', '/document-passwords/E0002', { password: SECRETS.E0002 });
    const list = await app.call('GET', '/document-passwords?limit=1');
    expect(list).toEqual({
      items: [{ owner: 'E0001', updatedAt: expect.any(Number), updatedBy: app.administrator.name }],
      next: 'E0001',
      total: 2,
    });
    expect((await app.call('GET', `/document-passwords?after=${list.next}`)).items).toMatchObject([{ owner: 'E0002' }]);
    const wrong = await app.request('POST', '/document-passwords/import?password=geheim', csv);
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: '?password' }] } });
    expect(JSON.stringify([imported, list, wrong.body])).not.toMatch(/Harbour|Valley|lonely|first-one/);
    expect(await app.request('GET', '/document-passwords/E0001')).toMatchObject({ status: 405 });
    expect(await second.request('GET', '/document-passwords')).toMatchObject({ status: 403 });
    expect(await app.request('PUT', '/document-passwords/E9', { password: 'a\u0007bcd' })).toMatchObject({
      status: 422,
    });
    const stored = await everything();
    expect(stored).not.toMatch(/Harbour|Valley|lonely|first-one/);
    // Sealed, not only written in another way.
    expect(stored).not.toContain(Buffer.from(SECRETS.E0001).toString('base64').slice(0, 12));
  });

  test('beyond 5 each PDF is encrypted with the password that is stored for its owner; a row without one is a problem', async () => {
    const staff = rig.staff(3);
    const options = {
      documents: { by: 'name', pattern: '{{employeeId}}.pdf' },
      password: { stored: true, hint: 'The password that you chose in the portal.' },
    };
    const run = await rig.plannedRun(staff, { period: 'stored', options });
    expect(run).toMatchObject({ counts: { planned: 2, problems: 1 }, problems: [{ kind: 'password', rows: 1 }] });
    const { items } = await app.call('GET', `/runs/${run.id}/items?problem=password`);
    expect(items).toMatchObject([
      { owner: 'E0003', problems: [{ message: expect.stringContaining('No password is stored for "E0003"') }] },
    ]);
    await app.call('PUT', '/document-passwords/E0003', { password: 'grey-Window-9' });
    const planned = await rig.plan(run.id);
    expect(planned).toMatchObject({ counts: { planned: 3, problems: 0 } });
    await second.call('POST', `/runs/${run.id}/approve`, { hash: planned.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    await rig.until(run.id, 'finished');
    const pdfium = await openPdfium();
    const secretOf: Record<string, string> = { ...SECRETS, E0003: 'grey-Window-9' };
    for (const one of await mail.waitForMail(rig.box, { count: 3 })) {
      const { attachments, text } = await simpleParser(one.raw);
      expect(text).toContain('in the portal');
      const owner = /E\d{4}/.exec(attachments[0]?.filename ?? '')?.[0] ?? '';
      const bytes = attachments[0]?.content ?? Buffer.alloc(0);
      const pages = pdfium.withDocument(bytes, secretOf[owner] ?? '', (document) => document.pages);
      expect(pages).toBe(1);
      expect(() => pdfium.withDocument(bytes, 'another', (document) => document.pages)).toThrow();
    }
    expect(await everything()).not.toMatch(/Harbour|Valley|Window/);
    const again = await rig.plannedRun(staff, { period: 'stored', options });
    expect(again).toMatchObject({ counts: { planned: 0, alreadySent: 3 } });
  });

  test('a stored password is bound to its person, and goes when it is removed', async () => {
    await app.call('DELETE', '/document-passwords/E0002');
    expect(await app.request('DELETE', '/document-passwords/E0002')).toMatchObject({ status: 404 });
    // As if somebody with the database gave one person the secret of another.
    await app.store.write(
      (tx) => tx.sql`UPDATE document_password SET sealed = (
        SELECT sealed FROM document_password WHERE owner = ${'E0003'}) WHERE owner = ${'E0001'}`,
    );
    const options = {
      documents: { by: 'name', pattern: '{{employeeId}}.pdf' },
      password: { stored: true, hint: 'Yours.' },
    };
    const run = await rig.plannedRun(rig.staff(2), { period: 'moved', options });
    expect(run.problems).toMatchObject([{ kind: 'password', rows: 2 }]);
    const { items } = await app.call('GET', `/runs/${run.id}/items`);
    expect(items[0].problems[0].message).toContain('cannot be used with the secret key');
    const both = await app.request('POST', '/runs', {
      name: 'x',
      period: 'x',
      rule: rig.ruleId,
      options: { ...options, password: { stored: true, pattern: 'x{{name}}', hint: 'x' } },
    });
    expect(both).toMatchObject({ status: 422, body: { errors: [{ path: '/options/password' }] } });
  });
});
