import type { EntityManager } from 'typeorm';
import type { RunSettings } from '../../schemas/run-settings.gen.ts';
import { AppError, type SenderSettings } from '../sdk/index.ts';
import { returned } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { SettingTable } from '../store/tables/access.table.ts';
import type { Tx } from '../store/transaction.ts';

export type SettingKey = 'global-smtp' | 'default-mailbox' | 'runs';

/** When and by whom a setting was stored; both null for one that never was. */
export interface SettingStamp {
  modifiedAt: number | null;
  modifiedBy: string | null;
}

const UNSET: SenderSettings = {
  globalSmtp: { enabled: false, mode: 'force', connectorId: null, saveToSent: 'auto' },
  defaultMailbox: { connectorId: null, replyTo: null, displayName: null },
};

const UNSET_RUNS: RunSettings = { fourEyes: true, stopAfterFailures: 10 };

/** The settings that take part in choosing the sender; what was never set has its default. */
export async function loadSenderSettings(store: Store): Promise<SenderSettings> {
  const { globalSmtp, defaultMailbox } = await loadStampedSettings(store);
  return { globalSmtp: globalSmtp.value, defaultMailbox: defaultMailbox.value };
}

export async function loadRunSettings(store: Store): Promise<RunSettings> {
  return (await loadStampedSettings(store)).runs.value;
}

/** All of them, each with its stamp. */
export async function loadStampedSettings(store: Store) {
  const rows = await store.read.getRepository(SettingTable).find();
  const stored = <T extends object>(key: SettingKey, unset: T): { value: T; stamp: SettingStamp } => {
    const row = rows.find((one) => one.key === key);
    const stamp = { modifiedAt: row?.modifiedAt ?? null, modifiedBy: row?.modifiedBy ?? null };
    return { value: { ...unset, ...(row?.value as object | undefined) }, stamp };
  };
  return {
    globalSmtp: stored('global-smtp', UNSET.globalSmtp),
    defaultMailbox: stored('default-mailbox', UNSET.defaultMailbox),
    runs: stored('runs', UNSET_RUNS),
  };
}

/** The settings that name a connector, as a person would say it. */
export async function settingsUsing(manager: EntityManager, connectorId: string): Promise<string[]> {
  const rows = await manager.getRepository(SettingTable).find();
  const names = (key: SettingKey) =>
    rows.some((row) => row.key === key && (row.value as { connectorId?: unknown }).connectorId === connectorId);
  return [
    ...(names('global-smtp') ? ['the global SMTP setting'] : []),
    ...(names('default-mailbox') ? ['the default mailbox'] : []),
  ];
}

/**
 * `seenAt`: the `modifiedAt` that the author saw (If-Match; 0: never set), absent: whatever is stored. STALE when
 * another one was stored since.
 */
export async function saveSetting(
  store: Store,
  setting: { key: SettingKey; value: object; modifiedAt: number; modifiedBy: string },
  seenAt: number | undefined,
): Promise<SettingStamp> {
  const { key, value, modifiedBy } = setting;
  return store.write(async (tx) => {
    const before = await findStamp(tx, key);
    if (seenAt !== undefined && seenAt !== before.modifiedAt) throw stale(before);
    // Two changes within one millisecond must not look like one.
    const modifiedAt = Math.max(setting.modifiedAt, before.modifiedAt + 1);
    // On PostgreSQL another change may have been stored since the row was read: then no row is changed here.
    const changed = returned<{ key: string }>(
      await tx.sql`
        INSERT INTO setting (key, value, modified_at, modified_by)
        VALUES (${key}, ${JSON.stringify(value)}, ${modifiedAt}, ${modifiedBy})
        ON CONFLICT (key) DO UPDATE
          SET value = excluded.value, modified_at = excluded.modified_at, modified_by = excluded.modified_by
          WHERE setting.modified_at = ${before.modifiedAt}
        RETURNING key`,
    );
    if (changed.length === 0) throw stale(await findStamp(tx, key));
    return { modifiedAt, modifiedBy };
  });
}

async function findStamp(tx: Tx, key: SettingKey): Promise<{ modifiedAt: number; modifiedBy: string }> {
  // All of the few rows: the type of a where has no end for a recursive Json value.
  const row = (await tx.getRepository(SettingTable).find()).find((one) => one.key === key);
  return { modifiedAt: row?.modifiedAt ?? 0, modifiedBy: row?.modifiedBy ?? 'Somebody' };
}

function stale({ modifiedBy }: { modifiedBy: string }): AppError {
  return new AppError('STALE', `${modifiedBy} changed this setting meanwhile. Read it again, then repeat the change.`);
}
