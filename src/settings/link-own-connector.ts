import type { Clock } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import { loadStampedSettings, saveSetting } from './settings.store.ts';

/** The default mailbox's own connector was proved: from now on it sends, whatever did until now. */
export async function linkOwnConnector({ store, clock }: { store: Store; clock: Clock }, id: string): Promise<void> {
  const { value, stamp } = (await loadStampedSettings(store)).defaultMailbox;
  if (value.ownConnectorId !== id || value.connectorId === id) return;
  const setting = { key: 'default-mailbox' as const, value: { ...value, connectorId: id } };
  await saveSetting(
    store,
    { ...setting, modifiedAt: clock.now(), modifiedBy: stamp.modifiedBy ?? '' },
    stamp.modifiedAt ?? 0,
  );
}
