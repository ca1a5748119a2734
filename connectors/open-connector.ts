import { AppError, type MailAccount, type SenderCandidate } from '../src/sdk/index.ts';
import { findConnectorRow } from './connector.store.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { storedValues } from './connector-values.ts';
import { accountWithoutSecrets } from './connector-view.ts';

type Deps = Pick<ConnectorDeps, 'store' | 'types' | 'secrets' | 'providers'>;

/**
 * The connector ready for use, secrets opened. A problematic one is opened too, so that the outbox can find out that it
 * is well again. Errors: CONNECTOR_UNKNOWN, CONNECTOR_INACTIVE (with the reason), SECRET_KEY.
 */
/** Does the provider keep sent mail by itself? Undefined: found out with the first mail. */
const FILES_ITSELF = { server: true, client: false, detect: undefined } as const;

export async function openConnector(deps: Deps, id: string): Promise<MailAccount> {
  const row = await findConnectorRow(deps.store.read, id);
  if (!row) throw new AppError('CONNECTOR_UNKNOWN', 'The connector does not exist (any more). Choose another one.');
  if (row.state === 'incomplete' || row.state === 'inactive') {
    throw new AppError(
      'CONNECTOR_INACTIVE',
      `"${row.displayName}" is ${row.state}: ${row.stateReason}. Test the connection.`,
    );
  }
  const { type, complete } = storedValues(deps, row);
  const provider = row.provider === null ? undefined : deps.providers.find(row.provider);
  // Proton Bridge files by itself, too, but its host tells nothing: the chosen provider does, and what was seen.
  const selfFiling = row.learned.selfFiling ?? FILES_ITSELF[provider?.sentCopy ?? 'detect'];
  const learned = { ...row.learned, ...(selfFiling === undefined ? {} : { selfFiling }) };
  return type.account(complete, { id, displayName: row.displayName, learned });
}

/** The connector as the sender choice sees it; undefined when there is none. */
export async function findSender(deps: Deps, id: string): Promise<SenderCandidate | undefined> {
  const row = await findConnectorRow(deps.store.read, id);
  if (!row) return undefined;
  const account = accountWithoutSecrets(deps, row);
  return {
    id,
    displayName: row.displayName,
    state: row.state,
    stateReason: row.stateReason,
    canSend: account?.smtp !== undefined,
    from: account?.from ?? { address: '' },
    allowedFrom: account?.allowedFrom ?? [],
    ...(account?.replyTo ? { replyTo: account.replyTo } : {}),
    sentCopy: account?.sentCopy ?? 'auto',
    maxSize: row.learned.size ?? 0,
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
  const { messagesPerMinute, recipientsPerDay } = accountWithoutSecrets(deps, row)?.limits ?? {};
  return {
    displayName: row.displayName,
    state: row.state,
    stateReason: row.stateReason,
    ...(messagesPerMinute === undefined ? {} : { messagesPerMinute }),
    ...(recipientsPerDay === undefined ? {} : { recipientsPerDay }),
  };
}
