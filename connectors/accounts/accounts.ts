import { AppError, invalid } from '../../src/sdk/index.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { deleteConnectorRow, stale, updateConnectorRow } from '../connector.store.ts';
import type { ConnectorDefinition } from '../connector-definition.gen.ts';
import type { ConnectorDeps } from '../connector-deps.ts';
import { changeConnector, insertConnector } from '../connectors.ts';
import {
  changeAccounts,
  deleteAccount,
  findAccountOf,
  getAccount,
  insertAccount,
  listAccounts,
  type OwnAccount,
  settleDefault,
  updateAccount,
} from './account.store.ts';
import { type AccountLine, accountLine, accountView, type EmailAccountView } from './account-view.ts';
import type { EmailAccountDefinition } from './email-account-definition.gen.ts';

const MOST_ACCOUNTS = 20;
export const DISCONNECTED = 'Disconnected';

/** Whose accounts these are, and the version that was seen (If-Match). */
export interface Owner {
  id: string;
  name: string;
  version?: number;
}

export async function listOwnAccounts(deps: ConnectorDeps, owner: Owner): Promise<EmailAccountView[]> {
  await deps.providers.refresh();
  return (await listAccounts(deps.store.read, owner.id)).map((own) => accountView(deps, own));
}

/** Everybody's, for administrators. */
export async function listAllAccounts(deps: ConnectorDeps): Promise<AccountLine[]> {
  await deps.providers.refresh();
  return (await listAccounts(deps.store.read)).map((own) => accountLine(deps, own));
}

export async function readOwnAccount(deps: ConnectorDeps, id: string, owner: Owner): Promise<EmailAccountView> {
  await deps.providers.refresh();
  return accountView(deps, await getAccount(deps.store.read, id, owner.id));
}

/**
 * Adds an own mailbox; one that was disconnected is connected again, with its id and history. It is active after a good
 * test of exactly these values, made before or afterwards. Errors: VALIDATION, CONFLICT for a mailbox that is there.
 */
export async function connectAccount(deps: ConnectorDeps, input: EmailAccountDefinition, owner: Owner) {
  await deps.providers.refresh();
  const definition = definitionOf(deps, input);
  const own = await changeAccounts(deps.store, async (tx) => {
    const known = await findAccountOf(tx, owner.id, keyOf(input.address));
    if (known?.connected) throw alreadyThere(input.address);
    if (known) return reconnect(deps, tx, await getAccount(tx, known.id, owner.id), definition, owner);
    if ((await listAccounts(tx, owner.id)).length >= MOST_ACCOUNTS) {
      throw new AppError(
        'STATE',
        `A person can have ${MOST_ACCOUNTS} email accounts. Remove one that you do not need.`,
      );
    }
    const connector = await insertConnector(deps, tx, definition, owner, { ownerId: owner.id });
    await insertAccount(tx, {
      ...{ id: connector.id, ownerId: owner.id, address: input.address, addressKey: keyOf(input.address) },
      ...{ senderName: '', isDefault: false, shared: isShared(definition), readEmail: input.readEmail ?? false },
      ...{ signature: '', useSignature: false, rulesMaySend: false, connected: true, createdAt: connector.createdAt },
      provenAt: connector.testedAt,
    });
    await settleDefault(tx, owner.id);
    return getAccount(tx, connector.id, owner.id);
  });
  return settled(deps, own);
}

/** Other servers or another password. Of one that is disconnected: connects it again. */
export async function changeOwnAccount(
  deps: ConnectorDeps,
  id: string,
  input: EmailAccountDefinition,
  owner: Owner,
): Promise<EmailAccountView> {
  await deps.providers.refresh();
  const definition = definitionOf(deps, input);
  const own = await changeAccounts(deps.store, async (tx) => {
    const before = await getAccount(tx, id, owner.id);
    assertSeen(before, owner);
    if (keyOf(input.address) !== before.account.addressKey) {
      const message =
        'The address of an account cannot be changed. Connect the other mailbox as an account of its own.';
      throw invalid([{ path: '/address', message }]);
    }
    return reconnect(deps, tx, before, definition, owner);
  });
  return settled(deps, own);
}

