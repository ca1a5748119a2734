/* Made from provider.schema.json by "npm run generate". Do not edit. */

/**
 * What is known of an e-mail provider, to fill in a connector's details.
 */
export interface Provider {
  id: string;
  label: string;
  /**
   * Domains of addresses; a leading '*.' stands for any subdomain, a trailing '.*' for any ending.
   */
  domains: string[];
  /**
   * Endings of the mail exchangers of other domains this provider serves.
   */
  mx: string[];
  imap?: Server;
  smtp: Server;
  smtpAlternatives?: {
    port: number;
    security: 'implicit' | 'starttls' | 'none';
  }[];
  /**
   * Names in braces in a host, and the values they may have.
   */
  placeholders?: {
    /**
     * @minItems 1
     */
    [k: string]: [string, ...string[]];
  };
  /**
   * @minItems 1
   */
  auth: ['password' | 'app_password' | 'oauth2' | 'none', ...('password' | 'app_password' | 'oauth2' | 'none')[]];
  /**
   * How people sign in with OAuth 2.0 here; the application itself is registered by an administrator.
   */
  oauth?: {
    /**
     * as in 'Authenticate with Google'
     */
    name: string;
    /**
     * OpenID issuer; {tenant} stands for the tenant of the application.
     */
    issuer: string;
    /**
     * What {tenant} is where the application names none.
     */
    tenant?: string;
    /**
     * Without each of these the mailbox cannot be used.
     */
    mailScopes: string[];
    /**
     * Asked for as well: who consents, and a lasting permission.
     */
    otherScopes: string[];
    /**
     * For an application that opens mailboxes without a person (client credentials).
     */
    applicationScopes?: string[];
    /**
     * true: service accounts sign for a mailbox (RFC 7523).
     */
    serviceAccounts?: boolean;
    authorizationParameters?: {
      [k: string]: string;
    };
    /**
     * true: each renewal gives a new refresh token.
     */
    rotatesRefreshTokens?: boolean;
    /**
     * Days after which a person has to consent again, where that is known.
     */
    consentDays?: number;
    /**
     * How an application is registered.
     */
    help?: string;
  };
  /**
   * What to type as user name and password where it is not the address and its password.
   */
  loginHelp?: string;
  /**
   * Usual name of Sent Items; the server may announce another.
   */
  sentFolder?: string;
  /**
   * server: the provider files sent mail by itself; client: it never does; detect: look before filing.
   */
  sentCopy: 'server' | 'client' | 'detect';
  limits?: {
    connections?: number;
    messagesPerMinute?: number;
    recipientsPerDay?: number;
  };
  /**
   * false: nothing is read from the mailboxes of this provider. Where nothing is said: whether it has an IMAP server.
   */
  receive?: boolean;
  /**
   * false: nothing is sent through this provider; what is queued waits. true where nothing is said.
   */
  send?: boolean;
  help?: string;
  notes?: string;
}
export interface Server {
  host: string;
  port: number;
  security: 'implicit' | 'starttls' | 'none';
  /**
   * What the user name is: the whole address, the part before @, or something typed.
   */
  login: 'address' | 'local_part' | 'typed';
}

