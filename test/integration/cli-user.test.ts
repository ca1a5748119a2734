import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { forEachDatabase } from '../support/test-database.ts';

forEachDatabase((database) => {
  const secretKey = newSecretKey();
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
      env: { MAILRULE_DATABASE: database.url(), MAILRULE_SECRET_KEY: secretKey, MAILRULE_PORT: '8123' },
    };
    return { code: await runCli(['user', ...args], streams, new AbortController().signal), ...ran };
  };

  test('the first person is an administrator, so that somebody can give roles', async () => {
    expect(await run('add', 'Bo Berg', '--roles', 'approver')).toMatchObject({ code: 4 });
    expect(await run('add', 'Ada', '--roles', 'administrator')).toMatchObject({ code: 0 });
  });

  test('people are added, listed, given roles, disabled and deleted by name', async () => {
    const added = await run('add', 'Bo Berg', '--roles', 'approver, user');
    expect(added).toMatchObject({ code: 0, said: '' });
    expect(added.out).toMatch(/Bo Berg +approver,user +invited/);
    expect(added.out).toMatch(/http:\/\/127\.0\.0\.1:8123\/invite#mri_[\w-]{43}\n$/);
    expect(await run('add', 'bo berg')).toMatchObject({ code: 4, said: expect.stringContaining('already') });
    expect((await run('roles', 'BO BERG', 'designer')).out).toContain('designer');
    expect(JSON.parse((await run('disable', 'Bo Berg', '--json')).out)).toMatchObject({ state: 'disabled' });
    expect((await run('list')).out).toMatch(/Bo Berg {2}designer +disabled/);
    expect(await run('delete', 'Bo Berg')).toMatchObject({ code: 0, out: 'Bo Berg is deleted.\n' });
    expect(await run('link', 'Bo Berg')).toMatchObject({ code: 4, said: expect.stringContaining('nobody named') });
  });

  test('the address of a person is given, changed and taken away', async () => {
    expect((await run('add', 'Cy', '--email', 'cy@example.com')).out).toContain('cy@example.com');
    expect((await run('email', 'cy', 'new@example.com')).out).toContain('new@example.com');
    expect(JSON.parse((await run('email', 'Cy', '-', '--json')).out)).toMatchObject({ email: null });
    expect(await run('email', 'Cy', 'nonsense')).toMatchObject({ code: 4, said: expect.stringContaining('email') });
    expect(await run('delete', 'Cy')).toMatchObject({ code: 0 });
  });

  test.each([
    [[]],
    [['add']],
    [['list', 'Bo']],
    [['roles', 'Bo']],
    [['email', 'Bo']],
    [['enable', 'Bo', 'approver']],
    [['promote', 'Bo']],
  ])('wrong use says how: %j', async (args) => {
    expect(await run(...args)).toMatchObject({ code: 2, said: expect.stringContaining('mailrule user list') });
  });

  test('where no administrator can sign in any more, the machine itself makes a link that can', async () => {
    const accept = async () => {
      const { link } = JSON.parse((await run('link', 'ada', '--json')).out) as { link: string };
      const app = await createApp({
        databaseUrl: database.url(),
        secretKeys: [secretKey],
        log: createLogger({ level: 'silent' }),
      });
      const body = { code: link.split('#')[1], password: 'a new password' };
      const caller = { id: 'nobody', name: 'nobody', roles: [] };
      const { signal } = new AbortController();
      const answer = await app.dispatch({ method: 'POST', path: '/invitation/password', body, caller, signal });
      await app.close();
      return answer.body;
    };
    expect(await accept()).toMatchObject({ name: 'Ada', roles: ['administrator'] });
    expect(await run('disable', 'ada')).toMatchObject({
      code: 4,
      said: expect.stringContaining('last administrator'),
    });
    expect(await accept()).toMatchObject({ name: 'Ada' });
  });
});
