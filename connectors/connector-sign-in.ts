import { createHash } from 'node:crypto';
import type { AccessTokenSource } from '../src/sdk/index.ts';
import type { ConnectorRow } from '../src/store/tables/connector.table.ts';
import { findConnectorRow, getConnectorRow, updateConnectorState } from './connector.store.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import type { AnyConnectorType, Settings } from './connector-types.ts';
import type { Provider } from './providers/provider.gen.ts';

type Deps = Pick<ConnectorDeps, 'store' | 'types' | 'clock' | 'becameActive'>;

/** The provider of connectors that name none of the catalogue. */
const ANY_PROVIDER = 'openid';

/** A connector as far as its sign-in by OAuth 2.0 goes. */
export interface SignInOf {
  id: string;
  displayName: string;
  providerId: string;
  /** absent: its settings ask for no OAuth 2.0, or do not say for which mailbox */
  signIn?: { user: string; destination: string };
}

/** NOT_FOUND where there is none. */
export async function getSignIn(deps: Deps, id: string): Promise<SignInOf> {
  const row = await getConnectorRow(deps.store.read, id);
  const type = deps.types.find(row.type);
  const signIn = type && boundSignIn(type, row.settings, row.provider);
  const { displayName } = row;
  return { id, displayName, providerId: row.provider ?? ANY_PROVIDER, ...(signIn ? { signIn } : {}) };
}

/** Who signs in, and a digest of where the tokens go: provider, user and servers. */
function boundSignIn(type: AnyConnectorType, settings: Settings, provider: string | null) {
  const asked = type.signIn?.(settings);
  if (asked === undefined) return undefined;
  const place = JSON.stringify([provider ?? ANY_PROVIDER, asked.user.toLowerCase(), asked.destination]);
  return { user: asked.user, destination: createHash('sha256').update(place).digest('hex') };
}

/** The tokens of a connector for exactly these settings; undefined where they ask for none. */
export function tokensFor(
  { accessToken }: Pick<ConnectorDeps, 'accessToken'>,
  type: AnyConnectorType,
  settings: Settings,
  row: Pick<ConnectorRow, 'id' | 'provider'>,
): AccessTokenSource | undefined {
  const bound = boundSignIn(type, settings, row.provider);
  return bound && accessToken?.({ connectorId: row.id, destination: bound.destination });
}

/** The part of a provider's entry that OAuth needs; undefined where it takes none. */
export function oauthOf(provider: Provider | undefined) {
  if (provider === undefined || !provider.auth.includes('oauth2')) return undefined;
  const { id, label, oauth } = provider;
  return { id, label, ...(oauth ? { oauth } : {}) };
}

/** A person connected it. One that had been tested before works again, and what waits for it goes on. */
export async function signedIn(deps: Deps, id: string): Promise<void> {
  const active = await deps.store.write(async (tx) => {
    const row = await findConnectorRow(tx, id);
    if (!row?.enabled || row.state === 'incomplete') return false;
    const works = row.state === 'active' || (row.state === 'problematic' && row.testedHash !== null);
    const state = works ? ('active' as const) : ('inactive' as const);
    const stateReason = works ? 'Connected again' : 'Connected, but not tested yet';
    await updateConnectorState(tx, row, { state, stateReason, stateAt: deps.clock.now() });
    return works;
  });
  if (active) await deps.becameActive(id);
}

/** It cannot be used until somebody does what the reason says. */
export async function signedOut(deps: Deps, id: string, reason: string): Promise<void> {
  await deps.store.write(async (tx) => {
    const row = await findConnectorRow(tx, id);
    if (!row?.enabled || row.state === 'incomplete') return;
    const change = { state: 'inactive' as const, stateReason: reason, stateAt: deps.clock.now() };
    await updateConnectorState(tx, row, { ...change, testedHash: null, testedAt: null });
  });
}
