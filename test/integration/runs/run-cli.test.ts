import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { csvOf, openRunRig, payslips, type RunRig } from '../../support/run-rig.ts';
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

  const cli = async (args: string[], token = app.authorization()['authorization']?.slice('Bearer '.length) ?? '') => {
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
        env: { MAILRULE_URL: app.url, MAILRULE_TOKEN: token },
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
    expect(await cli(['release', run.id])).toMatchObject({ code: 0 });
    const watched = await cli(['watch', run.id]);
    expect(watched).toMatchObject({ code: 0, out: expect.stringContaining('3 accepted') });
    expect(watched.say).toContain(`[${'#'.repeat(30)}] 3/3 finished 3 sent, 0 failed, 0 held`);
    const report = await cli(['report', run.id]);
    expect(report.out).toMatch(/^\ufeffline,person,address,result/);
    expect(report.out.split('\r\n')).toHaveLength(5);
    expect((await cli(['list'])).out).toContain('November');
    expect((await cli(['show', run.id])).out).toContain(run.plan.hash);
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
