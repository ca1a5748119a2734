import type { JsonSchema } from '../sdk/index.ts';
import { OUTCOMES } from './finish-consent.ts';

/** What the routes answer, for the description of the API. */
const text = { type: 'string' };
const optionalText = { type: ['string', 'null'] };
const instant = { type: 'integer', description: 'milliseconds since 1970' };
const optionalInstant = { ...instant, type: ['integer', 'null'] };
const grant = { type: 'string', enum: ['authorization_code', 'client_credentials', 'service_account'] };

function object(title: string, properties: Record<string, JsonSchema>): JsonSchema {
  return { title, type: 'object', required: Object.keys(properties), properties };
}

export const appAnswer = object('OauthApplication', {
  providerId: text,
  label: text,
  name: { ...text, description: 'as in "Authenticate with Google"' },
  ready: { type: 'boolean', description: 'complete enough to be used' },
  grant,
  grants: { type: 'array', items: grant },
  clientId: optionalText,
  secret: {
    type: ['object', 'null'],
    description: 'A stored secret is answered as {"$secret":"stored"}.',
    required: ['$secret'],
    properties: { $secret: text },
  },
  issuer: optionalText,
  tenant: optionalText,
  extraScopes: { type: 'array', items: text },
  defaults: {
    type: 'object',
    description: 'What is used where nothing is entered.',
    required: ['issuer', 'tenant', 'scopes'],
    properties: { issuer: optionalText, tenant: optionalText, scopes: { type: 'array', items: text } },
  },
  redirectUri: {
    ...optionalText,
    description: 'To be registered at the provider; null: MAILRULE_PUBLIC_URL is missing.',
  },
  help: optionalText,
  version: { type: 'integer', description: 'the ETag; 0: nothing is stored' },
  modifiedAt: optionalInstant,
  modifiedBy: optionalText,
});

export const authorizationAnswer = object('Authorization', {
  state: { type: 'string', enum: ['not_used', 'not_authenticated', 'authenticated', 'reconnect'] },
  reason: text,
  providerId: text,
  providerName: { ...optionalText, description: 'null: the provider takes no OAuth 2.0' },
  application: { type: 'boolean', description: 'whether an application is registered for the provider' },
  account: { ...optionalText, description: 'the mailbox that consents' },
  authorizedAt: optionalInstant,
  authorizedBy: optionalText,
  consentEndsAt: { ...optionalInstant, description: 'when a person must consent again, where that is known' },
  consentEndsSoon: { type: 'boolean' },
});

export const authorizeAnswer = object('AuthorizationBegun', {
  url: { ...optionalText, description: 'where the browser goes to; null: connected already, nobody has to consent' },
});

export const disconnectedAnswer = object('Disconnected', {
  revoked: { type: 'boolean', description: 'whether the permission was withdrawn at the provider, too' },
  message: text,
});

export const attemptAnswer = object('AuthorizationOutcome', {
  outcome: { type: 'string', enum: ['pending', ...OUTCOMES] },
  message: text,
  connectorId: text,
  displayName: text,
  account: text,
});
