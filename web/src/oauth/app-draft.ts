import type { OauthApp } from '../../../schemas/oauth-app.gen.ts';
import type { OauthApplication } from './oauth-queries.ts';

/** An application as it stands in the form. */
export interface AppDraft {
  grant: OauthApplication['grant'];
  clientId: string;
  /** undefined: the stored one stays */
  secret: string | undefined;
  issuer: string;
  tenant: string;
  /** separated by spaces */
  scopes: string;
}

export function appDraft(application: OauthApplication): AppDraft {
  const { grant, clientId, secret, issuer, tenant, extraScopes } = application;
  return {
    grant,
    clientId: clientId ?? '',
    secret: secret === null ? '' : undefined,
    issuer: issuer ?? '',
    tenant: tenant ?? '',
    scopes: extraScopes.join(' '),
  };
}

export function bodyOf({
  grant,
  clientId,
  secret,
  issuer,
  tenant,
  scopes,
}: AppDraft): OauthApp & Pick<AppDraft, 'grant'> {
  return {
    grant,
    // Of a service account it stands in the key file; the server takes it from there.
    clientId: clientId.trim() || 'from-key-file',
    ...(secret ? { secret } : {}),
    issuer: issuer.trim() || null,
    tenant: tenant.trim() || null,
    extraScopes: scopes.split(/\s+/).filter((scope) => scope !== '') as NonNullable<OauthApp['extraScopes']>,
  };
}

/** The server forgets a secret whose application is another one now. */
export function forgetsSecret(application: OauthApplication, draft: AppDraft): boolean {
  const before = appDraft(application);
  const same = (['grant', 'clientId', 'issuer', 'tenant'] as const).every((key) => before[key] === draft[key].trim());
  return application.secret !== null && draft.secret === undefined && !same;
}
