import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { neededPostgresProgram, neededProgram } from './needed-program.ts';
import { type PrivateProcess, startPrivateProcess } from './private-process.ts';
import { isRoot, serverUser } from './system-user.ts';
import { makeTempFolder, removeTempFolder } from './temp-folder.ts';

const run = promisify(execFile);

export interface PostgresServer {
  /** Connection URL of the maintenance database. */
  readonly adminUrl: string;
  readonly port: number;
  readonly folder: string;
  /** A fresh empty database and its connection URL. */
  createDatabase(): Promise<string>;
  /** Ends every connection at once, as a crash of the server does, and starts it again on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** true: commits reach the disk, as in production. The tests' default is false. */
  fsync?: boolean;
  /** Further settings, `name=value`. */
  settings?: readonly string[];
}

/** A private PostgreSQL in a temp folder, on a unix socket and a free port of 127.0.0.1, user postgres, no password. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const programs = { initdb: neededPostgresProgram('initdb'), postgres: neededPostgresProgram('postgres') };
  const folder = makeTempFolder('pg');
  const user = serverUser();
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder, { mode: 0o700 });
  if (isRoot()) for (const path of [folder, dataFolder]) chownSync(path, user.uid, user.gid);
  const initdb = [
    ...['-D', dataFolder, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    '--no-instructions',
  ];
  const drop = isRoot() ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : [];
  await run(neededProgram('/usr/bin/setpriv'), [...drop, programs.initdb, ...initdb], { cwd: folder });

  const port = await freePort();
  const adminUrl = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const launch = async (): Promise<PrivateProcess> => {
    const server = await startPrivateProcess({
      command: programs.postgres,
      args: postgresArguments(dataFolder, folder, port, options),
      cwd: folder,
      user,
      stopSignal: 'SIGQUIT',
    });
    await server.until(waitUntilItAnswers(adminUrl));
    return server;
  };
  let server = await launch();
  return {
    adminUrl,
    port,
    folder,
    createDatabase: () => createDatabase(adminUrl),
    async restart() {
      await server.stop();
      server = await launch();
    },
    async stop() {
      await server.stop();
      removeTempFolder(folder);
    },
  };
}

function postgresArguments(dataFolder: string, folder: string, port: number, options: PostgresOptions): string[] {
  const durable = options.fsync ?? false;
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'max_connections=200',
    'shared_buffers=32MB',
    'log_min_messages=warning',
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
    ...(options.settings ?? []),
  ];
  return ['-D', dataFolder, ...settings.flatMap((setting) => ['-c', setting])];
}

/** A fresh database on a running server; test processes call this with the shared server's URL. */
export async function createDatabase(adminUrl: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Removes a database with whoever is still connected to it. */
export async function dropDatabase(adminUrl: string, databaseUrl: string): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1);
  await withClient(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function waitUntilItAnswers(url: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    try {
      return await withClient(url, (client) => client.query('SELECT 1'));
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
