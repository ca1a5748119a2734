/* Made from provider-definition.schema.json by "npm run generate". Do not edit. */

export type Port = number;
export type Security = 'implicit' | 'starttls' | 'none';

/**
 * An e-mail provider as an administrator writes it. The two hosts are needed (that of IMAP unless receive is false); what is not said is filled in: IMAP on port 993 with SSL/TLS, SMTP on port 587 with STARTTLS.
 */
export interface ProviderDefinition {
  /**
   * Only when it is added: a name that connectors know it by. It never changes; made from the label where nothing is said.
   */
  id?: string;
  /**
   * How people know it. Where nothing is said: its first domain, else the SMTP host.
   */
  label?: string;
  serviceType?: 'imap';
  /**
   * Domains of addresses by which it is recognised; a leading '*.' stands for any subdomain, a trailing '.*' for any ending. No two providers have the same.
   *
   * @maxItems 200
   */
  domains?: string[];
  /**
   * Endings of the mail exchangers of other domains it serves.
   *
   * @maxItems 50
   */
  mx?: string[];
  imap?: Server;
  smtp: Server;
  smtpAlternatives?: {
    port: Port;
    security: Security;
  }[];
  /**
   * Names in braces in a host, and the values they may have.
   */
  placeholders?: {
    /**
     * @minItems 1
     * @maxItems 100
     */
    [k: string]: [string, ...string[]];
  };
  /**
   * How people sign in; a password where nothing is said.
   *
   * @minItems 1
   */
  auth?: ['password' | 'app_password' | 'oauth2' | 'none', ...('password' | 'app_password' | 'oauth2' | 'none')[]];
  loginHelp?: string;
  sentFolder?: string;
  /**
   * server: the provider files sent mail by itself; client: it never does; detect, where nothing is said: look before filing.
   */
  sentCopy?: 'server' | 'client' | 'detect';
  /**
   * For each of its mailboxes, where the connector says nothing else.
   */
  limits?: {
    connections?: number;
    messagesPerMinute?: number;
    recipientsPerDay?: number;
  };
  /**
   * Applies to all its mailboxes. false: nothing is read.
   */
  receive?: boolean;
  /**
   * Applies to all its mailboxes. false: nothing is sent; what is queued waits.
   */
  send?: boolean;
  /**
   * Address of the provider's own help; empty: none.
   */
  help?: string;
  notes?: string;
}
export interface Server {
  host: string;
  port?: Port;
  security?: Security;
  /**
   * What the user name is: the whole address (where nothing is said), the part before @, or something typed.
   */
  login?: 'address' | 'local_part' | 'typed';
}

export const providerDefinitionSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "ProviderDefinition",
  "description": "An e-mail provider as an administrator writes it. The two hosts are needed (that of IMAP unless receive is false); what is not said is filled in: IMAP on port 993 with SSL/TLS, SMTP on port 587 with STARTTLS.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "smtp"
  ],
  "properties": {
    "id": {
      "type": "string",
      "description": "Only when it is added: a name that connectors know it by. It never changes; made from the label where nothing is said.",
      "pattern": "^[a-z0-9][a-z0-9.-]*$",
      "maxLength": 60
    },
    "label": {
      "type": "string",
      "description": "How people know it. Where nothing is said: its first domain, else the SMTP host.",
      "maxLength": 80,
      "pattern": "^[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*$"
    },
    "serviceType": {
      "type": "string",
      "enum": [
        "imap"
      ]
    },
    "domains": {
      "type": "array",
      "description": "Domains of addresses by which it is recognised; a leading '*.' stands for any subdomain, a trailing '.*' for any ending. No two providers have the same.",
      "maxItems": 200,
      "items": {
        "type": "string",
        "maxLength": 253
      }
    },
    "mx": {
      "type": "array",
      "description": "Endings of the mail exchangers of other domains it serves.",
      "maxItems": 50,
      "items": {
        "type": "string",
        "minLength": 3,
        "maxLength": 253,
        "pattern": "^[A-Za-z0-9.-]+$"
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
            "$ref": "#/$defs/port"
          },
          "security": {
            "$ref": "#/$defs/security"
          }
        }
      }
    },
    "placeholders": {
      "type": "object",
      "description": "Names in braces in a host, and the values they may have.",
      "additionalProperties": {
        "type": "array",
        "minItems": 1,
        "maxItems": 100,
        "items": {
          "type": "string",
          "maxLength": 100
        }
      }
    },
    "auth": {
      "type": "array",
      "description": "How people sign in; a password where nothing is said.",
      "minItems": 1,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "enum": [
          "password",
          "app_password",
          "oauth2",
          "none"
        ]
      }
    },
    "loginHelp": {
      "type": "string",
      "maxLength": 1000
    },
    "sentFolder": {
      "type": "string",
      "maxLength": 255,
      "pattern": "^[^\\u0000-\\u001f\\u007f]*$"
    },
    "sentCopy": {
      "type": "string",
      "description": "server: the provider files sent mail by itself; client: it never does; detect, where nothing is said: look before filing.",
      "enum": [
        "server",
        "client",
        "detect"
      ]
    },
    "limits": {
      "type": "object",
      "description": "For each of its mailboxes, where the connector says nothing else.",
      "additionalProperties": false,
      "properties": {
        "connections": {
          "type": "integer",
          "minimum": 1,
          "maximum": 20
        },
        "messagesPerMinute": {
          "type": "integer",
          "minimum": 1,
          "maximum": 100000
        },
        "recipientsPerDay": {
          "type": "integer",
          "minimum": 1,
          "maximum": 100000000
        }
      }
    },
    "receive": {
      "type": "boolean",
      "description": "Applies to all its mailboxes. false: nothing is read."
    },
    "send": {
      "type": "boolean",
      "description": "Applies to all its mailboxes. false: nothing is sent; what is queued waits."
    },
    "help": {
      "type": "string",
      "maxLength": 500,
      "description": "Address of the provider's own help; empty: none.",
      "pattern": "^(?:https?://\\S+)?$"
    },
    "notes": {
      "type": "string",
      "maxLength": 1000
    }
  },
  "$defs": {
    "server": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "host"
      ],
      "properties": {
        "host": {
          "type": "string",
          "minLength": 1,
          "maxLength": 253,
          "format": "mail-host",
          "pattern": "^(?:[A-Za-z0-9._{}-]+|[0-9A-Fa-f]*:[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*)$"
        },
        "port": {
          "$ref": "#/$defs/port"
        },
        "security": {
          "$ref": "#/$defs/security"
        },
        "login": {
          "type": "string",
          "description": "What the user name is: the whole address (where nothing is said), the part before @, or something typed.",
          "enum": [
            "address",
            "local_part",
            "typed"
          ]
        }
      }
    },
    "port": {
      "type": "integer",
      "minimum": 1,
      "maximum": 65535
    },
    "security": {
      "type": "string",
      "enum": [
        "implicit",
        "starttls",
        "none"
      ]
    }
  }
} as const;