/** Its secrets are wiped and nothing more is read or sent; what is stored of it stays. */
export async function disconnectAccount(deps: ConnectorDeps, id: string, owner: Owner): Promise<EmailAccountView> {
  assertSeen(await getAccount(deps.store.read, id, owner.id), owner);
  // First at the provider: afterwards nothing is known of the permission any more.
  await deps.withdraw?.(id);
  const own = await changeAccounts(deps.store, async (tx) => {
    const before = await getAccount(tx, id, owner.id);
    await wipeAccount(deps, tx, before, { reason: DISCONNECTED, by: owner.name });
    return getAccount(tx, id, owner.id);
  });
  return accountView(deps, own);
}

/** `ownerId` absent: an administrator removes it. Refused while e-mails of it wait; those that were sent stay. */
export async function removeAccount(
  deps: ConnectorDeps,
  id: string,
  { ownerId, version }: { ownerId?: string; version?: number },
): Promise<void> {
  await changeAccounts(deps.store, async (tx) => {
    const own = await getAccount(tx, id, ownerId);
    assertSeen(own, { ...(version === undefined ? {} : { version }) });
    const usedBy = await deps.usedBy(tx, id);
    if (usedBy.length > 0) {
      const sentence = `${own.account.address} is used by ${usedBy.join(', ')}. Let what is waiting end, or disconnect the account.`;
      throw new AppError('CONFLICT', sentence, { details: { usedBy } });
    }
    await deleteAccount(tx, id);
    await deps.forget?.(tx, id);
    await deleteConnectorRow(tx, own.connector);
    await settleDefault(tx, own.account.ownerId);
  });
}

/** In a transaction: the account is there, but nobody can sign in with it any more. */
export async function wipeAccount(
  deps: Pick<ConnectorDeps, 'clock' | 'holdMails' | 'forget'>,
  tx: Tx,
  { account, connector }: OwnAccount,
  { reason, by }: { reason: string; by: string },
): Promise<void> {
  const at = deps.clock.now();
  await updateConnectorRow(tx, connector, {
    ...{ secrets: {}, enabled: false, testedHash: null, testedAt: null },
    ...{ state: 'inactive', stateReason: reason, stateAt: at, modifiedAt: at, modifiedBy: by },
  });
  await deps.forget?.(tx, account.id);
  await updateAccount(tx, account.id, { connected: false });
  await deps.holdMails(tx, [account.id], `${account.address}: ${reason}.`);
  await settleDefault(tx, account.ownerId);
}

async function reconnect(
  deps: ConnectorDeps,
  tx: Tx,
  { account, connector }: OwnAccount,
  definition: ConnectorDefinition,
  owner: Owner,
): Promise<OwnAccount> {
  const { displayName } = connector;
  await changeConnector(deps, tx, connector, { ...definition, displayName, enabled: true }, owner);
  await updateAccount(tx, account.id, { connected: true });
  await settleDefault(tx, owner.id);
  return getAccount(tx, account.id, owner.id);
}

async function settled(deps: ConnectorDeps, own: OwnAccount): Promise<EmailAccountView> {
  if (own.connector.state === 'active') await deps.becameActive(own.connector.id);
  return accountView(deps, own);
}

function definitionOf(
  deps: ConnectorDeps,
  { address, provider, settings }: EmailAccountDefinition,
): ConnectorDefinition {
  const own = accountSettings(deps, address, settings);
  return { type: 'email', displayName: address, ...(provider === undefined ? {} : { provider }), settings: own };
}

/** Somebody signs in at the provider for a mailbox that is not only theirs. */
function isShared({ settings }: ConnectorDefinition): boolean {
  const { imap } = settings as { imap?: { auth?: { consentUser?: string } } };
  return imap?.auth?.consentUser !== undefined;
}

/** What is sent has the mailbox's own address in From, whatever the user name is. */
export function accountSettings({ types }: Pick<ConnectorDeps, 'types'>, address: string, settings: object): object {
  const wanted = types.get('email').normalize(settings) as { sending?: unknown; smtp?: object };
  return wanted.sending === true ? { ...wanted, smtp: { ...wanted.smtp, from: { address } } } : wanted;
}

export function assertSeen({ connector }: OwnAccount, { version }: Pick<Owner, 'version'>): void {
  if (version !== undefined && version !== connector.version) throw stale();
}

/** RFC 5321 lets the part before @ tell large and small letters apart; no provider does. */
function keyOf(address: string): string {
  return address.trim().normalize('NFKC').toLowerCase();
}

function alreadyThere(address: string): AppError {
  return new AppError('CONFLICT', `${address} is connected already. Change or disconnect it in the list.`, {
    details: { fields: [{ path: '/address', message: 'This mailbox is connected already.' }] },
  });
}
