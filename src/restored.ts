import type { Log } from './outbox/deps.ts';
import type { Clock } from './sdk/index.ts';
import { saveSettingIn } from './settings/settings.store.ts';
import { parseDatabaseUrl } from './store/data-source.ts';
import { noticeRestore, remember } from './store/installation.ts';
import type { Store } from './store/store.ts';
import type { Tx } from './store/transaction.ts';

interface Deps {
  store: Store;
  databaseUrl: string;
  clock: Clock;
}

/**
 * A backup knows nothing of what was sent after it. Where this database was restored, all sending is stopped before
 * anything of it runs, until an administrator resumes it.
 */
export async function holdRestored({ log, ...deps }: Deps & { log: Log }): Promise<void> {
  const { store, clock } = deps;
  const restored = await noticeRestore(store, fileOf(deps), (tx) => stopSending(tx, clock.now()));
  if (restored) log.warn({}, 'the database was restored from a backup: sending is stopped until somebody resumes it');
}

/** Each minute, and at the end. */
export function rememberState(deps: Deps): Promise<void> {
  return remember(deps.store, fileOf(deps));
}

function fileOf({ databaseUrl }: Deps): string | undefined {
  const { kind, location } = parseDatabaseUrl(databaseUrl);
  return kind === 'sqlite' ? location : undefined;
}

async function stopSending(tx: Tx, at: number): Promise<void> {
  const [last] = await tx.sql<{ at: number | string | null }[]>`
    SELECT MAX(recorded_at) AS at FROM proof_record WHERE n = (SELECT MAX(n) FROM proof_record)`;
  const [open] = await tx.sql<{ n: number | string }[]>`
    SELECT COUNT(*) AS n FROM delivery WHERE state IN ('queued', 'sending')`;
  const until = last?.at ? ` It knows nothing of what was sent after ${new Date(Number(last.at)).toISOString()}.` : '';
  const reason = `The database was restored from a backup.${until} ${Number(open?.n ?? 0)} e-mails wait in it and would be sent, perhaps again: look at them (Outbox, or "mailrule guard waiting"), cancel what has gone out, then resume sending.`;
  const value = { stopped: { reason, by: 'mailrule', at } };
  await saveSettingIn(tx, { key: 'sending-stop', value, modifiedAt: at, modifiedBy: 'mailrule' }, undefined);
}
