import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { openPeople, type PeopleRig } from '../support/people-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

forEachDatabase((database) => {
  let rig: PeopleRig;
  let token: string;
  beforeAll(async () => {
    rig = await openPeople(database.url());
    const { call } = await rig.person('Ada', ['designer', 'manage_data_sources']);
    token = (await call('POST', '/tokens', { name: 'command line' })).body.token;
    await call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings: {} });
  });
  afterAll(() => rig.close());

  const run = async (...args: string[]) => {
    const ran = { out: '', said: '' };
    const streams = {
      out: (text: string) => {
        ran.out += text;
      },
      say: (text: string) => {
        ran.said += text;
      },
      stdin: (async function* () {})(),
      env: { MAILRULE_URL: rig.url, MAILRULE_TOKEN: token },
    };
    return { code: await runCli(['token', ...args], streams, new AbortController().signal), ...ran };
  };

  test('a token is made with some roles about one connector, listed with a warning, and revoked', async () => {
    const made = await run(
      'create',
      'monitor',
      '--roles',
      'manage_data_sources',
      '--days',
      '3',
      '--connector',
      'payroll',
    );
    expect(made).toMatchObject({ code: 0, said: '' });
    expect(made.out).toMatch(/monitor +manage_data_sources +connector Payroll +2/);
    expect(made.out).toContain('monitor expires soon');
    const secret = /\n(mrt_[\w-]{43})\n$/.exec(made.out)?.[1];
    const call = rig.as({ authorization: `Bearer ${secret}` });
    expect((await call('GET', '/me')).body.roles).toEqual(['manage_data_sources']);
    expect((await run('list')).out).not.toContain('mrt_');
    expect(await run('revoke', 'monitor')).toMatchObject({ code: 0, out: 'monitor is revoked.\n' });
    expect((await call('GET', '/me')).status).toBe(401);
    expect(await run('revoke', 'monitor')).toMatchObject({ code: 4, said: expect.stringContaining('no token named') });
  });

  test('a token for ever lives as long as the one that makes it', async () => {
    await run('create', 'job', '--no-expiry');
    const tokens: { name: string; expiresAt: number | null }[] = JSON.parse((await run('list', '--json')).out);
    const expiryOf = (name: string) => tokens.find((one) => one.name === name)?.expiresAt;
    expect(expiryOf('job')).toEqual(expect.any(Number));
    expect(expiryOf('job')).toBe(expiryOf('command line'));
  });

  test.each([
    [[]],
    [['create']],
    [['create', 'a', '--days', 'ten']],
    [['create', 'a', '--days', '3', '--no-expiry']],
    [['list', 'a']],
    [['renew', 'a']],
  ])('wrong use says how: %j', async (args) => {
    expect((await run(...args)).code).toBe(2);
  });

  test('a rule or connector that is not there is named', async () => {
    expect((await run('create', 'a', '--rule', 'Nothing')).said).toContain('no rule named "Nothing"');
  });
});
