import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { inDays } from '../../support/in-days.ts';
import { csvOf, openRunRig, payslipOf, payslips, type RunRig } from '../../support/run-rig.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';
import { forEachDatabase } from '../../support/test-database.ts';

forEachDatabase((database) => {
  const folder = makeTempFolder('cli');
  let app: HttpApp;
  let rig: RunRig;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    await app.as('second', ['approver']);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  const ownToken = () => app.authorization()['authorization']?.slice('Bearer '.length) ?? '';
  const cli = async (args: string[], token = ownToken(), url = app.url) => {
    const said = { out: '', say: '' };
    const code = await runCli(
      ['run', ...args],
      {
        out: (text) => {
          said.out += text;
        },
        say: (text) => {
          said.say += text;
        },
        stdin: (async function* () {})(),
        env: { MAILRULE_URL: url, MAILRULE_TOKEN: token },
      },
      new AbortController().signal,
    );
    return { code, ...said };
  };
  const file = (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  test('a run whose files cannot be uploaded is not left behind half made', async () => {
    const named = ['--name', 'Half', '--period', 'half', '--rule', rig.ruleId];
    const missing = await cli(['plan', ...named, '--rows', join(folder, 'no such file.csv')]);
    expect(missing).toMatchObject({ code: 4, say: expect.stringContaining('cannot be read') });
    const rows = file('half.csv', csvOf(rig.staff(1)));
    const empty = await cli(['plan', ...named, '--rows', rows, '--documents', file('none.zip', '')]);
    expect(empty).toMatchObject({ code: 4, say: expect.stringContaining('is empty (0 bytes)') });
    expect((await app.call('GET', '/runs')).items).toEqual([]);
  });

  test('E2 rows that go to another address than last time are confirmed from the command line, one or all', async () => {
    const staff = rig.staff(2).map((one) => ({ ...one, employeeId: `C-${one.employeeId}` }));
    const before = await rig.plannedRun(staff, { period: 'cli before' });
    await app.call('PUT', '/settings/runs', { fourEyes: false, stopAfterFailures: 10 });
    await cli(['approve', before.id, '--hash', before.plan.hash]);
    await cli(['release', before.id]);
    await rig.until(before.id, 'finished');
    const moved = staff.map((one) => ({ ...one, email: one.email.replace('+', '+moved-') }));
    const run = await rig.plannedRun(moved, { period: 'cli after' });
    const [row] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    const one = await cli(['confirm-addresses', run.id, '--row', row.id]);
    expect(one).toMatchObject({ code: 1, out: expect.stringContaining('Another address than last time') });
    const all = await cli(['confirm-addresses', run.id]);
    expect(all).toMatchObject({ code: 0, out: expect.not.stringContaining('Another address than last time') });
    expect(await cli(['confirm-addresses', run.id])).toMatchObject({
      say: expect.stringContaining('No row of the run waits for this'),
    });
    await app.call('PUT', '/settings/runs', { fourEyes: true, stopAfterFailures: 10 });
  });

  /** The installation at another address; `before` is done before the requests that change something reach it. */
  const behind = async (before: () => Promise<unknown>) => {
    const server = createServer(async (request, response) => {
      if (request.method === 'POST') await before();
      const body = Buffer.concat(await request.toArray());
      const headers = Object.entries(request.headers).filter(([name]) => /^(auth|content-type|if-match)/.test(name));
      const answer = await fetch(`${app.url}${request.url}`, {
        method: request.method ?? 'GET',
        headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
        ...(body.length > 0 && { body }),
      });
      const told = [...answer.headers].filter(
        ([name]) => !/^(connection|content-(encoding|length)|transfer)/.test(name),
      );
      response.writeHead(answer.status, Object.fromEntries(told)).end(Buffer.from(await answer.arrayBuffer()));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
  };

  test('E2 addresses are confirmed as the list shows them, not as somebody corrects them in the same moment', async () => {
    const staff = rig.staff(1).map((one) => ({ ...one, employeeId: `D-${one.employeeId}` }));
    const before = await rig.plannedRun(staff, { period: 'cli seen before' });
    await cli(['approve', before.id, '--hash', before.plan.hash], 'mrt_second');
    await cli(['release', before.id]);
    await rig.until(before.id, 'finished');
    const moved = staff.map((one) => ({ ...one, email: one.email.replace('+', '+moved-') }));
    const run = await rig.plannedRun(moved, { period: 'cli seen after' });
    const [row] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    const facts = { email: row.address.replace('+moved-', '+elsewhere-') };
    const between = await behind(() => app.call('PUT', `/runs/${run.id}/items/${row.id}`, { facts }));
    const late = await cli(['confirm-addresses', run.id], ownToken(), between.url);
    between.close();
    expect(late, late.out).toMatchObject({ code: 4, say: expect.stringMatching(/changed .*meanwhile|changed since/) });
    const [now] = (await app.call('GET', `/runs/${run.id}/items`)).items;
    expect(now).toMatchObject({ address: facts.email, addressConfirmedBy: null });
  });

  test('a run from the command line: planned from files, approved by another token, released, watched, reported', async () => {
    const staff = rig.staff(3);
    const rows = file('staff.csv', csvOf(staff));
    const documents = file('slips.zip', await payslips(staff));
    const options = file('options.json', JSON.stringify({ documents: { by: 'name', pattern: '{{employeeId}}.pdf' } }));
    const named = ['--name', 'November', '--period', '2026-11', '--rule', rig.ruleId, '--options', options];
    const planned = await cli(['plan', ...named, '--rows', rows, '--documents', documents, '--json']);
    expect(planned, planned.say).toMatchObject({ code: 0 });
    const run = JSON.parse(planned.out);
    expect(run).toMatchObject({ state: 'planned', counts: { planned: 3 } });
    expect(planned.say).toContain('planned');

    const own = await cli(['approve', run.id, '--hash', run.plan.hash]);
    expect(own).toMatchObject({ code: 4, say: expect.stringContaining('second person') });
    const approved = await cli(['approve', run.id, '--hash', run.plan.hash], 'mrt_second');
    expect(approved.out).toMatch(/approved +second/);
    expect(await cli(['release', run.id, '--at', inDays(20)])).toMatchObject({ code: 0 });
    const moved = await cli(['reschedule', run.id, '--at', inDays(40)]);
    expect(moved).toMatchObject({
      code: 0,
      out: expect.stringMatching(new RegExp(`released +.*, from ${inDays(40)}:00Z`)),
    });
    expect(await cli(['reschedule', run.id])).toMatchObject({ code: 0 });
    const watched = await cli(['watch', run.id]);
    expect(watched).toMatchObject({ code: 0, out: expect.stringContaining('3 accepted') });
    expect(watched.say).toContain(`[${'#'.repeat(30)}] 3/3 finished 3 sent, 0 failed, 0 held, 0 waiting`);
    const report = await cli(['report', run.id]);
    expect(report.out).toMatch(/^\ufeffline,person,address,result/);
    expect(report.out.split('\r\n')).toHaveLength(5);
    expect((await cli(['list'])).out).toContain('November');
    expect((await cli(['show', run.id])).out).toContain(run.plan.hash);
  });

  test('what is wrong with several fields is said with the name of each, and a time with an example', async () => {
    const rows = file('wrong.csv', csvOf(rig.staff(1)));
    const named = ['--name', ' ', '--period', ' ', '--rule', rig.ruleId, '--rows', rows];
    const refused = await cli(['plan', ...named]);
    expect(refused).toMatchObject({ code: 4 });
    expect(refused.say).toMatch(/ {2}name: Fill in the name\.\n {2}period: Fill in the period\.\n$/);
    const run = await rig.plannedRun(rig.staff(1), { period: '2027-05' });
    const approver = await app.as('approves', ['approver']);
    await approver.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    const time = await cli(['release', run.id, '--at', 'tomorrow']);
    expect(time.say).toContain('give one like 2026-11-27T08:00.');
  });

  test('documents of a ZIP are matched by their names where nothing else is said, and those of no row are told', async () => {
    const staff = rig.staff(3);
    const named = ['--name', 'Matched', '--period', '2027-01', '--rule', rig.ruleId];
    const files = [
      '--documents',
      file('all.zip', await payslips(staff)),
      '--rows',
      file('two.csv', csvOf(staff.slice(1))),
    ];
    const planned = await cli(['plan', ...named, ...files]);
    expect(planned, planned.say).toMatchObject({ code: 0, say: expect.stringContaining('{{employeeId}}.pdf') });
    expect(planned.out).toMatch(/documents +3: 1 document belongs to no row\n/);
    const none = file('none.json', JSON.stringify({ documents: { by: 'none' } }));
    const unmatched = await cli(['plan', ...named, ...files, '--options', none]);
    expect(unmatched.out).toMatch(/documents +3: 3 documents belong to no row\n/);
    const combined = await cli(['plan', ...named, '--rows', files[3] ?? '', '--documents', file('all.pdf', '%PDF')]);
    expect(combined).toMatchObject({ code: 2, say: expect.stringContaining('--options') });
  });

  test('A3.16 a folder of PDFs is taken like a ZIP of them; what is no document of a person is told and left behind', async () => {
    const staff = rig.staff(3);
    const slips = join(folder, 'slips of müller');
    mkdirSync(join(slips, 'berlin'), { recursive: true });
    for (const [index, person] of staff.entries()) {
      const within = index === 0 ? 'berlin' : '.';
      writeFileSync(join(slips, within, `${person.employeeId}.pdf`), await payslipOf(person));
    }
    writeFileSync(join(slips, 'notes.txt'), 'not a payslip');
    symlinkSync('/etc/passwd', join(slips, 'link.pdf'));
    const named = ['--name', 'Folder', '--period', '2027-02', '--rule', rig.ruleId];
    const rows = ['--rows', file('folder.csv', csvOf(staff.slice(0, 2)))];
    const planned = await cli(['plan', ...named, ...rows, '--documents', `${slips}/`, '--json']);
    expect(planned, planned.say).toMatchObject({ code: 0, say: expect.stringContaining('{{employeeId}}.pdf') });
    expect(planned.say).toContain('notes.txt: The file is not a PDF');
    expect(planned.say).toContain('link.pdf: This is a link to another file');
    const run = JSON.parse(planned.out);
    expect(run).toMatchObject({ counts: { planned: 2, problems: 0 }, documents: { total: 3, unused: 1 } });
    expect(run.files.map(({ name }: { name: string }) => name)).toContain('slips of müller.zip');
    const { items } = await app.call('GET', `/runs/${run.id}/items`);
    expect(items[0]).toMatchObject({ owner: 'E0001', document: { name: 'berlin/E0001.pdf' } });
    await app.call('DELETE', `/runs/${run.id}`);
    const empty = join(folder, 'no slips');
    mkdirSync(empty);
    const refused = await cli(['plan', ...named, ...rows, '--documents', empty]);
    expect(refused).toMatchObject({ code: 4, say: expect.stringContaining('There is no PDF in') });
    const none = await cli(['plan', ...named, ...rows, '--documents', join(folder, 'not there')]);
    expect(none).toMatchObject({ code: 2, say: expect.stringContaining('a ZIP or a folder') });
    const { items: runs } = await app.call('GET', '/runs');
    expect(runs.filter(({ name }: { name: string }) => name === 'Folder')).toEqual([]);
  });

  test('payslips are drawn from a layout file, with passwords from a file', async () => {
    const passwords = file('passwords.csv', 'no;secret\nE0001;blue-Harbour-7\nE0002;abc\n');
    const stored = await cli(['passwords', passwords, '--owner', 'no', '--password', 'secret']);
    expect(stored).toMatchObject({ code: 1, out: expect.stringMatching(/^1 stored, 1 refused\nline 3: A password/) });
    const rows = file('drawn.csv', csvOf(rig.staff(2)));
    const layout = {
      title: 'Payslip',
      blocks: [{ kind: 'facts', lines: [{ label: 'Number', value: '{{employeeId}}' }] }],
    };
    const options = { numberCheck: true, password: { stored: true, hint: 'From the portal.' } };
    const planned = await cli([
      ...['plan', '--name', 'Drawn', '--period', '2026-12', '--rule', rig.ruleId, '--rows', rows, '--json'],
      ...['--layout', file('layout.json', JSON.stringify(layout))],
      ...['--options', file('drawn.json', JSON.stringify(options))],
    ]);
    expect(JSON.parse(planned.out)).toMatchObject({
      counts: { planned: 1, problems: 1 },
      problems: [{ kind: 'password', rows: 1 }],
      options: { documents: { by: 'layout' } },
    });
  });

  test('what a person changed by hand is told with the plan: which row, what the file said, and who did it', async () => {
    // The second one has a document that nobody got yet: what was sent to its person goes to no other.
    const staff = rig.staff(8).filter((_, at) => at === 0 || at > 5);
    const run = await rig.plannedRun(staff, { period: '2027-03' });
    const { items } = await app.call('GET', `/runs/${run.id}/items`);
    await app.call('PUT', `/runs/${run.id}/items/${items[0].id}`, { address: 'else@dyn.test' });
    await rig.until(run.id, 'planned');
    const facts = { facts: { employeeId: 'E0009' }, document: items[1].document.id };
    await app.call('PUT', `/runs/${run.id}/items/${items[1].id}`, facts);
    await rig.until(run.id, 'planned');
    // E0001 got e-mails at the old address: a person says that it has changed.
    await cli(['confirm-addresses', run.id]);
    const { out } = await cli(['show', run.id]);
    expect(out).toMatch(/by hand +2 rows: 1 number of a person, 1 address, 1 chosen document\n/);
    const by = app.administrator.name;
    expect(out).toMatch(new RegExp(`2 +E0001 +address +${staff[0]?.email.replace('+', '\\+')} +else@dyn.test +${by}`));
    expect(out).toMatch(new RegExp(`3 +E0009 +number +E0007 +E0009 +${by}`));
    expect(out).toMatch(new RegExp(`3 +E0009 +document +slips/E0007.pdf +${by}`));
  });

  test('run settings: what holds is shown, one value is set without the other, and who may not is told', async () => {
    expect((await cli(['settings'])).out).toBe(
      'Approval by a second person: needed for each run; not needed for rules.\nA run stops by itself after 10 failures in a row.\n',
    );
    expect((await cli(['settings', '--stop-after', '1'])).out).toContain('stops by itself after 1 failure.\n');
    const off = await cli(['settings', '--four-eyes', 'off', '--json']);
    expect(JSON.parse(off.out)).toMatchObject({ fourEyes: false, stopAfterFailures: 1 });
    expect(await app.call('GET', '/settings/runs')).toMatchObject({ fourEyes: false, stopAfterFailures: 1 });
    // An approver reads it and does not set it.
    expect((await cli(['settings'], 'mrt_second')).out).toContain('not needed');
    expect(await cli(['settings', '--four-eyes', 'on'], 'mrt_second')).toMatchObject({ code: 4 });
    for (const wrong of [['--four-eyes', 'maybe'], ['--stop-after', '0'], ['--stop-after', 'ten'], ['more']]) {
      expect(await cli(['settings', ...wrong]), wrong.join(' ')).toMatchObject({ code: 2, out: '' });
    }
    expect(await cli(['settings', '--stop-after', '1001'])).toMatchObject({ code: 4 });
    const audited = await app.call('GET', '/audit?limit=50');
    expect(
      audited.items.filter(({ action }: { action: string }) => action === 'putRunSettings').length,
    ).toBeGreaterThan(0);
    await cli(['settings', '--four-eyes', 'on', '--stop-after', '10']);
  });

  test('the help says that trying the failed ones again lets the run go on', async () => {
    expect((await cli(['--help'])).out).toMatch(/"retry-failed".* a paused or stopped run goes on/);
  });

  test('mistakes are told with their exit code', async () => {
    expect(await cli(['plan', '--name', 'x'])).toMatchObject({ code: 2, say: expect.stringContaining('--period') });
    expect(await cli(['show', 'nobody'])).toMatchObject({ code: 4 });
    expect(await cli(['nothing', 'x'])).toMatchObject({ code: 2 });
    const missing = join(folder, 'none.csv');
    const named = ['--name', 'x', '--period', 'y', '--rule', rig.ruleId];
    expect(await cli(['plan', ...named, '--rows', missing])).toMatchObject({
      say: expect.stringContaining('none.csv'),
    });
  });
});
