import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type EmailAccount = components['schemas']['EmailAccount'];
export type Preferences = components['schemas']['EmailAccountPreferences'];
export type TestReport = components['schemas']['TestReport'];
export type Provider = components['schemas']['Provider'];

/** As the API takes it. */
export interface AccountDefinition {
  address: string;
  provider?: string;
  settings: Record<string, never>;
  readEmail?: boolean;
}

const LOOK_AGAIN_MS = 10_000;

/** The own ones, oldest first. The live link tells nothing of them: they are looked for again. */
export const accountsQuery = queryOptions({
  queryKey: ['email-accounts'],
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: async (): Promise<EmailAccount[]> => (await answer(api.GET('/me/email-accounts'))).items,
});

export const catalogueQuery = queryOptions({
  queryKey: ['providers', 'list'],
  queryFn: async (): Promise<Provider[]> => (await answer(api.GET('/providers'))).providers ?? [],
});

export const lookUpQuery = (address: string) =>
  queryOptions({
    queryKey: ['provider-finding', address.slice(address.lastIndexOf('@') + 1).toLowerCase()],
    staleTime: 3_600_000,
    retry: false,
    queryFn: () => answer(api.GET('/providers/lookup', { params: { query: { address } } })),
  });

const asSeen = ({ id, version }: EmailAccount) => ({ path: { id }, header: { 'if-match': `"${version}"` } });

export function testValues({ address, settings }: AccountDefinition, id: string | undefined): Promise<TestReport> {
  const body = { address, settings, ...(id === undefined ? {} : { id }) };
  return answer(api.POST('/me/email-accounts/test', { body }));
}

export function testAccount({ id }: EmailAccount): Promise<TestReport> {
  return answer(api.POST('/me/email-accounts/{id}/test', { params: { path: { id } } }));
}

export function saveAccount(body: AccountDefinition, before: EmailAccount | undefined): Promise<EmailAccount> {
  if (before === undefined) return answer(api.POST('/me/email-accounts', { body }));
  const { readEmail: _, ...rest } = body;
  return answer(api.PUT('/me/email-accounts/{id}', { params: asSeen(before), body: rest }));
}

export function prefer(account: EmailAccount, body: Preferences): Promise<EmailAccount> {
  return answer(api.PATCH('/me/email-accounts/{id}', { params: asSeen(account), body }));
}

export function disconnect(account: EmailAccount): Promise<EmailAccount> {
  return answer(api.POST('/me/email-accounts/{id}/disconnect', { params: asSeen(account) }));
}

export function remove(account: EmailAccount) {
  return answer(api.DELETE('/me/email-accounts/{id}', { params: asSeen(account) }));
}
