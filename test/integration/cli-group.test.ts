import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { forEachDatabase } from '../support/test-database.ts';

forEachDatabase((database) => {
  const secretKey = newSecretKey();
  const folder = makeTempFolder('cli-group');
  afterAll(() => removeTempFolder(folder));
  const mailrule = async (...args: string[]) => {
    const ran = { out: '', said: '' };
    const streams = {
      out: (text: string) => {
        ran.out += text;
      },
      say: (text: string) => {
        ran.said += text;
      },
      stdin: (async function* () {})(),
      env: { MAILRULE_DATABASE: database.url(), MAILRULE_SECRET_KEY: secretKey },
    };
    return { code: await runCli(args, streams, new AbortController().signal), ...ran };
  };
  const group = (...args: string[]) => mailrule('group', ...args);

  test('groups are made of people by their names, changed, renamed and deleted', async () => {
    for (const name of ['Ada', 'Bo Berg']) await mailrule('user', 'add', name, '--roles', 'administrator');
    expect((await group('create', 'Payroll', 'ada')).out).toMatch(/Payroll {2}Ada/);
    expect((await group('add', 'payroll', 'BO BERG', 'Ada')).out).toMatch(/Payroll {2}Ada, Bo Berg/);
    expect((await group('remove', 'Payroll', 'Ada')).out).toMatch(/Payroll {2}Bo Berg/);
    expect((await group('rename', 'Payroll', 'Wages')).out).toMatch(/Wages {2}Bo Berg/);
    expect(JSON.parse((await group('list', '--json')).out)).toMatchObject([{ name: 'Wages' }]);
    expect(await group('add', 'Wages', 'Nobody')).toMatchObject({
      code: 4,
      said: expect.stringContaining('nobody named'),
    });
    expect(await group('add', 'Payroll', 'Ada')).toMatchObject({
      code: 4,
      said: expect.stringContaining('no group named'),
    });
    expect(await group('delete', 'wages')).toMatchObject({ code: 0, out: 'Wages is deleted.\n' });
  });

  test.each([[[]], [['create']], [['add', 'Payroll']], [['rename', 'Payroll']], [['list', 'x']], [['join', 'a', 'b']]])(
    'wrong use says how: %j',
    async (args) => {
      expect(await group(...args)).toMatchObject({ code: 2, said: expect.stringContaining('mailrule group list') });
    },
  );

  test('B2 who may change a connector and in whose name it sends is shown and said by names', async () => {
    const file = join(folder, `${database.kind}.json`);
    writeFileSync(file, JSON.stringify({ type: 'email', displayName: 'Payroll', settings: {} }));
    await mailrule('connector', 'import', file);
    await group('create', 'Wages', 'Ada');
    const security = (...args: string[]) => mailrule('connector', 'security', 'payroll', ...args);
    expect((await security()).out).toBe(
      'Payroll\nConnection administrators: any Administrator and Data sources manager\nConnection users: everyone\nExcluded: nobody\nExternal partners: may not use it\n',
    );
    const said = await security('--users', 'ada, group:wages', '--excluded', 'Bo Berg', '--read-only');
    expect(said.out).toContain('Payroll (read-only)\n');
    expect(said.out).toContain('Connection users: Ada, group:Wages\n');
    expect(said.out).toContain('Excluded: Bo Berg\n');
    expect((await security('--users', '', '--no-read-only')).out).toMatch(
      /^Payroll\n[\s\S]*Connection users: everyone\n/,
    );
    expect((await security('--b2b')).out).toContain('External partners: may use it\n');
    expect((await security('--users', 'Nobody')).said).toContain('no person named "Nobody"');
    expect((await mailrule('connector', 'security')).code).toBe(2);
    expect((await mailrule('connector', 'security', 'Other')).said).toContain('no connector named "Other"');
  });
});
