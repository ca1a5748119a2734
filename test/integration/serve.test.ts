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
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', '--port', '0', ...args], {
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

test('a first start that finds its port in use does not use up the password', async () => {
  const env = { MAILRULE_DATABASE: `sqlite:${join(folder, 'b.db')}`, MAILRULE_SECRET_KEY: newSecretKey() };
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const refused = startServer(env, ['--port', String((taken.address() as AddressInfo).port)]);
  expect(await refused.ended).toBe(2);
  expect(refused.output()).toContain('is in use');
  taken.close();
  const server = startServer(env);
  await server.until(/with the password \S+/);
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});

forEachDatabase((database) => {
  test('the server shows the first password once, answers, and stops in order at SIGTERM', async () => {
    const env = { MAILRULE_DATABASE: database.url(), MAILRULE_SECRET_KEY: newSecretKey() };
    const first = startServer(env);
    const [, url = ''] = await first.until(/listens on (\S+)/);
    const [, password = ''] = await first.until(/with the password (\S+)/);
    await first.until(/"msg":"started"/);
    const signIn = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'admin', password }),
    });
    expect(signIn.status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^mailrule_outbox_overdue 0$/m);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.output()).toContain('"msg":"stopped"');

    const second = startServer(env);
    await second.until(/"msg":"started"/);
    expect(second.output()).not.toContain('with the password');
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });
});
