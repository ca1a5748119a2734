import type { OauthApp } from '../../schemas/oauth-app.gen.ts';
import { AppError, type ErrorDetails, invalid, type JsonObject } from '../sdk/index.ts';
import { type OauthAppRow, OauthAuthorizationTable, type OauthGrant } from '../store/tables/oauth.table.ts';
import { issuerOf, type OauthClient } from './client.ts';
import { deleteAppRow, findAppRow, putAppRow } from './oauth-app.store.ts';
import type { OauthDeps, OauthProvider } from './oauth-deps.ts';
import type { OpenId } from './openid.ts';
import { CALLBACK_PATH, findOwnAddress, isLoopback } from './own-address.ts';
import { isFailure } from './provider-failure.ts';
import { privateKey } from './service-account.ts';

type Deps = Pick<OauthDeps, 'store' | 'clock' | 'secrets' | 'connectors' | 'publicUrl'>;

/** What is registered for a provider; its secret only as a mark that there is one. */
export interface AppView {
  providerId: string;
  label: string;
  /** as in "Authenticate with Google" */
  name: string;
  /** complete enough to be used */
  ready: boolean;
  grant: OauthGrant;
  grants: OauthGrant[];
  clientId: string | null;
  secret: { $secret: 'stored' } | null;
  issuer: string | null;
  tenant: string | null;
  extraScopes: string[];
  /** what is used where nothing is typed */
  defaults: { issuer: string | null; tenant: string | null; scopes: string[] };
  /** to be registered at the provider exactly so; null: this server does not know its own address */
  redirectUri: string | null;
  help: string | null;
  version: number;
  modifiedAt: number | null;
  modifiedBy: string | null;
}

export async function readApp(deps: Deps, providerId: string, headers: Record<string, string | undefined>) {
  const provider = await getProvider(deps, providerId);
  return viewOf(deps, provider, await findAppRow(deps.store.read, providerId), headers);
}

/** The application ready for use. STATE, with what to do, where none is registered or it is not complete. */
export async function getClient(deps: Deps, providerId: string): Promise<OauthClient> {
  const provider = await getProvider(deps, providerId);
  const row = await findAppRow(deps.store.read, providerId);
  const { name } = provider.oauth;
  const details: ErrorDetails = { reason: 'NO_APPLICATION' };
  const issuer = row && issuerOf(provider.oauth, row);
  if (row === undefined || issuer === undefined) {
    const sentence = `No application is registered here for ${provider.label}. An administrator enters its client ID first (Register the application).`;
    throw new AppError('STATE', sentence, { details });
  }
  if (!isReady(row)) {
    throw new AppError('STATE', `The secret of the application for ${name} is missing. An administrator enters it.`, {
      details,
    });
  }
  const secret = row.secret === null ? undefined : deps.secrets.open(row.secret, appPlace(providerId));
  const { grant, clientId, extraScopes } = row;
  return { provider, grant, clientId, secret, issuer, extraScopes };
}

/** Changing grant, client ID, issuer or tenant forgets the stored secret: it only ever goes where it was typed for. */
export async function putApp(
  deps: Deps,
  openId: OpenId,
  wish: { providerId: string; app: OauthApp; by: string; version?: number },
): Promise<void> {
  const { providerId, by } = wish;
  const provider = await getProvider(deps, providerId);
  const app = fromKeyFile(wish.app);
  const before = await findAppRow(deps.store.read, providerId);
  if (wish.version !== undefined && wish.version !== (before?.version ?? 0)) {
    throw new AppError('STALE', 'Somebody else changed this application meanwhile. Load it again, then repeat it.');
  }
  const parts = {
    grant: app.grant ?? 'authorization_code',
    clientId: app.clientId.trim(),
    issuer: app.issuer ?? null,
    tenant: app.tenant ?? null,
  };
  const same = before !== undefined && Object.entries(parts).every(([key, value]) => before[key as 'grant'] === value);
  const kept = app.secret === undefined && same ? (before?.secret ?? null) : null;
  const sealed = typeof app.secret === 'string' ? deps.secrets.seal(app.secret, appPlace(providerId)) : kept;
  const row: OauthAppRow = {
    providerId,
    ...parts,
    secret: sealed,
    extraScopes: app.extraScopes ?? [],
    version: (before?.version ?? 0) + 1,
    modifiedAt: deps.clock.now(),
    modifiedBy: by,
  };
  await checkApp(deps, openId, provider, row, app.secret ?? undefined);
  await deps.store.write((tx) => putAppRow(tx, row, before));
}

