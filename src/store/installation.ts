import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { isPostgres } from './sql.ts';
import type { Store } from './store.ts';
import type { Tx } from './transaction.ts';

/** The setting that says which database this is; a backup carries it along, what it is compared with it does not. */
export const INSTALLATION_KEY = 'installation';

/** Beside a SQLite file: how far it was. */
interface Marker {
  id: string;
  /** the last proof record that was surely stored */
  record: number;
  /** of the marker itself: whoever copies the folder makes another one */
  inode: number;
}

/** What a database says of itself. */
interface Installation {
  id: string;
  /** PostgreSQL: cluster, database and table, which a restored dump has anew */
  place?: string;
  /** a copy that `mailrule backup` made, in epoch ms */
  copiedAt?: number;
}

const markerOf = (file: string) => `${file}.marker`;

/**
 * True when this database is not the one that was last at work here, or is behind it: it was restored from a backup, and
 * what was sent since then would be sent again. Remembers what is there now, so each restore is noticed once; `hold` is
 * done in the transaction that does.
 */
export async function noticeRestore(
  store: Store,
  file: string | undefined,
  hold: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  const stored = await readInstallation(store.read);
  const place = await placeOf(store.read);
  const marker = file === undefined ? undefined : readMarker(file);
  const record = await lastRecord(store.read);
  const restored =
    stored === undefined
      ? // A database of an older version, or a new one; with a marker beside it that knows better.
        marker !== undefined
      : stored.copiedAt !== undefined ||
        (file === undefined ? stored.place !== place : marker?.id !== stored.id || marker.record > record);
  const id = stored === undefined || restored ? randomUUID() : stored.id;
  if (restored || stored === undefined) {
    await store.write(async (tx) => {
      if (restored) await hold(tx);
      await saveInstallation(tx, { id, ...(place === undefined ? {} : { place }) });
    });
  }
  if (file !== undefined) writeMarker(file, id, record);
  return restored;
}

/** Now and then while a process works, so that an older copy of the file is noticed. Nothing on PostgreSQL. */
export async function remember(store: Store, file: string | undefined): Promise<void> {
  if (file === undefined) return;
  const record = await lastRecord(store.read);
  // Its commit comes after what was read, and is on the disk when this resolves.
  await store.write(async () => {});
  const stored = await readInstallation(store.read);
  if (stored !== undefined) writeMarker(file, stored.id, record);
}

/** For a copy of a database: whoever starts it is to be told what it is. */
export function copyMark(at: number): string {
  return JSON.stringify({ id: randomUUID(), copiedAt: at } satisfies Installation);
}

async function readInstallation(read: Tx): Promise<Installation | undefined> {
  const [row] = await read.sql<{ value: string }[]>`SELECT value FROM setting WHERE key = ${INSTALLATION_KEY}`;
  return row === undefined ? undefined : (JSON.parse(row.value) as Installation);
}

async function saveInstallation(tx: Tx, value: Installation): Promise<void> {
  await tx.sql`DELETE FROM setting WHERE key = ${INSTALLATION_KEY}`;
  await tx.sql`
    INSERT INTO setting (key, value, modified_at, modified_by)
    VALUES (${INSTALLATION_KEY}, ${JSON.stringify(value)}, ${Date.now()}, 'mailrule')
    ON CONFLICT (key) DO NOTHING`;
}

/** A dump that is restored makes the table anew, in this database or in another one. */
async function placeOf(read: Tx): Promise<string | undefined> {
  if (!isPostgres(read)) return undefined;
  const [row] = await read.sql<{ place: string }[]>`
    SELECT CASE WHEN has_function_privilege('pg_control_system()', 'EXECUTE')
        THEN (SELECT system_identifier::text FROM pg_control_system()) ELSE '' END
      || ' ' || (SELECT oid::text FROM pg_database WHERE datname = current_database())
      || ' ' || 'delivery'::regclass::oid::text AS place`;
  return row?.place;
}

async function lastRecord(read: Tx): Promise<number> {
  const [row] = await read.sql<{ n: number | string | null }[]>`SELECT MAX(n) AS n FROM proof_record`;
  return Number(row?.n ?? 0);
}

/** Undefined where there is none, or it is a copy. */
function readMarker(file: string): Marker | undefined {
  const path = markerOf(file);
  if (!existsSync(path)) return undefined;
  const marker = parseMarker(readFileSync(path, 'utf8'));
  return marker.inode === statSync(path).ino ? marker : { ...marker, id: 'copied' };
}

/** What is no marker any more counts as one of another database: better asked once too often. */
function parseMarker(text: string): Marker {
  const [id = '', record = '', inode = ''] = text.trim().split(' ');
  return { id, record: Number(record), inode: Number(inode) };
}

/** Replaced as a whole: a process that is killed leaves the old one or the new one. */
function writeMarker(file: string, id: string, record: number): void {
  const next = `${markerOf(file)}.new`;
  writeFileSync(next, '', { mode: 0o600 });
  writeFileSync(next, `${id} ${record} ${statSync(next).ino}\n`);
  renameSync(next, markerOf(file));
}
