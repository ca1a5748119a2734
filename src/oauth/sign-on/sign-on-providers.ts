import type { SignOnProvider } from '../../../schemas/sign-on-provider.gen.ts';
import { AppError, type FieldProblem, invalid, newId } from '../../sdk/index.ts';
import type { SignOnProviderRow } from '../../store/tables/sign-on.table.ts';
import { isLoopback } from '../own-address.ts';
import { isFailure } from '../provider-failure.ts';
import {
  deleteProviderRow,
  getProviderRow,
  insertProviderRow,
  staleProvider,
  updateProviderRow,
} from './sign-on.store.ts';
import type { SignOnDeps } from './sign-on-deps.ts';
import type { SignOnClient, SignOnOpenId } from './sign-on-openid.ts';

/** Who changes a provider, and the version that they saw. */
export interface ProviderAuthor {
  name: string;
  seen: number | undefined;
}

export async function createProvider(
  deps: SignOnDeps,
  openId: SignOnOpenId,
  input: SignOnProvider,
  author: ProviderAuthor,
): Promise<SignOnProviderRow> {
  const now = deps.clock.now();
  const id = newId(now);
  const row = {
    ...{ id, ...partsOf(input), secret: sealed(deps, id, input.secret), version: 1 },
    ...{ createdAt: now, modifiedAt: now, modifiedBy: author.name },
  };
  await checkProvider(deps, openId, row);
  await deps.store.write((tx) => insertProviderRow(tx, row));
  return row;
}

/**
 * Another issuer or client ID forgets the stored secret: it only ever goes where it was typed for. Switching it off ends the
 * sessions that began with it.
 */
export async function changeProvider(
  deps: SignOnDeps,
  openId: SignOnOpenId,
  of: { id: string; input: SignOnProvider },
  author: ProviderAuthor,
): Promise<SignOnProviderRow> {
  const { id, input } = of;
  const before = await getProviderRow(deps.store.read, id);
  assertSeen(before, author);
  const same = before.issuer === input.issuer && before.clientId === input.clientId;
  const secret = input.secret === undefined && same ? before.secret : sealed(deps, id, input.secret);
  const stamp = { version: before.version + 1, modifiedAt: deps.clock.now(), modifiedBy: author.name };
  const row = { ...before, ...partsOf(input), secret, ...stamp };
  await checkProvider(deps, openId, row);
  await deps.store.write(async (tx) => {
    await updateProviderRow(tx, before, row);
    if (before.enabled && !row.enabled) await deps.people.endProvider(tx, id, false);
  });
  return row;
}

/** Its accounts open nobody any more, and sessions that began with it end. */
export async function deleteProvider(deps: SignOnDeps, id: string, author: ProviderAuthor): Promise<SignOnProviderRow> {
  const row = await getProviderRow(deps.store.read, id);
  assertSeen(row, author);
  await deps.store.write(async (tx) => {
    await deleteProviderRow(tx, row);
    await deps.people.endProvider(tx, id, true);
  });
  return row;
}

export function clientOf({ secrets }: Pick<SignOnDeps, 'secrets'>, row: SignOnProviderRow): SignOnClient {
  const { id, name, issuer, clientId, secret, scopes } = row;
  return {
    name,
    issuer,
    clientId,
    secret: secret === null ? undefined : secrets.open(secret, providerSecretPlace(id)),
    scopes,
  };
}

function partsOf(input: SignOnProvider) {
  const { enabled = true, createsPeople = false, trustsAddresses = false, signsOut = false } = input;
  const { defaultRoles = [], domains = [], scopes = ['email', 'profile'], claim = null, claimRules = [] } = input;
  const name = input.name.trim();
  return {
    ...{ name, nameKey: name.normalize('NFKC').toLowerCase(), enabled, issuer: input.issuer, clientId: input.clientId },
    ...{ scopes, createsPeople, defaultRoles, domains: domains.map((domain) => domain.toLowerCase()), trustsAddresses },
    ...{
      claim,
      claimRules: claimRules.map(({ value, roles = [], groups = [] }) => ({ value, roles, groups })),
      signsOut,
    },
  };
}

function sealed({ secrets }: SignOnDeps, id: string, secret: string | null | undefined): string | null {
  return typeof secret === 'string' ? secrets.seal(secret, providerSecretPlace(id)) : null;
}

async function checkProvider(deps: SignOnDeps, openId: SignOnOpenId, row: SignOnProviderRow): Promise<void> {
  const problems = problemsOf(deps, row);
  if (problems.length > 0) throw invalid(problems);
  try {
    await openId.check(clientOf(deps, row));
  } catch (error) {
    // A provider that is down just now may well be the right one.
    if (isFailure(error, 'down')) return;
    if (!(error instanceof AppError)) throw error;
    throw invalid([{ path: '/issuer', message: error.message }]);
  }
}

function problemsOf({ publicUrl }: SignOnDeps, row: SignOnProviderRow): FieldProblem[] {
  const trying = publicUrl === undefined || isLoopback(publicUrl);
  const safe = URL.canParse(row.issuer) && (isLoopback(row.issuer) ? trying : row.issuer.startsWith('https://'));
  const open = row.domains.length === 0 && (row.createsPeople || row.trustsAddresses);
  return [
    ...(row.name === '' ? [{ path: '/name', message: 'Type the name that stands on the button.' }] : []),
    ...(safe ? [] : [{ path: '/issuer', message: 'The issuer must be an address that begins with https://.' }]),
    ...(isOfAnyTenant(row.issuer) ? [{ path: '/issuer', message: ANY_TENANT }] : []),
    ...(open
      ? [{ path: '/domains', message: 'Name the domains: else any account of this provider could get in.' }]
      : []),
    ...(row.claim === null && row.claimRules.length > 0
      ? [{ path: '/claim', message: 'Name the claim in which the provider sends these values.' }]
      : []),
  ];
}

const ANY_TENANT =
  'Enter the issuer of your own directory: https://login.microsoftonline.com/<tenant id>/v2.0 (Entra admin center > Overview). This one stands for the accounts of all organisations.';

/** Microsoft Entra ID: their tokens come from the issuer of each tenant, and anybody's would be taken. */
function isOfAnyTenant(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { hostname, pathname } = new URL(issuer);
  const isEntra = /^(login|sts)\.(microsoftonline|windows|microsoft|partner\.microsoftonline)\.[a-z]+$/.test(hostname);
  return isEntra && /^\/(common|organizations|consumers)(\/|$)/i.test(pathname);
}

function assertSeen(row: SignOnProviderRow, { seen }: ProviderAuthor): void {
  if (seen !== undefined && seen !== row.version) throw staleProvider(row);
}

export function providerSecretPlace(id: string) {
  return { connectorId: id, field: '/sign-on/secret' };
}
