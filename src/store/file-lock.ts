import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../sdk/index.ts';

export interface FileLock {
  release(): void;
}

/**
 * One process per SQLite file. The lock is an exclusive transaction on a small file beside it: the operating system
 * drops it with the process, however that ends, so a stale lock cannot exist.
 */
export function openFileLock(databaseFile: string): FileLock {
  mkdirSync(dirname(databaseFile), { recursive: true });
  // A symbolic link must not lead to a lock of its own.
  const real = existsSync(databaseFile) ? realpathSync(databaseFile) : databaseFile;
  const lock = new Database(`${real}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new AppError(
      'DATABASE_IN_USE',
      `Another process uses ${databaseFile}. Stop it, or talk to the running server with --url and --token.`,
      { cause: error },
    );
  }
  return { release: () => lock.close() };
}
