import { describe, expect, test } from 'vitest';
import { createSignOnOpenId } from '../../../src/oauth/sign-on/sign-on-openid.ts';

const ISSUER = 'https://provider.test';
const CLIENT = { name: 'Acme', issuer: ISSUER, clientId: 'us', secret: undefined, scopes: ['email'] };
const ASK = {
  redirectUri: 'https://us.test/api/sign-on/callback',
  state: 'the-state',
  verifier: 'v'.repeat(43),
  nonce: 'n',
};

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const json = (body: object) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

/** What comes of an ID token with these claims, at a provider that says `metadata` of itself. */
function exchange(claims: object = {}, metadata: object = {}, query = 'code=c&state=the-state') {
  const at = Math.floor(Date.now() / 1000);
  const usual = { iss: ISSUER, sub: 'alice', aud: 'us', nonce: 'n', iat: at, exp: at + 300 };
  const idToken = `${encode({ alg: 'RS256' })}.${encode({ ...usual, ...claims })}.${encode({ a: 'signature' })}`;
  const told = {
    ...{ issuer: ISSUER, token_endpoint: `${ISSUER}/token`, authorization_endpoint: `${ISSUER}/auth` },
    ...metadata,
  };
  const openId = createSignOnOpenId({
    now: () => Date.now(),
    fetch: async (url) =>
      url.endsWith('/token') ? json({ access_token: 'a', token_type: 'Bearer', id_token: idToken }) : json(told),
  });
  return openId.exchange(CLIENT, new URLSearchParams(query), ASK);
}

const reason = (reason: string) => ({ details: { reason } });

describe('the answer of a provider to a sign-in', () => {
  test('an ID token of the provider for this sign-in is taken', async () => {
    expect(await exchange()).toMatchObject({ sub: 'alice' });
  });

  test('an ID token of another issuer, and a provider that calls itself otherwise, are told as such', async () => {
    await expect(exchange({ iss: 'https://elsewhere.test' })).rejects.toMatchObject(reason('OAUTH_ISSUER'));
    await expect(exchange({}, { issuer: 'https://elsewhere.test' })).rejects.toMatchObject(reason('OAUTH_ISSUER'));
    const mixed = 'code=c&state=the-state&iss=https%3A%2F%2Felsewhere.test';
    await expect(exchange({}, {}, mixed)).rejects.toMatchObject(reason('OAUTH_ISSUER'));
  });

  test.each([
    ['for another client', { aud: 'them' }],
    ['of another sign-in', { nonce: 'another' }],
    ['without a nonce', { nonce: undefined }],
  ])('an ID token %s is refused', async (_what, claims) => {
    await expect(exchange(claims)).rejects.toMatchObject({ code: 'OAUTH' });
  });

  test('an ID token that ended before is told as a matter of clocks; a minute more or less is none', async () => {
    const at = Math.floor(Date.now() / 1000);
    await expect(exchange({ exp: at - 120 })).rejects.toMatchObject(reason('OAUTH_CLOCK'));
    expect(await exchange({ exp: at - 30 })).toMatchObject({ sub: 'alice' });
  });

  test('another state than the one of the browser is refused', async () => {
    await expect(exchange({}, {}, 'code=c&state=another')).rejects.toMatchObject({ code: 'OAUTH' });
  });
});
