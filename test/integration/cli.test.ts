import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { commandNames, runCli } from '../../src/cli/run-cli.ts';
import { type HttpServer, openHttpServer } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { forEachDatabase } from '../support/test-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  code: number;
  out: string;
  said: string;
}

async function run(
  args: string[],
  env: Record<string, string> = {},
  stdin = '',
  signal = new AbortController().signal,
): Promise<Ran> {
  const ran = { out: '', said: '' };
  const streams = {
    out: (text: string) => {
      ran.out += text;
    },
    say: (text: string) => {
      ran.said += text;
    },
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
    env,
  };
  return { code: await runCli(args, streams, signal), ...ran };
}

function fileWith(name: string, value: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

const PAYROLL = { type: 'email', displayName: 'Payroll', settings: {} };
const SERVER = { host: 'mail.example.com', security: 'implicit' };
const SENDING = {
  ...PAYROLL,
  settings: {
    imap: { ...SERVER, port: 993, auth: { kind: 'password', user: 'payroll@example.com', password: 'secret' } },
    sending: true,
    smtp: { ...SERVER, port: 465, sameCredentials: true },
  },
};

test('the help names every command, and every command has a help of its own', async () => {
  const general = await run(['help']);
  expect(general.code).toBe(0);
  const names = commandNames();
  expect(names).toEqual(
    expect.arrayContaining([
      ...['connector', 'doctor', 'migrate', 'openapi', 'outbox', 'send', 'serve', 'test-connection', 'worker'],
    ]),
  );
  for (const name of names) {
    expect(general.out).toContain(`  ${name} `);
    const own = await run([name, '--help']);
    expect(own.code).toBe(0);
    expect(own.out).toContain(`mailrule ${name}`);
    // The signal is over: a command that would start a server ends at once, and without this text.
    expect(await run([name, 'help'], {}, '', AbortSignal.abort())).toEqual(own);
  }
});

test.each(['serve', 'worker'])(
  'a word that "%s" does not know is refused instead of starting a process',
  async (name) => {
    const ran = await run([name, 'now'], {}, '', AbortSignal.abort());
    expect(ran).toMatchObject({ code: 2, said: expect.stringContaining(`"mailrule ${name}" takes options only`) });
  },
);

test.each([
  [['nonsense'], 'There is no command "nonsense"'],
  [['outbox'], 'outbox list'],
  [['outbox', 'list', '--colour'], '--colour'],
  [['outbox', 'explode', 'x'], 'outbox explode'],
  [['test-connection'], 'Name one connector'],
  [['send'], 'Name one file'],
  [['worker', '--queues', 'send,post'], 'not "post"'],
  [['worker', '--concurrency', 'many'], 'number of SMTP sessions'],
])('%j is wrong use: exit code 2 and a sentence', async (args, sentence) => {
  const ran = await run(args);
  expect(ran.code).toBe(2);
  expect(ran.said).toContain(sentence);
  expect(ran.out).toBe('');
});

test('a configuration that cannot work is exit code 2, with --json as JSON', async () => {
  const env = { MAILRULE_DATABASE: 'mysql://somewhere' };
  expect(await run(['outbox', 'list'], env)).toMatchObject({ code: 2, said: expect.stringContaining('sqlite:') });
  const asJson = await run(['outbox', 'list', '--json'], env);
  expect(JSON.parse(asJson.said)).toMatchObject({ code: 'CONFIG' });
});

test.each([['worker'], ['serve', '--no-worker'], ['serve', '--queues', 'send']])(
  '%s %s needs PostgreSQL and says so: on SQLite nobody else would do the rest',
  async (...args) => {
    const ran = await run(args, { MAILRULE_DATABASE: 'sqlite:/nowhere/at/all.db' });
    expect(ran).toMatchObject({ code: 2, said: expect.stringContaining('needs PostgreSQL') });
  },
);

test('a server that is not there, and one that is something else, are told apart', async () => {
  const absent = await run(['outbox', 'list', '--url', 'http://127.0.0.1:9', '--token', 'x']);
  expect(absent).toMatchObject({ code: 3, said: expect.stringContaining('cannot be reached') });
});

test('openapi prints the document without configuration', async () => {
  const ran = await run(['openapi']);
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.out)).toMatchObject({ openapi: '3.1.0' });
});

