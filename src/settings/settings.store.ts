import type { EntityManager } from 'typeorm';
import type { SenderSettings } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { SettingTable } from '../store/tables/access.table.ts';

export type SettingKey = 'global-smtp' | 'default-mailbox';

const UNSET: SenderSettings = {
  globalSmtp: { enabled: false, mode: 'force', connectorId: null, saveToSent: 'auto' },
  defaultMailbox: { connectorId: null, replyTo: null, displayName: null },
};

/** The settings that take part in choosing the sender; what was never set has its default. */
export async function loadSenderSettings(store: Store): Promise<SenderSettings> {
  const rows = await store.read.getRepository(SettingTable).find();
  const stored = (key: SettingKey) => rows.find((row) => row.key === key)?.value as object | undefined;
  return {
    globalSmtp: { ...UNSET.globalSmtp, ...stored('global-smtp') },
    defaultMailbox: { ...UNSET.defaultMailbox, ...stored('default-mailbox') },
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

export async function saveSetting(
  store: Store,
  setting: { key: SettingKey; value: object; modifiedAt: number; modifiedBy: string },
): Promise<void> {
  await store.write((tx) =>
    tx
      .createQueryBuilder()
      .insert()
      // Not by the entity: TypeORM's deep partial of the recursive Json type has no end.
      .into<typeof setting>('setting')
      .values(setting)
      .orUpdate(['value', 'modified_at', 'modified_by'], ['key'])
      .execute(),
  );
}
