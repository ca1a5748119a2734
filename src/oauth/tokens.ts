import type { Clock } from '../sdk/index.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { OauthAuthorizationRow } from '../store/tables/oauth.table.ts';
import type { Tokens } from './client.ts';

/** Where a provider does not say how long: RFC 6749 leaves it to documentation, and all known ones give an hour. */
const USUAL_SECONDS = 3600;
/** Renewed that long before the end, but never before nine tenths of a short life are over. */
const EARLY_MS = 5 * 60_000;

type Field = 'accessToken' | 'refreshToken';

export function openToken(secrets: SecretBox, row: OauthAuthorizationRow, field: Field): string | undefined {
  const sealed = row[field];
  return sealed === null ? undefined : secrets.open(sealed, tokenPlace(row.connectorId, field));
}

/** What is stored of an answer. A refresh token stays where the answer brings none. */
export function tokenColumns(
  { secrets }: { secrets: SecretBox; clock: Clock },
  connectorId: string,
  { accessToken, refreshToken, expiresIn = USUAL_SECONDS }: Tokens,
  now: number,
) {
  const lifeMs = expiresIn * 1000;
  return {
    accessToken: secrets.seal(accessToken, tokenPlace(connectorId, 'accessToken')),
    ...(refreshToken === undefined
      ? {}
      : { refreshToken: secrets.seal(refreshToken, tokenPlace(connectorId, 'refreshToken')) }),
    accessExpiresAt: now + lifeMs,
    renewAt: now + lifeMs - Math.min(EARLY_MS, lifeMs / 10),
  };
}

/** Moved to another connector or field it does not open. */
export function tokenPlace(connectorId: string, field: Field) {
  return { connectorId, field: `/oauth/${field}` };
}