forEachDatabase((database) => {
  const secretKey = newSecretKey();
  let local: Record<string, string>;
  beforeAll(() => {
    local = { MAILRULE_DATABASE: database.url(), MAILRULE_SECRET_KEY: secretKey };
  });

  describe('on the database', () => {
    test('migrate can be run again and again', async () => {
      expect(await run(['migrate', '--json'], local)).toMatchObject({
        code: 0,
        out: expect.stringContaining(database.kind),
      });
      expect((await run(['migrate'], local)).code).toBe(0);
    });

    test('connectors are imported from files and stdin, listed and exported', async () => {
      const imported = await run(['connector', 'import', fileWith('a.json', PAYROLL)], local);
      expect(imported).toMatchObject({ code: 0, out: expect.stringMatching(/created +Payroll/) });
      const again = await run(['connector', 'import', '-', '--json'], local, JSON.stringify({ connectors: [PAYROLL] }));
      expect(JSON.parse(again.out)).toEqual({ created: [], updated: ['Payroll'] });
      expect((await run(['connector', 'list'], local)).out).toMatch(/Payroll +email +- +incomplete/);
      const exported = await run(['connector', 'export'], local);
      expect(JSON.parse(exported.out)).toMatchObject({ connectors: [{ displayName: 'Payroll' }] });
    });

    test('a refusal is exit code 4 and names the field', async () => {
      const ran = await run(['connector', 'import', fileWith('b.json', { ...PAYROLL, colour: 'red' })], local);
      expect(ran.code).toBe(4);
      expect(ran.said).toContain('connectors/0/colour: ');
      const broken = await run(['connector', 'import', fileWith('c.json', '{"type": ')], local);
      expect(broken).toMatchObject({ code: 4, said: expect.stringContaining('not valid JSON') });
      expect(await run(['outbox', 'show', 'no-such-id'], local)).toMatchObject({ code: 4 });
    });

    test('test-connection of incomplete values is refused, the connector is found by its name', async () => {
      const ran = await run(['test-connection', 'payroll'], local);
      expect(ran.code).toBe(4);
    });

    test('forms and rules are imported from files, and an event is sent', async () => {
      const [form, rule] = ['rules/examples/payslip.form.json', 'rules/examples/payslip.rule.json'];
      expect((await run(['connector', 'import', fileWith('sending.json', SENDING)], local)).code).toBe(0);
      const untested = await run(['rule', 'import', form, rule], local);
      expect(untested).toMatchObject({ code: 4, said: expect.stringContaining('"Payroll" is inactive') });
      const { actions, ...rest } = JSON.parse(readFileSync(rule, 'utf8'));
      const { connector: _, ...params } = actions[0].params;
      const plain = fileWith('rule.json', { ...rest, actions: [{ ...actions[0], params }] });
      const imported = await run(['rule', 'import', '--json', form, plain], local);
      expect(imported.said).toBe('');
      expect(JSON.parse(imported.out)).toMatchObject([
        { kind: 'form', name: 'Payslip', done: 'updated' },
        { kind: 'rule', name: 'Send payslip', done: 'created' },
      ]);
      const again = await run(['rule', 'import', plain], local);
      expect(again).toMatchObject({ code: 0, out: expect.stringMatching(/updated +rule/) });
      expect((await run(['rule', 'list'], local)).out).toMatch(/Send payslip +form submit +send-email +yes/);
      const event = { type: 'nothing-listens', facts: {} };
      const sent = await run(['send', '-', '--json', '--idempotency-key', 'k1'], local, JSON.stringify(event));
      expect(sent.code, sent.said).toBe(0);
      expect(JSON.parse(sent.out)).toMatchObject({ state: 'committed', rules: [] });
      const unknown = await run(['send', '-'], local, JSON.stringify({ nonsense: true }));
      expect(unknown).toMatchObject({ code: 4, said: expect.stringContaining('nonsense: ') });
    });

    test('the outbox is listed, as a table and as JSON', async () => {
      expect((await run(['outbox', 'list'], local)).out).toMatch(/^id +state +copy/);
      expect(JSON.parse((await run(['outbox', 'list', '--json', '--state', 'queued'], local)).out)).toEqual({
        items: [],
        next: null,
      });
    });

    test('doctor finds everything well', async () => {
      const ran = await run(['doctor', '--json'], local);
      expect(JSON.parse(ran.out)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ check: 'database', ok: true }),
          expect.objectContaining({ check: 'connections to', ok: true, detail: expect.stringContaining('loopback:*') }),
        ]),
      );
      expect(ran.code).toBe(0);
    });
  });

  describe('on a running server', () => {
    let app: App;
    let server: HttpServer;
    let remote: Record<string, string>;
    beforeAll(async () => {
      const log = createLogger({ level: 'silent' });
      app = await createApp({ databaseUrl: await database.create(), secretKeys: [secretKey], log });
      server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
      const admin = await app.ensureFirstAdministrator();
      const signedIn = await fetch(`${server.url}/api/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(admin),
      });
      const made = await fetch(`${server.url}/api/tokens`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '',
          Origin: server.url,
        },
        body: JSON.stringify({ name: 'cli' }),
      });
      const { token } = (await made.json()) as { token: string };
      remote = { MAILRULE_URL: server.url, MAILRULE_TOKEN: token };
    });
    afterAll(async () => {
      await server.close();
      await app.close();
    });

    test('the same commands work over HTTP, with the same refusals', async () => {
      expect((await run(['connector', 'import', fileWith('d.json', PAYROLL)], remote)).code).toBe(0);
      expect((await run(['connector', 'list'], remote)).out).toMatch(/Payroll +email/);
      const refused = await run(['connector', 'import', fileWith('e.json', { ...PAYROLL, colour: 'red' })], remote);
      expect(refused).toMatchObject({ code: 4, said: expect.stringContaining('connectors/0/colour: ') });
      expect((await run(['doctor'], remote)).code).toBe(0);
    });

    test('a wrong token is refused', async () => {
      const ran = await run(['outbox', 'list', '--token', 'mrt_wrong', '--url', server.url]);
      expect(ran).toMatchObject({ code: 4, said: expect.stringContaining('not valid') });
    });

    test('an address that is no mailrule server is told', async () => {
      const ran = await run(['outbox', 'list', '--url', `${server.url}/elsewhere`, '--token', 'x']);
      expect(ran.said).toContain('check --url');
    });

    if (database.kind === 'sqlite') {
      test('the file of a running server is not touched: exit code 3 and what to do', async () => {
        const own = await createApp({
          databaseUrl: `sqlite:${join(folder, 'in-use.db')}`,
          secretKeys: [secretKey],
          log: createLogger({ level: 'silent' }),
        });
        const ran = await run(['outbox', 'list', '--database', `sqlite:${join(folder, 'in-use.db')}`], {
          MAILRULE_SECRET_KEY: secretKey,
        });
        await own.close();
        expect(ran).toMatchObject({ code: 3, said: expect.stringContaining('--url') });
      });
    }
  });
});

test('another web server at --url is named as such, and a database that does not answer is exit code 3', async () => {
  const other = createServer((_request, response) => response.end('welcome')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const wrong = await run(['outbox', 'list', '--url', `http://127.0.0.1:${port}`]);
  other.close();
  expect(wrong.code).toBe(1);
  expect(wrong.said).toBe('The server answered 200 and is no mailrule server; check --url.\n');
  const env = { MAILRULE_SECRET_KEY: newSecretKey() };
  const gone = await run(['outbox', 'list', '--database', `postgres://x:y@127.0.0.1:${port}/z`], env);
  expect(gone.code).toBe(3);
  expect(gone.said).toContain('The database does not answer');
});
