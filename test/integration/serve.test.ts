import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { forEachDatabase } from '../support/test-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Server {
  child: ChildProcess;
  output(): string;
  /** the first match in the output, as soon as it is there */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<number | null>;
}

function startServer(env: Record<string, string>, args: string[] = []): Server {
  return startProcess(env, ['src/main.ts', '--port', '0', ...args]);
}

function startProcess(env: Record<string, string>, args: string[]): Server {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const look of waiting) look();
    });
  }
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    child,
    ended,
    output: () => output,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output);
          if (match) resolve(match);
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`The server ended without ${pattern}: ${output}`)));
      }),
  };
}

test('in production the server does not start without a secret key', async () => {
  const server = startServer({ NODE_ENV: 'production', MAILRULE_DATABASE: `sqlite:${join(folder, 'a.db')}` });
  expect(await server.ended).toBe(2);
  expect(server.output()).toContain('openssl rand -base64 32');
});

test('a first start that finds its port in use leaves the setup to the next one', async () => {
  const env = { MAILRULE_DATABASE: `sqlite:${join(folder, 'b.db')}`, MAILRULE_SECRET_KEY: newSecretKey() };
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const refused = startServer(env, ['--port', String((taken.address() as AddressInfo).port)]);
  expect(await refused.ended).toBe(2);
  expect(refused.output()).toContain('is in use');
  taken.close();
  const server = startServer(env);
  await server.until(/\/setup#\S{24} /);
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});

forEachDatabase((database) => {
  test.runIf(database.kind === 'postgres')(
    'a worker says how it is on a port of its own, answers nothing else, and ends at SIGTERM',
    async () => {
      const env = { MAILRULE_DATABASE: await database.create(), MAILRULE_SECRET_KEY: newSecretKey() };
      const worker = startProcess(env, ['src/cli/index.ts', 'worker', '--queues', 'send,file', '--health-port', '0']);
      const [, url = ''] = await worker.until(/"url":"(http:[^"]+)"/);
      await worker.until(/"queues":\["send","file"\].*"started"/);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^mailrule_delivery_attempts_total/m);
      expect((await fetch(`${url}/api/guard`)).status).toBe(404);
      worker.child.kill('SIGTERM');
      expect(await worker.ended).toBe(0);
    },
  );

  test('the server shows the link for the first administrator, answers, and stops in order at SIGTERM', async () => {
    const env = { MAILRULE_DATABASE: database.url(), MAILRULE_SECRET_KEY: newSecretKey() };
    const first = startServer(env);
    const [, url = ''] = await first.until(/listens on (\S+)/);
    const [, code = ''] = await first.until(/\/setup#(\S{24}) to make the first administrator/);
    await first.until(/"msg":"started"/);
    const made = await fetch(`${url}/api/setup/administrator`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code, name: 'admin', password: 'correct horse' }),
    });
    expect(made.status).toBe(201);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^mailrule_outbox_overdue 0$/m);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.output()).toContain('"msg":"stopped"');

    const second = startServer(env);
    await second.until(/"msg":"started"/);
    expect(second.output()).not.toContain('/setup#');
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });
});

test('in production there is no sandbox, and the code of the first start is said but not logged', async () => {
  const env = {
    NODE_ENV: 'production',
    MAILRULE_DATABASE: `sqlite:${join(folder, 'c.db')}`,
    MAILRULE_SECRET_KEY: newSecretKey(),
    MAILRULE_LOG_LEVEL: 'trace',
  };
  const server = startServer(env);
  const [, url = ''] = await server.until(/listens on (\S+)/);
  const [, code = ''] = await server.until(/\/setup#(\S{24}) /);
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ code, name: 'admin', password: 'correct horse' });
  const made = await fetch(`${url}/api/setup/administrator`, { method: 'POST', headers: json, body });
  const headers = { cookie: made.headers.get('set-cookie')?.split(';')[0] ?? '', origin: url };
  expect(await (await fetch(`${url}/api/setup`)).json()).toEqual({ needed: false, sandbox: 'unavailable' });
  const refused = await fetch(`${url}/api/sandbox`, { method: 'POST', headers });
  expect(await refused.json()).toMatchObject({ status: 409, code: 'STATE' });
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(server.output().split(code)).toHaveLength(2);
});
