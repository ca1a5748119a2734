import type { SignOnProvider } from '../../../schemas/sign-on-provider.gen.ts';
import type { Provider } from './sign-on-queries.ts';

type Rule = NonNullable<SignOnProvider['claimRules']>[number];
type DefaultRole = NonNullable<SignOnProvider['defaultRoles']>[number];
export type RuleRole = NonNullable<Rule['roles']>[number];

export interface RuleDraft {
  /** stays with the line while others go */
  key: number;
  value: string;
  roles: RuleRole[];
  groups: string[];
}

/** A provider as it stands in the form. */
export interface ProviderDraft {
  name: string;
  enabled: boolean;
  issuer: string;
  clientId: string;
  /** undefined: the stored one stays */
  secret: string | undefined;
  /** separated by spaces */
  scopes: string;
  domains: string;
  createsPeople: boolean;
  defaultRoles: DefaultRole[];
  trustsAddresses: boolean;
  claim: string;
  rules: RuleDraft[];
  signsOut: boolean;
}

export function providerDraft(provider?: Provider): ProviderDraft {
  const { name = '', enabled = true, issuer = '', clientId = '', createsPeople = false } = provider ?? {};
  const { trustsAddresses = false, claim = null, signsOut = false } = provider ?? {};
  const rules = (provider?.claimRules ?? []) as unknown as Omit<RuleDraft, 'key'>[];
  return {
    ...{ name, enabled, issuer, clientId, createsPeople, trustsAddresses, signsOut },
    secret: provider?.secret ? undefined : '',
    scopes: (provider?.scopes ?? ['email', 'profile']).join(' '),
    domains: (provider?.domains ?? []).join(' '),
    defaultRoles: (provider?.defaultRoles ?? []) as DefaultRole[],
    claim: claim ?? '',
    rules: rules.map((rule, key) => ({ ...rule, key })),
  };
}

export function bodyOf(draft: ProviderDraft): SignOnProvider {
  const { enabled, createsPeople, defaultRoles, trustsAddresses, signsOut } = draft;
  return {
    ...{ enabled, createsPeople, defaultRoles, trustsAddresses, signsOut },
    name: draft.name.trim(),
    issuer: draft.issuer.trim(),
    clientId: draft.clientId.trim(),
    ...(draft.secret ? { secret: draft.secret } : {}),
    scopes: wordsOf(draft.scopes),
    domains: wordsOf(draft.domains),
    claim: draft.claim.trim() || null,
    claimRules: draft.rules.map(({ value, roles, groups }) => ({ value: value.trim(), roles, groups })),
  };
}

/** The server forgets a secret whose issuer or client is another one now. */
export function forgetsSecret(provider: Provider | undefined, { secret, issuer, clientId }: ProviderDraft): boolean {
  const same = provider?.issuer === issuer.trim() && provider.clientId === clientId.trim();
  return provider?.secret != null && secret === undefined && !same;
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

/** What every part of the form gets. */
export interface PartProps {
  draft: ProviderDraft;
  edit: (part: Partial<ProviderDraft>) => void;
  /** the sentence for a field, by its path */
  mistakes: Partial<Record<string, string>>;
}
