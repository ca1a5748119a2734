import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { hashSecret } from '../../src/access/credential.ts';
import type { Role } from '../../src/http/route.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { openStore } from '../../src/store/store.ts';
import { CredentialTable, UserTable } from '../../src/store/tables/access.table.ts';
import type { RunApp } from '../support/run-rig.ts';

/** An installation that can be killed and started again; whoever talks to it goes on with the same token. */
export interface KillableApp extends RunApp {
  /** the same as another user */
  as(name: string): Pick<RunApp, 'call'>;
  start(): Promise<void>;
  /** SIGKILL: no code of it runs any more */
  kill(): Promise<void>;
}

export async function openKillableApp(databaseUrl: string, users: Record<string, Role[]>): Promise<KillableApp> {
  const secretKey = newSecretKey();
  await addUsers(databaseUrl, users);
  let child: ChildProcess | undefined;
  let url = '';
  const [first = ''] = Object.keys(users);
  const authorization = (name = first) => ({ authorization: `Bearer mrt_${name}` });
  const callAs =
    (name: string): RunApp['call'] =>
    async (method, path, body) => {
      const response = await fetch(`${url}/api${path}`, {
        method,
        headers: { ...authorization(name), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      expect(response.status, `${method} ${path}: ${text}`).toBeLessThan(300);
      return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
    };
  return {
    get url() {
      return url;
    },
    authorization: () => authorization(),
    call: callAs(first),
    as: (name) => ({ call: callAs(name) }),
    start: async () => {
      const settings = JSON.stringify({ databaseUrl, secretKey });
      const started = fork(join(import.meta.dirname, 'app.ts'), [settings], {
        execArgv: ['--import', 'tsx'],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      child = started;
      url = await new Promise<string>((resolve, reject) => {
        started.once('message', (message) => resolve((message as { url: string }).url));
        started.once('exit', (code) => reject(new Error(`the installation ended with ${code}`)));
      });
    },
    kill: async () => {
      const stopped = new Promise<void>((resolve) => child?.once('exit', () => resolve()));
      child?.kill('SIGKILL');
      await stopped;
    },
  };
}

async function addUsers(databaseUrl: string, users: Record<string, Role[]>): Promise<void> {
  const store = await openStore({ url: databaseUrl });
  await store.write(async (tx) => {
    for (const [name, roles] of Object.entries(users)) {
      const user = { id: name, name, nameKey: name, passwordHash: '', roles, disabled: false, createdAt: 1 };
      await tx.getRepository(UserTable).insert(user);
      const credential = { id: name, kind: 'token' as const, name, hash: hashSecret(`mrt_${name}`), userId: name };
      await tx.getRepository(CredentialTable).insert({ ...credential, createdAt: 1, expiresAt: null });
    }
  });
  await store.close();
}

/** On PostgreSQL nobody knows that a killed process is dead until its leases end: do not wait for that in a test. */
export async function expireLeases(databaseUrl: string): Promise<void> {
  if (!databaseUrl.startsWith('postgres')) return;
  const store = await openStore({ url: databaseUrl });
  await store.write(async (tx) => {
    await tx.sql`UPDATE delivery SET due_at = 1 WHERE state IN ('sending', 'dot_pending')`;
    await tx.sql`UPDATE run SET lease_until = 1 WHERE lease IS NOT NULL`;
  });
  await store.close();
}