export const providerSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Provider",
  "description": "What is known of an e-mail provider, to fill in a connector's details.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "id",
    "label",
    "domains",
    "mx",
    "smtp",
    "auth",
    "sentCopy"
  ],
  "properties": {
    "id": {
      "type": "string",
      "pattern": "^[a-z0-9][a-z0-9.-]*$"
    },
    "label": {
      "type": "string",
      "minLength": 1
    },
    "domains": {
      "type": "array",
      "description": "Domains of addresses; a leading '*.' stands for any subdomain, a trailing '.*' for any ending.",
      "items": {
        "type": "string",
        "pattern": "^(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*(\\.\\*)?$"
      }
    },
    "mx": {
      "type": "array",
      "description": "Endings of the mail exchangers of other domains this provider serves.",
      "items": {
        "type": "string",
        "minLength": 3
      }
    },
    "imap": {
      "$ref": "#/$defs/server"
    },
    "smtp": {
      "$ref": "#/$defs/server"
    },
    "smtpAlternatives": {
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "port",
          "security"
        ],
        "properties": {
          "port": {
            "type": "integer"
          },
          "security": {
            "enum": [
              "implicit",
              "starttls",
              "none"
            ]
          }
        }
      }
    },
    "placeholders": {
      "type": "object",
      "description": "Names in braces in a host, and the values they may have.",
      "additionalProperties": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "minItems": 1
      }
    },
    "auth": {
      "type": "array",
      "minItems": 1,
      "items": {
        "enum": [
          "password",
          "app_password",
          "oauth2",
          "none"
        ]
      }
    },
    "oauth": {
      "type": "object",
      "description": "How people sign in with OAuth 2.0 here; the application itself is registered by an administrator.",
      "additionalProperties": false,
      "required": [
        "name",
        "issuer",
        "mailScopes",
        "otherScopes"
      ],
      "properties": {
        "name": {
          "type": "string",
          "minLength": 1,
          "description": "as in 'Authenticate with Google'"
        },
        "issuer": {
          "type": "string",
          "pattern": "^https://",
          "description": "OpenID issuer; {tenant} stands for the tenant of the application."
        },
        "tenant": {
          "type": "string",
          "description": "What {tenant} is where the application names none."
        },
        "mailScopes": {
          "type": "array",
          "items": {
            "type": "string",
            "minLength": 1
          },
          "description": "Without each of these the mailbox cannot be used."
        },
        "otherScopes": {
          "type": "array",
          "items": {
            "type": "string",
            "minLength": 1
          },
          "description": "Asked for as well: who consents, and a lasting permission."
        },
        "applicationScopes": {
          "type": "array",
          "items": {
            "type": "string",
            "minLength": 1
          },
          "description": "For an application that opens mailboxes without a person (client credentials)."
        },
        "serviceAccounts": {
          "type": "boolean",
          "description": "true: service accounts sign for a mailbox (RFC 7523)."
        },
        "authorizationParameters": {
          "type": "object",
          "additionalProperties": {
            "type": "string"
          }
        },
        "rotatesRefreshTokens": {
          "type": "boolean",
          "description": "true: each renewal gives a new refresh token."
        },
        "consentDays": {
          "type": "integer",
          "minimum": 1,
          "description": "Days after which a person has to consent again, where that is known."
        },
        "help": {
          "type": "string",
          "format": "uri",
          "description": "How an application is registered."
        }
      }
    },
    "loginHelp": {
      "type": "string",
      "description": "What to type as user name and password where it is not the address and its password."
    },
    "sentFolder": {
      "type": "string",
      "description": "Usual name of Sent Items; the server may announce another."
    },
    "sentCopy": {
      "description": "server: the provider files sent mail by itself; client: it never does; detect: look before filing.",
      "enum": [
        "server",
        "client",
        "detect"
      ]
    },
    "limits": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "connections": {
          "type": "integer",
          "minimum": 1
        },
        "messagesPerMinute": {
          "type": "integer",
          "minimum": 1
        },
        "recipientsPerDay": {
          "type": "integer",
          "minimum": 1
        }
      }
    },
    "receive": {
      "type": "boolean",
      "description": "false: nothing is read from the mailboxes of this provider. Where nothing is said: whether it has an IMAP server."
    },
    "send": {
      "type": "boolean",
      "description": "false: nothing is sent through this provider; what is queued waits. true where nothing is said."
    },
    "help": {
      "type": "string",
      "format": "uri"
    },
    "notes": {
      "type": "string"
    }
  },
  "$defs": {
    "server": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "host",
        "port",
        "security",
        "login"
      ],
      "properties": {
        "host": {
          "type": "string",
          "minLength": 1
        },
        "port": {
          "type": "integer",
          "minimum": 1,
          "maximum": 65535
        },
        "security": {
          "enum": [
            "implicit",
            "starttls",
            "none"
          ]
        },
        "login": {
          "description": "What the user name is: the whole address, the part before @, or something typed.",
          "enum": [
            "address",
            "local_part",
            "typed"
          ]
        }
      }
    }
  }
} as const;
