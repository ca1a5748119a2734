import { describe, expect, test } from 'vitest';
import { type AppDraft, appDraft, bodyOf, forgetsSecret } from '../../../web/src/oauth/app-draft.ts';
import type { OauthApplication } from '../../../web/src/oauth/oauth-queries.ts';
import { changesForProvider, kindChanges, usesOauth } from '../../../web/src/oauth/sign-in-kind.ts';

const fields = { reads: '/imap/auth', sends: '/smtp/auth' };
const provider = (...auth: ('oauth2' | 'app_password' | 'password')[]) => ({ auth }) as never;
const password = { imap: { auth: { kind: 'password', user: 'a@b.test', password: 'typed' } } };
const stored = { imap: { auth: { kind: 'password', password: { $secret: 'stored' } } } };
const oauth = { imap: { auth: { kind: 'oauth2', user: 'a@b.test' } } };
const toOauth = [{ path: '/imap/auth/kind', value: 'oauth2' }];
const toPassword = [{ path: '/imap/auth/kind', value: 'password' }];

describe('A5.8 a provider that is chosen', () => {
  test('puts OAuth 2.0 first where it does so itself and no password is there', () => {
    expect(changesForProvider(fields, {}, provider('oauth2', 'app_password'))).toEqual(toOauth);
    expect(changesForProvider(fields, oauth, provider('oauth2'))).toEqual([]);
  });
  test('takes no password away, typed or stored', () => {
    expect(changesForProvider(fields, password, provider('oauth2', 'app_password'))).toEqual([]);
    expect(changesForProvider(fields, stored, provider('oauth2'))).toEqual([]);
  });
  test('leads back to the password where it takes nothing else; an unknown one changes nothing', () => {
    expect(changesForProvider(fields, oauth, provider('password'))).toEqual(toPassword);
    expect(changesForProvider(fields, oauth, undefined)).toEqual([]);
    expect(changesForProvider(undefined, {}, provider('oauth2'))).toEqual([]);
  });
  test('both servers go back to the password together', () => {
    const both = { ...oauth, smtp: { auth: { kind: 'oauth2' } } };
    expect(usesOauth(fields, { smtp: both.smtp })).toBe(true);
    expect(kindChanges(fields, both, 'password')).toEqual([
      ...toPassword,
      { path: '/smtp/auth/kind', value: 'password' },
    ]);
  });
});

describe('A2.11 the application in the form', () => {
  const application = {
    ...{ grant: 'authorization_code', clientId: 'an-id', secret: { $secret: 'stored' } },
    ...{ issuer: 'https://op.test', tenant: null, extraScopes: ['one', 'two'] },
  } as unknown as OauthApplication;
  const draft = (part: Partial<AppDraft> = {}) => ({ ...appDraft(application), ...part });

  test('an untouched secret is not sent; empty fields are null; scopes are a list', () => {
    expect(bodyOf(draft())).toEqual({
      ...{ grant: 'authorization_code', clientId: 'an-id', issuer: 'https://op.test', tenant: null },
      extraScopes: ['one', 'two'],
    });
    expect(bodyOf(draft({ secret: 'typed', scopes: ' three\n four ' }))).toMatchObject({
      ...{ secret: 'typed', extraScopes: ['three', 'four'] },
    });
  });
  test('it says before saving that the stored secret will be forgotten', () => {
    expect(forgetsSecret(application, draft())).toBe(false);
    expect(forgetsSecret(application, draft({ clientId: 'another' }))).toBe(true);
    expect(forgetsSecret(application, draft({ clientId: 'another', secret: 'typed' }))).toBe(false);
  });
});
