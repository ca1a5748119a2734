import type { EmailAccount, Provider } from './account-queries.ts';

export const KINDS = ['gmail', 'outlook', 'other'] as const;
export type Kind = (typeof KINDS)[number];

/** The providers of a card; the first one is meant where nothing is chosen. */
const PROVIDERS: Record<Exclude<Kind, 'other'>, readonly string[]> = {
  gmail: ['gmail', 'google-workspace'],
  outlook: ['outlook.com', 'microsoft365'],
};

export function kindOf({ provider }: Pick<EmailAccount, 'provider'>): Kind {
  const known = provider ?? '';
  if (PROVIDERS.gmail.includes(known)) return 'gmail';
  return PROVIDERS.outlook.includes(known) ? 'outlook' : 'other';
}

export function providerOfKind(kind: Kind, providers: readonly Provider[]): Provider | undefined {
  return kind === 'other' ? undefined : providers.find(({ id }) => id === PROVIDERS[kind][0]);
}

/** Some providers take OAuth 2.0 only. */
export function takesPassword({ auth }: Pick<Provider, 'auth'>): boolean {
  return auth.includes('password') || auth.includes('app_password');
}
