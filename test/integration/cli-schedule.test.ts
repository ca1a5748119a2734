import { beforeAll, expect, test } from 'vitest';
import { createSchedule, pauseSchedule } from '../../rules/schedules/schedules.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { openStore } from '../../src/store/store.ts';
import { rulesRig } from '../support/rules-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

forEachDatabase((database) => {
  const secretKey = newSecretKey();
  let id = '';
  const schedule = async (...args: string[]) => {
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
    return { code: await runCli(['schedule', ...args], streams, new AbortController().signal), ...ran };
  };

  /** Paused: the times of the test are those of the rig, and nothing of them may be due. */
  beforeAll(async () => {
    const store = await openStore({ url: database.url() });
    const rig = await rulesRig(store);
    const params = { connector: 'payroll', to: [{ field: 'email' }], subject: 'Remember', text: 'Please.' };
    const rule = await rig.call('POST', '/rules', {
      name: 'Reminder',
      trigger: { kind: 'workflow', event: 'remind' },
      conditions: { all: [{ fact: 'open', operator: 'equal', value: true }] },
      actions: [{ action: 'send-email', params }],
    });
    const author = { id: 'u1', name: 'Dora' };
    const timing = { kind: 'monthly' as const, day: 31, time: '09:00' };
    const facts = { open: false, email: 'ada@example.com' };
    const input = { name: 'Month end', rule: rule.body.id, timeZone: 'Europe/Berlin', timing, facts };
    const deps = { rules: rig.deps, changed: () => {} };
    id = (await createSchedule(deps, input, author)).id;
    await pauseSchedule(deps, id, author);
    await store.close();
  });

  test('A1.61 schedules are listed in words, resumed and paused again', async () => {
    expect((await schedule('list')).out).toMatch(
      /Month end {2}On the last day of each month at 09:00 {2}Europe\/Berlin {2}paused/,
    );
    expect((await schedule('resume', id)).out).toContain('active');
    const again = JSON.parse((await schedule('pause', id, '--json')).out);
    expect(again).toMatchObject({ id, state: 'paused', nextRuns: [] });
    expect(await schedule('pause', 'none')).toMatchObject({ said: expect.stringContaining('no such schedule') });
  });

  test('run says what the rule decided, and the history keeps it', async () => {
    expect((await schedule('run', id)).out).toMatch(/Reminder {2}no {5}0/);
    expect((await schedule('history', id)).out).toContain('not_needed');
  });

  test.each([[[]], [['run']], [['list', 'x']], [['stop', 'x']], [['run', 'a', 'b']]])(
    'wrong use says how: %j',
    async (args) => {
      expect(await schedule(...args)).toMatchObject({ code: 2, said: expect.stringContaining('mailrule schedule') });
    },
  );
});
