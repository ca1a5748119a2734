import { type SecretBox, type SecretPlace, sealAgain, sealingKeyId } from '../secrets/secret-box.ts';
import { type SealedColumn, sealedTexts } from '../store/sealed-column.ts';
import { appPlace } from './apps.ts';
import { attemptPlace } from './consent.ts';
import { signOnAttemptPlace } from './sign-on/begin-sign-on.ts';
import { providerSecretPlace } from './sign-on/sign-on-providers.ts';
import { tokenPlace } from './tokens.ts';

/** What of OAuth and of single sign-on is sealed. */
export function sealedTokens(box: SecretBox): SealedColumn[] {
  const texts = (table: string, id: string, column: string, what: string, placeOf: (id: string) => SecretPlace) =>
    sealedTexts({
      ...{ table, id, column, what },
      keysOf: (sealed) => [sealingKeyId(sealed)],
      again: (sealed, row) => sealAgain(box, sealed, placeOf(row)),
    });
  const token = (column: string, field: Parameters<typeof tokenPlace>[1]) =>
    texts('oauth_authorization', 'connector_id', column, 'OAuth tokens of data sources', (id) => tokenPlace(id, field));
  return [
    texts('oauth_app', 'provider_id', 'secret', 'secrets of OAuth applications', appPlace),
    token('refresh_token', 'refreshToken'),
    token('access_token', 'accessToken'),
    texts('oauth_attempt', 'id', 'secrets', 'consents that were begun', attemptPlace),
    texts('sign_on_provider', 'id', 'secret', 'secrets of providers that people sign in with', providerSecretPlace),
    texts('sign_on_attempt', 'state_hash', 'secrets', 'sign-ins that were begun', signOnAttemptPlace),
  ];
}
