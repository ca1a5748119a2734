import type { EntityManager } from 'typeorm';
import type { Retention } from '../../schemas/retention.gen.ts';
import type { RunSettings } from '../../schemas/run-settings.gen.ts';
import type { SignInSetting } from '../../schemas/sign-in-setting.gen.ts';
import {
  AppError,
  DEFAULT_LIMITS,
  DEFAULT_SOFT_BOUNCES,
  NO_GUARD,
  type SenderSettings,
  type SoftBounces,
} from '../sdk/index.ts';
import { returned } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import { SettingTable } from '../store/tables/access.table.ts';
import type { Tx } from '../store/transaction.ts';

export type SettingKey =
  | 'global-smtp'
  | 'default-mailbox'
  | 'runs'
  | 'retention'
  | 'guard'
  | 'sending-stop'
  | 'limits'
  | 'sign-in'
  | 'soft-bounces';

/** When and by whom a setting was stored; both null for one that never was. */
export interface SettingStamp {
  modifiedAt: number | null;
  modifiedBy: string | null;
}

/** As stored: also the connector that the mailbox has of its own, used or still to be proved. */
export type StoredMailbox = SenderSettings['defaultMailbox'] & { ownConnectorId: string | null };

const UNSET: { globalSmtp: SenderSettings['globalSmtp']; defaultMailbox: StoredMailbox } = {
  globalSmtp: { enabled: false, mode: 'force', connectorId: null, saveToSent: 'auto' },
  defaultMailbox: { connectorId: null, replyTo: null, displayName: null, ownConnectorId: null },
};

const UNSET_RUNS: RunSettings = { fourEyes: true, fourEyesForRules: false, stopAfterFailures: 10 };

const UNSET_RETENTION: Retention = { contentDays: 90, runDays: 90 };

export const UNSET_SIGN_IN: Required<SignInSetting> = { passwords: 'everybody', chosen: [] };

/** The settings that take part in choosing the sender; what was never set has its default. */
export async function loadSenderSettings(store: Store): Promise<SenderSettings> {
  const { globalSmtp, defaultMailbox } = await loadStampedSettings(store);
  const { ownConnectorId: _, ...mailbox } = defaultMailbox.value;
  return { globalSmtp: globalSmtp.value, defaultMailbox: mailbox };
}

export async function loadRunSettings(store: Store): Promise<RunSettings> {
  return (await loadStampedSettings(store)).runs.value;
}

export async function loadRetention(store: Store): Promise<Retention> {
  return (await loadStampedSettings(store)).retention.value;
}

/** All of them, each with its stamp. */
export async function loadStampedSettings(store: Store) {
  // Each event reads them: not by entity, which costs more than all of its rows.
  const rows = await store.read.sql<
    { key: string; value: string; modified_at: number | string; modified_by: string }[]
  >`
    SELECT key, value, modified_at, modified_by FROM setting`;
  const stored = <T extends object>(key: SettingKey, unset: T): { value: T; stamp: SettingStamp } => {
    const row = rows.find((one) => one.key === key);
    if (row === undefined) return { value: unset, stamp: { modifiedAt: null, modifiedBy: null } };
    const stamp = { modifiedAt: Number(row.modified_at), modifiedBy: row.modified_by };
    return { value: { ...unset, ...(JSON.parse(row.value) as object) }, stamp };
  };
  return {
    globalSmtp: stored('global-smtp', UNSET.globalSmtp),
    defaultMailbox: stored('default-mailbox', UNSET.defaultMailbox),
    runs: stored('runs', UNSET_RUNS),
    retention: stored('retention', UNSET_RETENTION),
    guard: stored('guard', NO_GUARD),
    limits: stored('limits', DEFAULT_LIMITS),
    signIn: stored('sign-in', UNSET_SIGN_IN),
    softBounces: stored('soft-bounces', DEFAULT_SOFT_BOUNCES),
  };
}

/** As it stands in a transaction. */
export function loadSoftBounces(tx: Tx): Promise<SoftBounces> {
  return loadSettingIn(tx, 'soft-bounces', DEFAULT_SOFT_BOUNCES);
}

/** One setting as it stands in a transaction. */
export async function loadSettingIn<T extends object>(tx: Tx, key: SettingKey, unset: T): Promise<T> {
  const row = (await tx.getRepository(SettingTable).find()).find((one) => one.key === key);
  return { ...unset, ...(row?.value as Partial<T> | undefined) };
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

interface NewSetting {
  key: SettingKey;
  value: object;
  modifiedAt: number;
  modifiedBy: string;
}

/**
 * `seenAt`: the `modifiedAt` that the author saw (If-Match; 0: never set), absent: whatever is stored. STALE when
 * another one was stored since.
 */
export function saveSetting(store: Store, setting: NewSetting, seenAt: number | undefined): Promise<SettingStamp> {
  return store.write((tx) => saveSettingIn(tx, setting, seenAt));
}

/** The same in the caller's transaction. */
export async function saveSettingIn(tx: Tx, setting: NewSetting, seenAt: number | undefined): Promise<SettingStamp> {
  const { key, value, modifiedBy } = setting;
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
}

async function findStamp(tx: Tx, key: SettingKey): Promise<{ modifiedAt: number; modifiedBy: string }> {
  // All of the few rows: the type of a where has no end for a recursive Json value.
  const row = (await tx.getRepository(SettingTable).find()).find((one) => one.key === key);
  return { modifiedAt: row?.modifiedAt ?? 0, modifiedBy: row?.modifiedBy ?? 'Somebody' };
}

function stale({ modifiedBy }: { modifiedBy: string }): AppError {
  return new AppError('STALE', `${modifiedBy} changed this setting meanwhile. Read it again, then repeat the change.`);
}
