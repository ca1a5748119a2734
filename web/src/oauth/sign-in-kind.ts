import type { Provider } from '../connection/connection-queries.ts';
import type { Change } from '../json-form/form-context.ts';
import { valueAt } from '../json-form/pointer.ts';
import type { UiNode } from '../json-form/resolve.ts';
import { isStoredMark } from '../json-form/stored-secret.ts';
import { optionsOf } from '../json-form/visible.ts';

/** Where a type keeps how it signs in: `ui:options.signIn` of its layout, as JSON pointers to { kind, user, password }. */
export interface SignInFields {
  reads: string;
  sends: string;
}

export function signInFields(uiSchema: UiNode): SignInFields | undefined {
  return optionsOf(uiSchema)['signIn'] as SignInFields | undefined;
}

export function usesOauth({ reads, sends }: SignInFields, settings: unknown): boolean {
  return valueAt(settings, `${reads}/kind`) === 'oauth2' || valueAt(settings, `${sends}/kind`) === 'oauth2';
}

export function kindChanges(fields: SignInFields, settings: unknown, kind: 'oauth2' | 'password'): Change[] {
  const changes = [{ path: `${fields.reads}/kind`, value: kind }];
  const sends = `${fields.sends}/kind`;
  return kind === 'password' && valueAt(settings, sends) === 'oauth2'
    ? [...changes, { path: sends, value: kind }]
    : changes;
}

/** A provider that puts OAuth 2.0 first gets it, unless a password is there already: that one is never taken away. */
export function changesForProvider(
  fields: SignInFields | undefined,
  settings: unknown,
  provider: Provider | undefined,
): Change[] {
  if (fields === undefined) return [];
  const password = valueAt(settings, `${fields.reads}/password`);
  const hasPassword = isStoredMark(password) || (typeof password === 'string' && password !== '');
  const uses = usesOauth(fields, settings);
  if (provider?.auth[0] === 'oauth2') return hasPassword || uses ? [] : kindChanges(fields, settings, 'oauth2');
  const passwordOnly = provider !== undefined && !provider.auth.includes('oauth2');
  return passwordOnly && uses ? kindChanges(fields, settings, 'password') : [];
}
