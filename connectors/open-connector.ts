import { AppError, type MailAccount, type SenderCandidate } from '../src/sdk/index.ts';
import { keepWhileSame, type RawRow } from '../src/store/keep-while-same.ts';
import type { ConnectorRow } from '../src/store/tables/connector.table.ts';
import { findConnectorRow } from './connector.store.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { tokensFor } from './connector-sign-in.ts';
import { storedValues } from './connector-values.ts';
import { accountWithoutSecrets } from './connector-view.ts';
import {
  assertSwitchedOn,
  type ConnectorUse,
  effectiveState,
  switchedOff,
  withProviderLimits,
} from './providers/switches.ts';
import { isRestricted } from './rights.ts';

type Deps = Pick<ConnectorDeps, 'store' | 'types' | 'secrets' | 'providers' | 'accessToken'>;

/** Does the provider keep sent mail by itself? Undefined: found out with the first mail. */
const FILES_ITSELF = { server: true, client: false, detect: undefined } as const;

/**
 * The connector ready for use, secrets opened. A problematic one is opened too, so that the outbox can find out that it
 * is well again. Errors: CONNECTOR_UNKNOWN, CONNECTOR_INACTIVE (with the reason; `details.switchedOff` where its provider
 * is switched off for this use), SECRET_KEY.
 */
export async function openConnector(deps: Deps, id: string, use?: ConnectorUse): Promise<MailAccount> {
  const row = await findConnectorRow(deps.store.read, id);
  if (!row) throw new AppError('CONNECTOR_UNKNOWN', 'The connector does not exist (any more). Choose another one.');
  if (row.state === 'incomplete' || row.state === 'inactive') {
    throw new AppError(
      'CONNECTOR_INACTIVE',
      `"${row.displayName}" is ${row.state}: ${row.stateReason}. Test the connection.`,
    );
  }
  const provider = await providerOf(deps, row);
  if (use !== undefined) assertSwitchedOn(provider, use);
  const { type, complete } = storedValues(deps, row);
  // Proton Bridge files by itself, too, but its host tells nothing: the chosen provider does, and what was seen.
  const selfFiling = row.learned.selfFiling ?? FILES_ITSELF[provider?.sentCopy ?? 'detect'];
  const learned = { ...row.learned, ...(selfFiling === undefined ? {} : { selfFiling }) };
  const accessToken = tokensFor(deps, type, complete, row);
  const known = { id, displayName: row.displayName, learned, ...(accessToken ? { accessToken } : {}) };
  const account = type.account(complete, known);
  return { ...account, version: row.version, limits: withProviderLimits(account.limits, provider) };
}

/** The sentence that says so, where sending is switched off for the provider of this connector. */
export async function findSwitchOff(deps: Deps, id: string): Promise<string | undefined> {
  const rows = await deps.store.read.sql<
    { provider: string | null }[]
  >`SELECT provider FROM connector WHERE id = ${id}`;
  return switchedOff(rows[0] && (await providerOf(deps, rows[0])), 'send');
}

/** As it is now: another process may have changed the catalogue. */
async function providerOf({ providers }: Deps, { provider }: { provider: string | null }) {
  if (provider === null) return undefined;
  await providers.refresh();
  return providers.find(provider);
}

/** The connector as the sender choice sees it; undefined when there is none. Made anew only when its row has changed. */
export function openSenders(deps: Deps): (id: string) => Promise<SenderCandidate | undefined> {
  const latest = keepWhileSame<SenderCandidate | undefined>();
  return async (id) => {
    const rows = await deps.store.read.sql<RawRow[]>`
      SELECT c.*, p.version AS provider_version, p.modified_at AS provider_modified_at, o.consent_ends_at
      FROM connector c LEFT JOIN provider p ON p.id = c.provider
      LEFT JOIN oauth_authorization o ON o.connector_id = c.id WHERE c.id = ${id}`;
    const [row] = rows;
    return row === undefined ? undefined : latest(id, rows, () => findSender(deps, id, row['consent_ends_at']));
  };
}

async function findSender(deps: Deps, id: string, consentEndsAt: unknown): Promise<SenderCandidate | undefined> {
  const row = await findConnectorRow(deps.store.read, id);
  // A person's own mailbox sends what that person writes, and for rules only by accounts/rule-account.ts.
  if (!row || row.ownerId !== null) return undefined;
  const sender = await senderOf(deps, row);
  return consentEndsAt == null ? sender : { ...sender, consentEndsAt: Number(consentEndsAt) };
}

/** Of any mailbox, also of one's own: who may use it was asked before. */
export async function senderOf(deps: Deps, row: ConnectorRow): Promise<SenderCandidate> {
  const account = accountWithoutSecrets(deps, row);
  const provider = await providerOf(deps, row);
  return {
    id: row.id,
    displayName: row.displayName,
    ...effectiveState(provider, row),
    canSend: account?.smtp !== undefined,
    from: account?.from ?? { address: '' },
    allowedFrom: account?.allowedFrom ?? [],
    ...(account?.replyTo ? { replyTo: account.replyTo } : {}),
    sentCopy: account?.sentCopy ?? 'auto',
    filesItself: row.learned.selfFiling ?? FILES_ITSELF[provider?.sentCopy ?? 'detect'] ?? account?.selfFiling ?? false,
    maxSize: row.learned.size ?? 0,
    restricted: isRestricted(row),
  };
}

/** How fast a connector may send, and whether it can. */
export interface ConnectorPace {
  displayName: string;
  state: SenderCandidate['state'];
  stateReason: string;
  messagesPerMinute?: number;
  recipientsPerDay?: number;
}

export async function findPace(deps: Deps, id: string): Promise<ConnectorPace | undefined> {
  const row = await findConnectorRow(deps.store.read, id);
  if (!row) return undefined;
  const provider = await providerOf(deps, row);
  const limits = accountWithoutSecrets(deps, row)?.limits;
  const { messagesPerMinute, recipientsPerDay } = limits ? withProviderLimits(limits, provider) : {};
  return {
    displayName: row.displayName,
    ...effectiveState(provider, row),
    ...(messagesPerMinute === undefined ? {} : { messagesPerMinute }),
    ...(recipientsPerDay === undefined ? {} : { recipientsPerDay }),
  };
}
