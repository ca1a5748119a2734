/* Made from sign-on-provider.schema.json by "npm run generate". Do not edit. */

/**
 * An OpenID Connect provider that people sign in with.
 */
export interface SignOnProvider {
  /**
   * Stands on the button: Sign in with ...
   */
  name: string;
  /**
   * false: no button, and nobody gets in by it.
   */
  enabled?: boolean;
  /**
   * The address below which the provider has /.well-known/openid-configuration.
   */
  issuer: string;
  clientId: string;
  /**
   * Client secret. Absent keeps what is stored for the same issuer and client ID, null clears it; it is never answered.
   */
  secret?: string | null;
  /**
   * Asked for beside openid.
   */
  scopes?: string[];
  /**
   * true: whoever is not known yet becomes a person at the first sign-in; needs domains. false: only people who are there, recognised by their e-mail address.
   */
  createsPeople?: boolean;
  /**
   * Roles of a person who is made at the first sign-in.
   */
  defaultRoles?: ('manage_data_sources' | 'designer' | 'payroll_operator' | 'approver' | 'user')[];
  /**
   * Only addresses of these domains may sign in; empty: any.
   */
  domains?: string[];
  /**
   * true: an address counts although the provider does not say whether it was verified; needs domains. One that it says was not verified never counts.
   */
  trustsAddresses?: boolean;
  /**
   * Name of the claim with groups or roles; null: they are given here only.
   */
  claim?: string | null;
  /**
   * The roles and groups named here are given and taken at each sign-in, by the values of the claim. Others stay as they are.
   */
  claimRules?: {
    value: string;
    roles?: ('administrator' | 'manage_data_sources' | 'designer' | 'payroll_operator' | 'approver' | 'user')[];
    /**
     * ids
     */
    groups?: string[];
  }[];
  /**
   * true: signing out here goes on to the provider's own sign-out, where it has one.
   */
  signsOut?: boolean;
}

export const signOnProviderSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "SignOnProvider",
  "description": "An OpenID Connect provider that people sign in with.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "issuer",
    "clientId"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 60,
      "description": "Stands on the button: Sign in with ..."
    },
    "enabled": {
      "type": "boolean",
      "default": true,
      "description": "false: no button, and nobody gets in by it."
    },
    "issuer": {
      "type": "string",
      "maxLength": 500,
      "pattern": "^https?://[^\\s?#]+$",
      "description": "The address below which the provider has /.well-known/openid-configuration."
    },
    "clientId": {
      "type": "string",
      "minLength": 1,
      "maxLength": 400,
      "pattern": "^[\\u0021-\\u007e]+$"
    },
    "secret": {
      "type": [
        "string",
        "null"
      ],
      "minLength": 1,
      "maxLength": 2000,
      "description": "Client secret. Absent keeps what is stored for the same issuer and client ID, null clears it; it is never answered."
    },
    "scopes": {
      "type": "array",
      "uniqueItems": true,
      "default": [
        "email",
        "profile"
      ],
      "description": "Asked for beside openid.",
      "items": {
        "type": "string",
        "minLength": 1,
        "maxLength": 300,
        "pattern": "^[\\u0021\\u0023-\\u005b\\u005d-\\u007e]+$"
      }
    },
    "createsPeople": {
      "type": "boolean",
      "default": false,
      "description": "true: whoever is not known yet becomes a person at the first sign-in; needs domains. false: only people who are there, recognised by their e-mail address."
    },
    "defaultRoles": {
      "type": "array",
      "uniqueItems": true,
      "default": [],
      "description": "Roles of a person who is made at the first sign-in.",
      "items": {
        "enum": [
          "manage_data_sources",
          "designer",
          "payroll_operator",
          "approver",
          "user"
        ]
      }
    },
    "domains": {
      "type": "array",
      "uniqueItems": true,
      "default": [],
      "description": "Only addresses of these domains may sign in; empty: any.",
      "items": {
        "type": "string",
        "minLength": 1,
        "maxLength": 253,
        "pattern": "^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$"
      }
    },
    "trustsAddresses": {
      "type": "boolean",
      "default": false,
      "description": "true: an address counts although the provider does not say whether it was verified; needs domains. One that it says was not verified never counts."
    },
    "claim": {
      "type": [
        "string",
        "null"
      ],
      "maxLength": 200,
      "minLength": 1,
      "description": "Name of the claim with groups or roles; null: they are given here only."
    },
    "claimRules": {
      "type": "array",
      "default": [],
      "description": "The roles and groups named here are given and taken at each sign-in, by the values of the claim. Others stay as they are.",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "value"
        ],
        "properties": {
          "value": {
            "type": "string",
            "minLength": 1,
            "maxLength": 400
          },
          "roles": {
            "type": "array",
            "uniqueItems": true,
            "items": {
              "enum": [
                "administrator",
                "manage_data_sources",
                "designer",
                "payroll_operator",
                "approver",
                "user"
              ]
            }
          },
          "groups": {
            "type": "array",
            "uniqueItems": true,
            "description": "ids",
            "items": {
              "type": "string",
              "maxLength": 64
            }
          }
        }
      }
    },
    "signsOut": {
      "type": "boolean",
      "default": false,
      "description": "true: signing out here goes on to the provider's own sign-out, where it has one."
    }
  }
} as const;
