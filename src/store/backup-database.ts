import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../sdk/index.ts';
import { parseDatabaseUrl } from './data-source.ts';
import { copyMark, INSTALLATION_KEY } from './installation.ts';

/**
 * A copy of a SQLite database as it is at one moment, while a server works with it. The copy knows that it is one: whoever
 * starts it is asked before anything is sent. Errors: CONFIG for another database; STATE where the file is there already.
 */
export function backupDatabase(url: string, to: string, at: number): void {
  const { kind, location } = parseDatabaseUrl(url);
  if (kind !== 'sqlite') {
    throw new AppError(
      'CONFIG',
      'PostgreSQL has its own: pg_dump --format=custom. See docs/operations.md, "Backup and restore".',
    );
  }
  if (!existsSync(location)) throw new AppError('CONFIG', `There is no database ${location}.`);
  reserve(to);
  const source = new Database(location, { readonly: true, timeout: 5_000 });
  try {
    // One reading transaction: the online backup of SQLite would begin anew with every write of the server.
    source.prepare('VACUUM INTO ?').run(to);
  } finally {
    source.close();
  }
  const copy = new Database(to);
  try {
    copy.prepare('DELETE FROM setting WHERE key = ?').run(INSTALLATION_KEY);
    const insert = 'INSERT INTO setting (key, value, modified_at, modified_by) VALUES (?, ?, ?, ?)';
    copy.prepare(insert).run(INSTALLATION_KEY, copyMark(at), at, 'mailrule backup');
  } finally {
    copy.close();
  }
  const file = openSync(to, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** It holds e-mails: only its owner reads it. Never writes over another backup. */
function reserve(to: string): void {
  try {
    closeSync(openSync(to, 'wx', 0o600));
  } catch (cause) {
    const there = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const reason = there ? 'is there already; name another file' : `cannot be written: ${(cause as Error).message}`;
    throw new AppError('STATE', `${to} ${reason}.`, { cause });
  }
}
