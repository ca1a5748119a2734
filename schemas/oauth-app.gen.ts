/* Made from oauth-app.schema.json by "npm run generate". Do not edit. */

/**
 * The application as it is registered at a provider, for signing in with OAuth 2.0.
 */
export interface OauthApp {
  /**
   * authorization_code: a person consents for each mailbox. client_credentials: the application itself may open mailboxes. service_account: a service account signs for a mailbox (RFC 7523).
   */
  grant?: 'authorization_code' | 'client_credentials' | 'service_account';
  /**
   * Application (client) ID; of a service account its address.
   */
  clientId: string;
  /**
   * Client secret, or the private key (PEM, or the whole JSON key file) of a service account. Absent keeps what is stored, null clears it; it is never answered.
   */
  secret?: string | null;
  /**
   * OpenID issuer, where it is not the one that is known of the provider.
   */
  issuer?: string | null;
  /**
   * At Microsoft: the tenant's ID or domain; without it organizations or consumers.
   */
  tenant?: string | null;
  /**
   * Further scopes without which the mailbox cannot be used.
   *
   * @maxItems 30
   */
  extraScopes?: string[];
}

export const oauthAppSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "OauthApp",
  "description": "The application as it is registered at a provider, for signing in with OAuth 2.0.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "clientId"
  ],
  "properties": {
    "grant": {
      "description": "authorization_code: a person consents for each mailbox. client_credentials: the application itself may open mailboxes. service_account: a service account signs for a mailbox (RFC 7523).",
      "enum": [
        "authorization_code",
        "client_credentials",
        "service_account"
      ],
      "default": "authorization_code"
    },
    "clientId": {
      "type": "string",
      "description": "Application (client) ID; of a service account its address.",
      "minLength": 1,
      "maxLength": 400,
      "pattern": "^[\\u0021-\\u007e]+$"
    },
    "secret": {
      "type": [
        "string",
        "null"
      ],
      "description": "Client secret, or the private key (PEM, or the whole JSON key file) of a service account. Absent keeps what is stored, null clears it; it is never answered.",
      "minLength": 1,
      "maxLength": 10000
    },
    "issuer": {
      "type": [
        "string",
        "null"
      ],
      "description": "OpenID issuer, where it is not the one that is known of the provider.",
      "maxLength": 500,
      "pattern": "^https?://[^\\s?#]+$"
    },
    "tenant": {
      "type": [
        "string",
        "null"
      ],
      "description": "At Microsoft: the tenant's ID or domain; without it organizations or consumers.",
      "maxLength": 200,
      "pattern": "^[A-Za-z0-9.-]+$"
    },
    "extraScopes": {
      "type": "array",
      "description": "Further scopes without which the mailbox cannot be used.",
      "maxItems": 30,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "minLength": 1,
        "maxLength": 300,
        "pattern": "^[\\u0021\\u0023-\\u005b\\u005d-\\u007e]+$"
      }
    }
  }
} as const;