/** Refused while a connector is connected by it. */
export async function deleteApp(deps: Deps, providerId: string): Promise<void> {
  await getProvider(deps, providerId);
  const used = await deps.store.read.findBy(OauthAuthorizationTable, { providerId });
  if (used.length > 0) {
    const names = await Promise.all(used.map(async (one) => (await deps.connectors.get(one.connectorId)).displayName));
    const usedBy = names.map((name) => `"${name}"`);
    throw new AppError('CONFLICT', `${usedBy.join(', ')} is connected by this application. Disconnect it first.`, {
      details: { usedBy },
    });
  }
  await deps.store.write((tx) => deleteAppRow(tx, providerId));
}

export async function getProvider({ connectors }: Pick<Deps, 'connectors'>, providerId: string) {
  const provider = await connectors.findProvider(providerId);
  if (provider) return provider;
  throw new AppError('NOT_FOUND', `There is no provider "${providerId}" that takes OAuth 2.0.`);
}

async function checkApp(
  deps: Deps,
  openId: OpenId,
  provider: OauthProvider,
  row: OauthAppRow,
  typedSecret: string | undefined,
): Promise<void> {
  const at = (path: string, message: string) => invalid([{ path, message }]);
  const issuer = issuerOf(provider.oauth, row);
  if (issuer === undefined) {
    throw at(
      '/issuer',
      'Enter the issuer: the address below which the provider has /.well-known/openid-configuration.',
    );
  }
  if (row.issuer !== null) assertIssuer(row.issuer, deps.publicUrl);
  if (row.grant === 'service_account' && typedSecret !== undefined) {
    await privateKey(typedSecret).catch((error: AppError) => {
      throw at('/secret', error.message);
    });
  }
  if (row.issuer === null && row.tenant === null) return;
  const { grant, clientId, extraScopes } = row;
  const client = { provider, grant, clientId, secret: typedSecret, issuer, extraScopes };
  try {
    await openId.check(client);
  } catch (error) {
    // A provider that is down just now may well be the right one.
    if (isFailure(error, 'down')) return;
    if (!(error instanceof AppError)) throw error;
    throw at(row.issuer === null ? '/tenant' : '/issuer', error.message);
  }
}

function assertIssuer(issuer: string, publicUrl: string | undefined): void {
  const trying = publicUrl === undefined || isLoopback(publicUrl);
  const safe = URL.canParse(issuer) && (isLoopback(issuer) ? trying : issuer.startsWith('https://'));
  if (safe) return;
  throw invalid([{ path: '/issuer', message: 'The issuer must be an address that begins with https://.' }]);
}

/** Google hands out a JSON file; people paste it as it is. */
function fromKeyFile(app: OauthApp): OauthApp {
  if (app.grant !== 'service_account' || typeof app.secret !== 'string' || !app.secret.trimStart().startsWith('{')) {
    return app;
  }
  const file = parseKeyFile(app.secret);
  const { client_email: clientId, private_key: secret } = file;
  if (typeof secret !== 'string' || typeof clientId !== 'string') {
    throw invalid([
      { path: '/secret', message: 'This is no key file of a service account: "private_key" is missing.' },
    ]);
  }
  return { ...app, clientId, secret };
}

function parseKeyFile(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch (error) {
    const message = 'The key file is not complete: it cannot be read as JSON. Paste all of it.';
    throw new AppError('VALIDATION', message, { cause: error, details: { fields: [{ path: '/secret', message }] } });
  }
}

function isReady(row: OauthAppRow): boolean {
  return row.grant === 'authorization_code' || row.secret !== null;
}

export function appPlace(providerId: string) {
  return { connectorId: `oauth-app ${providerId}`, field: '/secret' };
}

function viewOf(
  deps: Deps,
  { id, label, oauth }: OauthProvider,
  row: OauthAppRow | undefined,
  headers: Record<string, string | undefined>,
): AppView {
  const own = findOwnAddress(deps.publicUrl, headers);
  return {
    providerId: id,
    label,
    name: oauth.name,
    ready: row !== undefined && issuerOf(oauth, row) !== undefined && isReady(row),
    grant: row?.grant ?? 'authorization_code',
    grants: [
      'authorization_code',
      'client_credentials',
      ...(oauth.serviceAccounts ? ['service_account' as const] : []),
    ],
    clientId: row?.clientId ?? null,
    secret: row?.secret ? { $secret: 'stored' } : null,
    issuer: row?.issuer ?? null,
    tenant: row?.tenant ?? null,
    extraScopes: row?.extraScopes ?? [],
    defaults: {
      issuer: oauth.issuer ?? null,
      tenant: oauth.tenant ?? null,
      scopes: [...oauth.otherScopes, ...oauth.mailScopes],
    },
    redirectUri: own === undefined ? null : own + CALLBACK_PATH,
    help: oauth.help ?? null,
    version: row?.version ?? 0,
    modifiedAt: row?.modifiedAt ?? null,
    modifiedBy: row?.modifiedBy ?? null,
  };
}
