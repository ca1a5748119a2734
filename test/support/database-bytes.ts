import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { neededPostgresProgram } from './needed-program.ts';

const MOST_BYTES = 256 * 1024 * 1024;

/** All that somebody sees who gets hold of the database: the file with its write-ahead log, or a dump of PostgreSQL. */
export async function databaseBytes(url: string): Promise<Buffer> {
  if (!url.startsWith('sqlite:')) {
    const program = neededPostgresProgram('pg_dump');
    const options = { encoding: 'buffer', maxBuffer: MOST_BYTES } as const;
    return (await promisify(execFile)(program, ['--inserts', url], options)).stdout;
  }
  const file = url.slice('sqlite:'.length);
  const files = [file, `${file}-wal`].filter((path) => existsSync(path));
  return Buffer.concat(files.map((path) => readFileSync(path)));
}

/** Whether a text stands in them, in clear or as PostgreSQL writes bytes. */
export function holds(bytes: Buffer, text: string): boolean {
  return bytes.includes(text) || bytes.includes(Buffer.from(text).toString('hex'));
}
