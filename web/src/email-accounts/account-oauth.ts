import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { consentSettings } from '../oauth/oauth-settings.ts';
import { keepWayBack } from '../oauth/way-back.ts';
import { type Kind, kindOf } from './account-kind.ts';
import { type EmailAccount, type Provider, saveAccount } from './account-queries.ts';

const LOOK_AGAIN_MS = 5_000;

/** The sign-in of an own account. It changes in another tab, too: until it is there, it is looked for. */
export const signInQuery = (id: string) =>
  queryOptions({
    queryKey: ['email-accounts', 'authorization', id],
    refetchInterval: ({ state }) => (state.data?.state === 'authenticated' ? false : LOOK_AGAIN_MS),
    queryFn: () => answer(api.GET('/me/email-accounts/{id}/authorization', { params: { path: { id } } })),
  });

export function usesOauth({ settings }: EmailAccount): boolean {
  return authOf(settings)?.kind === 'oauth2';
}

/** Who signs in at the provider for a shared mailbox; '': the mailbox itself. */
export function consentUserOf({ settings }: EmailAccount): string {
  return authOf(settings)?.consentUser ?? '';
}

function authOf(settings: EmailAccount['settings']) {
  const { imap, smtp } = settings as Partial<
    Record<'imap' | 'smtp', { auth?: { kind?: string; consentUser?: string } }>
  >;
  return imap?.auth ?? smtp?.auth;
}

/** Those of a card that sign in with OAuth 2.0. */
export function oauthProviders(kind: Kind, providers: readonly Provider[]): Provider[] {
  return providers.filter((one) => one.auth.includes('oauth2') && kindOf({ provider: one.id }) === kind);
}

export interface OauthDraft {
  address: string;
  provider: Provider;
  /** '': the mailbox itself signs in */
  consentUser: string;
}

/** Saves the account, then goes to the provider; it comes back to this screen. */
export async function beginConsent({ address, provider, consentUser }: OauthDraft, before: EmailAccount | undefined) {
  const settings = consentSettings(provider, { user: address, consentUser }, address);
  const { trust } = (before?.settings ?? {}) as { trust?: object };
  const definition = { address, provider: provider.id, settings: { ...settings, ...(trust && { trust }) } };
  const { id } = await saveAccount(definition as Parameters<typeof saveAccount>[0], before);
  const { url } = await answer(api.POST('/me/email-accounts/{id}/authorize', { params: { path: { id } } }));
  if (url === null) return;
  keepWayBack(id, '/me/email-accounts');
  window.location.assign(url);
}
