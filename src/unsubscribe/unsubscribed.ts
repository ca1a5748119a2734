import { AppError, addressKey, type Clock, newId, type Unsubscribed } from '../sdk/index.ts';
import { insertProof } from '../store/proof-record.ts';
import type { Store } from '../store/store.ts';
import type { UnsubscribedRow, UnsubscribeLinkRow } from '../store/tables/unsubscribe.table.ts';
import type { Tx } from '../store/transaction.ts';
import { activeWith, endRow, findUnsubscribedRow, insertUnsubscribed, lockAddress } from './unsubscribe.store.ts';

interface Deps {
  store: Store;
  clock: Clock;
}

/** From now on the address of the link gets no mass mail. Twice is the same as once: the first time stays. */
export async function unsubscribe({ store, clock }: Deps, link: UnsubscribeLinkRow): Promise<void> {
  const { address, addressKey: key, messageId, ruleId } = link;
  await store.write(async (tx) => {
    await lockAddress(tx, key);
    if ((await activeWith(tx, [key])).length > 0) return;
    const at = clock.now();
    const never = { endedAt: null, endedBy: null, endedReason: null };
    await insertUnsubscribed(tx, { id: newId(at), address, addressKey: key, at, messageId, ruleId, ...never });
    await insertProof(tx, [{ subject: messageId, kind: 'link', at, data: { event: 'unsubscribed' } }]);
  });
}

/** The recipient wants it again; nothing where nobody unsubscribed. */
export async function subscribeAgain(deps: Deps, { address, addressKey: key }: UnsubscribeLinkRow): Promise<void> {
  await deps.store.write(async (tx) => {
    await lockAddress(tx, key);
    const [row] = await activeWith(tx, [key]);
    if (row) await end(deps, tx, row, { endedBy: address, endedReason: 'Subscribed again by the link.' });
  });
}

/** The address gets mass mail again; who decided it, and why, stays. NOT_FOUND; STATE where it does already. */
export async function endUnsubscribed(
  deps: Deps,
  of: { id: string; reason: string },
  by: string,
): Promise<UnsubscribedRow> {
  return deps.store.write(async (tx) => {
    const found = await findUnsubscribedRow(tx, of.id);
    if (found === undefined) throw new AppError('NOT_FOUND', 'Nobody unsubscribed with this id.');
    await lockAddress(tx, found.addressKey);
    const row = (await findUnsubscribedRow(tx, of.id)) ?? found;
    if (row.endedAt !== null) throw new AppError('STATE', `${row.address} gets these e-mails again already.`);
    return end(deps, tx, row, { endedBy: by, endedReason: of.reason.trim() });
  });
}

async function end(
  { clock }: Deps,
  tx: Tx,
  row: UnsubscribedRow,
  how: { endedBy: string; endedReason: string },
): Promise<UnsubscribedRow> {
  const endedAt = clock.now();
  await endRow(tx, row.id, { endedAt, ...how });
  const byOther = how.endedBy === row.address ? {} : { by: how.endedBy };
  const data = { event: 'subscribed', ...byOther };
  await insertProof(tx, [{ subject: row.messageId, kind: 'link', at: endedAt, data }]);
  return { ...row, endedAt, ...how };
}

/** Those of the addresses that get no mass mail, by addressKey. */
export async function findUnsubscribed(
  { store }: Pick<Deps, 'store'>,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Unsubscribed>> {
  if (addresses.length === 0) return new Map();
  const rows = await activeWith(store.read, [...new Set(addresses.map(addressKey))]);
  return new Map(rows.map(({ addressKey: key, address, at }) => [key, { address, at }]));
}
