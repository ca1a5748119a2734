import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { createDatabase, dropDatabase } from './postgres.ts';
import { sharedServers } from './servers.ts';
import { makeTempFolder, removeTempFolder } from './temp-folder.ts';

export interface TestDatabase {
  kind: 'sqlite' | 'postgres';
  /** The empty database of this describe block: `sqlite:/path/file.db` or `postgres://...`. Call it inside a test or hook. */
  url(): string;
  /** One more empty database of the same kind, removed after the block. */
  create(): Promise<string>;
}

/** Runs the same tests over SQLite and PostgreSQL. Each run gets a database of its own, empty, removed afterwards. */
export function forEachDatabase(tests: (database: TestDatabase) => void): void {
  describe.each(['sqlite', 'postgres'] as const)('%s', (kind) => {
    const made: string[] = [];
    let folder = '';
    let url = '';
    const create = async (): Promise<string> => {
      const fresh =
        kind === 'sqlite'
          ? `sqlite:${join(folder, `test-${made.length}.db`)}`
          : await createDatabase(sharedServers().postgresAdminUrl);
      made.push(fresh);
      return fresh;
    };
    beforeAll(async () => {
      if (kind === 'sqlite') folder = makeTempFolder('db');
      url = await create();
    });
    afterAll(async () => {
      if (kind === 'sqlite') removeTempFolder(folder);
      else for (const database of made) await dropDatabase(sharedServers().postgresAdminUrl, database);
      // Dropping is work of the disk, and there may be a hundred.
    }, 120_000);
    tests({
      kind,
      create,
      url: () => {
        if (url === '') throw new Error('The database exists only while tests run: call url() in a test or a hook.');
        return url;
      },
    });
  });
}
