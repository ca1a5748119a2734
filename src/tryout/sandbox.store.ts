import type { Store } from '../store/store.ts';
import { SettingTable } from '../store/tables/access.table.ts';

const KEY = 'sandbox';

export interface SandboxPorts {
  smtpPort: number;
  imapPort: number;
}

/** Where the sandbox ran last; undefined when nobody has started one. */
export async function findSandboxPorts(store: Store): Promise<SandboxPorts | undefined> {
  const rows = await store.read.getRepository(SettingTable).find();
  return rows.find(({ key }) => key === KEY)?.value as SandboxPorts | undefined;
}

export async function saveSandboxPorts(
  store: Store,
  value: SandboxPorts,
  stamp: { modifiedAt: number; modifiedBy: string },
): Promise<void> {
  const setting = { key: KEY, value, ...stamp };
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
