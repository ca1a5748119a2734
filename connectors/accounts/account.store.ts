import { AppError } from '../../src/sdk/index.ts';
import { isPostgres } from '../../src/store/sql.ts';
import type { Store } from '../../src/store/store.ts';
import { type ConnectorRow, ConnectorTable } from '../../src/store/tables/connector.table.ts';
import { type EmailAccountRow, EmailAccountTable } from '../../src/store/tables/email-account.table.ts';
import type { Tx } from '../../src/store/transaction.ts';

/** An own mailbox: its connector, and what its owner says about it. */
export interface OwnAccount {
  connector: ConnectorRow;
  account: EmailAccountRow;
}

/** One change of accounts at a time, so that a person never has two default accounts, or one mailbox twice. */
export async function changeAccounts<T>(store: Store, unit: (tx: Tx) => Promise<T>): Promise<T> {
  return store.write(async (tx) => {
    if (isPostgres(tx)) await tx.query('LOCK TABLE email_account IN SHARE ROW EXCLUSIVE MODE');
    return unit(tx);
  });
}

/** Of one person, or of everybody; oldest first. */
export async function listAccounts(tx: Tx, ownerId?: string): Promise<OwnAccount[]> {
  const where = ownerId === undefined ? {} : { ownerId };
  const accounts = await tx.find(EmailAccountTable, { where, order: { createdAt: 'ASC', id: 'ASC' } });
  const connectors = new Map<string, ConnectorRow>();
  for (const { id } of accounts) {
    const connector = await tx.findOneBy(ConnectorTable, { id });
    if (connector) connectors.set(id, connector);
  }
  return accounts.flatMap((account) => {
    const connector = connectors.get(account.id);
    return connector ? [{ account, connector }] : [];
  });
}

/** `ownerId` absent: whoever it belongs to. NOT_FOUND for that of somebody else. */
export async function getAccount(tx: Tx, id: string, ownerId?: string): Promise<OwnAccount> {
  const account = await tx.findOneBy(EmailAccountTable, { id, ...(ownerId === undefined ? {} : { ownerId }) });
  const connector = account && (await tx.findOneBy(ConnectorTable, { id }));
  if (!account || !connector) {
    throw new AppError('NOT_FOUND', 'There is no such email account. It may have been removed.');
  }
  return { account, connector };
}

export async function findAccountOf(tx: Tx, ownerId: string, addressKey: string): Promise<EmailAccountRow | undefined> {
  return (await tx.findOneBy(EmailAccountTable, { ownerId, addressKey })) ?? undefined;
}

export async function findAccount(tx: Tx, id: string): Promise<EmailAccountRow | undefined> {
  return (await tx.findOneBy(EmailAccountTable, { id })) ?? undefined;
}

export async function insertAccount(tx: Tx, row: EmailAccountRow): Promise<void> {
  await tx.insert(EmailAccountTable, row as never);
}

export async function updateAccount(tx: Tx, id: string, change: Partial<EmailAccountRow>): Promise<void> {
  if (Object.keys(change).length > 0) await tx.update(EmailAccountTable, { id }, change as never);
}

export async function deleteAccount(tx: Tx, id: string): Promise<void> {
  await tx.delete(EmailAccountTable, { id });
}

/** The chosen one is the default; else the present one, or the oldest that is connected. */
export async function settleDefault(tx: Tx, ownerId: string, chosen?: string): Promise<void> {
  const accounts = (await listAccounts(tx, ownerId)).map(({ account }) => account);
  const connected = accounts.filter((account) => account.connected);
  const present = connected.find((account) => account.isDefault) ?? connected[0];
  const next = connected.find(({ id }) => id === chosen) ?? present;
  for (const { id, isDefault } of accounts) {
    const is = id === next?.id;
    if (is !== isDefault) await updateAccount(tx, id, { isDefault: is });
  }
}
