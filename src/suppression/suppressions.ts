import type { SuppressionInput } from '../../schemas/suppression.gen.ts';
import {
  AppError,
  addressKey,
  type Clock,
  newId,
  parseAddress,
  type Suppressed,
  suppressedText,
} from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { SuppressionRow } from '../store/tables/suppression.table.ts';
import type { Tx } from '../store/transaction.ts';
import { activeWith, endSuppression, findSuppression, insertSuppression, lockAddress } from './suppression.store.ts';

export interface SuppressionDeps {
  store: Store;
  clock: Clock;
}

/** CONFLICT where the address is on the list already: the first reason stays. */
export async function suppress(
  { store, clock }: SuppressionDeps,
  input: SuppressionInput,
  by: string,
): Promise<SuppressionRow> {
  const parsed = parseAddress(input.address);
  if ('problem' in parsed) {
    const fields = [{ path: '/address', message: parsed.problem }];
    throw new AppError('ADDRESS', parsed.problem, { details: { fields } });
  }
  const key = addressKey(parsed.address);
  const now = clock.now();
  const row: SuppressionRow = {
    id: newId(now),
    address: parsed.address,
    addressKey: key,
    kind: input.kind ?? 'person',
    reason: input.reason.trim(),
    createdAt: now,
    createdBy: by,
    removedAt: null,
    removedBy: null,
    removedReason: null,
  };
  await store.write(async (tx) => {
    await lockAddress(tx, key);
    const [known] = await activeWith(tx, [key]);
    if (known) throw new AppError('CONFLICT', suppressedText(suppressedOf(known)), { details: { id: known.id } });
    await insertSuppression(tx, row);
  });
  return row;
}

/** Its server says that there is no such address or too much came back, or who reads it complained. What is on the list already stays as it is. */
export async function suppressBounced(
  { clock }: Pick<SuppressionDeps, 'clock'>,
  tx: Tx,
  {
    address,
    reason,
    kind = 'hard_bounce',
  }: { address: string; reason: string; kind?: 'hard_bounce' | 'soft_bounce' | 'complaint' },
): Promise<void> {
  const key = addressKey(address);
  await lockAddress(tx, key);
  if ((await activeWith(tx, [key])).length > 0) return;
  const now = clock.now();
  const made = { createdAt: now, createdBy: 'mailrule', removedAt: null, removedBy: null, removedReason: null };
  await insertSuppression(tx, { id: newId(now), address, addressKey: key, kind, reason, ...made });
}

/** The address gets e-mail again; who decided it, and why, stays. */
export async function endSuppressed(
  { store, clock }: SuppressionDeps,
  of: { id: string; reason: string },
  by: string,
): Promise<SuppressionRow> {
  return store.write(async (tx) => {
    const found = await findSuppression(tx, of.id);
    if (found === undefined) throw new AppError('NOT_FOUND', 'There is no suppressed address with this id.');
    await lockAddress(tx, found.addressKey);
    const row = (await findSuppression(tx, of.id)) ?? found;
    if (row.removedAt !== null) {
      throw new AppError('STATE', `${row.removedBy} took ${row.address} off the list already.`);
    }
    const end = { removedAt: clock.now(), removedBy: by, removedReason: of.reason.trim() };
    await endSuppression(tx, row.id, end);
    return { ...row, ...end };
  });
}

/** Those of the addresses that get no e-mail, by addressKey. */
export async function findSuppressed(
  { store }: Pick<SuppressionDeps, 'store'>,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Suppressed>> {
  if (addresses.length === 0) return new Map();
  const rows = await activeWith(store.read, [...new Set(addresses.map(addressKey))]);
  return new Map(rows.map((row) => [row.addressKey, suppressedOf(row)]));
}

function suppressedOf({ address, kind, reason, createdAt }: SuppressionRow): Suppressed {
  return { address, kind, reason, since: createdAt };
}
