import type { LearnedCapabilities } from '../src/sdk/index.ts';
import { findConnectorRow, updateConnectorState } from './connector.store.ts';
import type { ConnectorDeps } from './connector-deps.ts';

type Deps = Pick<ConnectorDeps, 'store' | 'clock'>;

/** An active connector stopped working. `reason`: one sentence. Others stay as they are; answers whether it changed. */
export async function markProblematic(deps: Deps, id: string, reason: string): Promise<boolean> {
  return deps.store.write(async (tx) => {
    const row = await findConnectorRow(tx, id);
    if (row?.state !== 'active') return false;
    await updateConnectorState(tx, row, { state: 'problematic', stateReason: reason, stateAt: deps.clock.now() });
    return true;
  });
}

/** A problematic connector was seen to work again with the values that were tested; answers whether it changed. */
export async function markActive(deps: Deps, id: string): Promise<boolean> {
  return deps.store.write(async (tx) => {
    const row = await findConnectorRow(tx, id);
    if (row?.state !== 'problematic' || row.testedHash === null) return false;
    await updateConnectorState(tx, row, { state: 'active', stateReason: 'It works again', stateAt: deps.clock.now() });
    return true;
  });
}

/** What sending and filing found out about the servers. Mostly nothing new: then nothing is written. */
export async function learn(deps: Deps, id: string, learned: Partial<LearnedCapabilities>): Promise<void> {
  const known = (await findConnectorRow(deps.store.read, id))?.learned;
  const isNew = (key: string) => known?.[key as keyof typeof known] !== learned[key as keyof typeof learned];
  if (known === undefined || !Object.keys(learned).some(isNew)) return;
  await deps.store.write(async (tx) => {
    const row = await findConnectorRow(tx, id);
    if (row) await updateConnectorState(tx, row, { learned: { ...row.learned, ...learned } });
  });
}
