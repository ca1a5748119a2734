/* Made from config.schema.json by "npm run generate". Do not edit. */

export type IMAPServer = string;
export type IMAPServerPort = number;
export type UseSSL = Security & Security1;
export type Security = SSLTLS | STARTTLS | None;
export type SSLTLS = 'implicit';
export type STARTTLS = 'starttls';
export type None = 'none';
export type Security1 = string;
/**
 * Needed to go on without encryption, except on this machine.
 */
export type AcceptThatPasswordsAndMailCanBeReadOnTheWay = boolean;
export type SignIn1 = (UserNameAndPassword | OAuth20GoogleMicrosoftAndOthers | NoSignInRelay) & string;
export type UserNameAndPassword = 'password';
export type OAuth20GoogleMicrosoftAndOthers = 'oauth2';
export type NoSignInRelay = 'none';
export type UsernameEmail = string;
export type Password = string;
/**
 * Only for a shared mailbox: who signs in at the provider and may open it. Empty: the mailbox itself.
 */
export type AccountThatSignsIn = string;
/**
 * INBOX where nothing is said.
 */
export type Inbox = string;
/**
 * Only where the folder is not found by itself.
 */
export type SentItems = string;
/**
 * Lets Send email rules use this account in From.
 */
export type EnableMailSendFrom = boolean;
export type SMTPServer = string;
export type SMTPServerPort = number;
export type Name = string;
export type EmailAddress = string;
/**
 * Addresses that rules may put into From beside the one above.
 *
 * @maxItems 100
 */
export type OtherFromAddresses = EmailAddress[];
/**
 * Yes where nothing is said and there are IMAP settings.
 */
export type UseSameCredentialsAsAbove = boolean;
export type SaveToSentItems = (AutomaticNotWhereTheProviderDoesItByItself | Always | Never) & string;
export type AutomaticNotWhereTheProviderDoesItByItself = 'auto';
export type Always = 'always';
export type Never = 'never';
export type ConnectionsAtTheSameTime = number;
export type MessagesAMinute = number;
export type RecipientsADay = number;
export type CACertificatePEM = string;
/**
 * 64 hexadecimal digits, with or without colons.
 */
export type SHA256OfTheIMAPServerSCertificate = string;
/**
 * 64 hexadecimal digits, with or without colons.
 */
export type SHA256OfTheSMTPServerSCertificate = string;

/**
 * An e-mail account: where it is read (IMAP) and from where it sends (SMTP). Every part may be missing while the details are incomplete.
 */
export interface EmailConnectorSettings {
  imap?: IMAPSettings;
  sending?: EnableMailSendFrom;
  smtp?: SMTPDetails;
  sentCopy?: SaveToSentItems;
  limits?: LimitsOfTheProvider;
  trust?: Certificates;
}
/**
 * How mail is read from this account, and where its Sent Items are. Leave it out for a service that only sends.
 */
export interface IMAPSettings {
  host?: IMAPServer;
  port?: IMAPServerPort;
  security?: UseSSL;
  allowUnencrypted?: AcceptThatPasswordsAndMailCanBeReadOnTheWay;
  auth?: SignIn;
  folders?: Folders;
}
export interface SignIn {
  kind?: SignIn1;
  user?: UsernameEmail;
  password?: Password;
  consentUser?: AccountThatSignsIn;
}
export interface Folders {
  inbox?: Inbox;
  sent?: SentItems;
}
/**
 * How mail is sent from this account.
 */
export interface SMTPDetails {
  host?: SMTPServer;
  port?: SMTPServerPort;
  security?: UseSSL;
  allowUnencrypted?: AcceptThatPasswordsAndMailCanBeReadOnTheWay;
  from?: From;
  replyTo?: ReplyTo;
  allowedFrom?: OtherFromAddresses;
  sameCredentials?: UseSameCredentialsAsAbove;
  auth?: SignIn;
}
/**
 * The sender of the mails. Empty: the user name of the IMAP settings.
 */
export interface From {
  name?: Name;
  address?: EmailAddress;
}
export interface ReplyTo {
  name?: Name;
  address?: EmailAddress;
}
export interface LimitsOfTheProvider {
  connections?: ConnectionsAtTheSameTime;
  messagesPerMinute?: MessagesAMinute;
  recipientsPerDay?: RecipientsADay;
}
/**
 * Only for servers whose certificate no public authority has signed.
 */
export interface Certificates {
  caPem?: CACertificatePEM;
  imapSha256?: SHA256OfTheIMAPServerSCertificate;
  smtpSha256?: SHA256OfTheSMTPServerSCertificate;
}

export const emailConnectorSettingsSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "EmailConnectorSettings",
  "description": "An e-mail account: where it is read (IMAP) and from where it sends (SMTP). Every part may be missing while the details are incomplete.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "imap": {
      "type": "object",
      "title": "IMAP settings",
      "description": "How mail is read from this account, and where its Sent Items are. Leave it out for a service that only sends.",
      "additionalProperties": false,
      "properties": {
        "host": {
          "$ref": "#/$defs/host",
          "title": "IMAP server"
        },
        "port": {
          "$ref": "#/$defs/port",
          "title": "IMAP server port"
        },
        "security": {
          "$ref": "#/$defs/security"
        },
        "allowUnencrypted": {
          "$ref": "#/$defs/allowUnencrypted"
        },
        "auth": {
          "$ref": "#/$defs/auth"
        },
        "folders": {
          "type": "object",
          "title": "Folders",
          "additionalProperties": false,
          "properties": {
            "inbox": {
              "type": "string",
              "title": "Inbox",
              "description": "INBOX where nothing is said.",
              "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
              "minLength": 1,
              "maxLength": 255
            },
            "sent": {
              "type": "string",
              "title": "Sent Items",
              "description": "Only where the folder is not found by itself.",
              "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
              "minLength": 1,
              "maxLength": 255
            }
          }
        }
      }
    },
    "sending": {
      "type": "boolean",
      "title": "Enable mail send from",
      "description": "Lets Send email rules use this account in From."
    },
    "smtp": {
      "type": "object",
      "title": "SMTP details",
      "description": "How mail is sent from this account.",
      "additionalProperties": false,
      "properties": {
        "host": {
          "$ref": "#/$defs/host",
          "title": "SMTP server"
        },
        "port": {
          "$ref": "#/$defs/port",
          "title": "SMTP server port"
        },
        "security": {
          "$ref": "#/$defs/security"
        },
        "allowUnencrypted": {
          "$ref": "#/$defs/allowUnencrypted"
        },
        "from": {
          "$ref": "#/$defs/mailbox",
          "title": "From",
          "description": "The sender of the mails. Empty: the user name of the IMAP settings."
        },
        "replyTo": {
          "$ref": "#/$defs/mailbox",
          "title": "Reply-To"
        },
        "allowedFrom": {
          "type": "array",
          "title": "Other From addresses",
          "description": "Addresses that rules may put into From beside the one above.",
          "maxItems": 100,
          "uniqueItems": true,
          "items": {
            "$ref": "#/$defs/address"
          }
        },
        "sameCredentials": {
          "type": "boolean",
          "title": "Use same credentials as above",
          "description": "Yes where nothing is said and there are IMAP settings.",
          "default": true
        },
        "auth": {
          "$ref": "#/$defs/auth"
        }
      }
    },
    "sentCopy": {
      "type": "string",
      "title": "Save to Sent Items",
      "oneOf": [
        {
          "const": "auto",
          "title": "Automatic: not where the provider does it by itself"
        },
        {
          "const": "always",
          "title": "Always"
        },
        {
          "const": "never",
          "title": "Never"
        }
      ],
      "default": "auto"
    },
    "limits": {
      "type": "object",
      "title": "Limits of the provider",
      "additionalProperties": false,
      "properties": {
        "connections": {
          "type": "integer",
          "title": "Connections at the same time",
          "minimum": 1,
          "maximum": 20
        },
        "messagesPerMinute": {
          "type": "integer",
          "title": "Messages a minute",
          "minimum": 1,
          "maximum": 100000
        },
        "recipientsPerDay": {
          "type": "integer",
          "title": "Recipients a day",
          "minimum": 1,
          "maximum": 100000000
        }
      }
    },
    "trust": {
      "type": "object",
      "title": "Certificates",
      "description": "Only for servers whose certificate no public authority has signed.",
      "additionalProperties": false,
      "properties": {
        "caPem": {
          "type": "string",
          "title": "CA certificate (PEM)",
          "maxLength": 100000,
          "pattern": "-----BEGIN CERTIFICATE-----"
        },
        "imapSha256": {
          "$ref": "#/$defs/sha256",
          "title": "SHA-256 of the IMAP server's certificate"
        },
        "smtpSha256": {
          "$ref": "#/$defs/sha256",
          "title": "SHA-256 of the SMTP server's certificate"
        }
      }
    }
  },
  "$defs": {
    "host": {
      "type": "string",
      "minLength": 1,
      "maxLength": 253,
      "format": "mail-host",
      "pattern": "^(?:[A-Za-z0-9._-]+|[0-9A-Fa-f]*:[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*)$"
    },
    "port": {
      "type": "integer",
      "minimum": 1,
      "maximum": 65535
    },
    "security": {
      "type": "string",
      "title": "Use SSL",
      "oneOf": [
        {
          "const": "implicit",
          "title": "SSL/TLS"
        },
        {
          "const": "starttls",
          "title": "STARTTLS"
        },
        {
          "const": "none",
          "title": "None"
        }
      ]
    },
    "allowUnencrypted": {
      "type": "boolean",
      "title": "Accept that passwords and mail can be read on the way",
      "description": "Needed to go on without encryption, except on this machine."
    },
    "auth": {
      "type": "object",
      "title": "Sign-in",
      "additionalProperties": false,
      "properties": {
        "kind": {
          "type": "string",
          "title": "Sign-in",
          "oneOf": [
            {
              "const": "password",
              "title": "User name and password"
            },
            {
              "const": "oauth2",
              "title": "OAuth 2.0 (Google, Microsoft and others)"
            },
            {
              "const": "none",
              "title": "No sign-in (relay)"
            }
          ],
          "default": "password"
        },
        "user": {
          "type": "string",
          "title": "Username / email",
          "minLength": 1,
          "maxLength": 320,
          "pattern": "^[^\\u0000-\\u001f\\u007f]+$"
        },
        "password": {
          "type": "string",
          "title": "Password",
          "format": "secret",
          "minLength": 1,
          "maxLength": 4096
        },
        "consentUser": {
          "type": "string",
          "title": "Account that signs in",
          "description": "Only for a shared mailbox: who signs in at the provider and may open it. Empty: the mailbox itself.",
          "maxLength": 320,
          "pattern": "^[^\\s@]+@[^\\s@]+$"
        }
      }
    },
    "mailbox": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "name": {
          "type": "string",
          "title": "Name",
          "maxLength": 200,
          "pattern": "^[^\\u0000-\\u001f\\u007f]*$"
        },
        "address": {
          "$ref": "#/$defs/address"
        }
      }
    },
    "address": {
      "type": "string",
      "title": "Email Address",
      "maxLength": 320,
      "pattern": "^[^\\s@<>,;:\"()\\u005b\\u005d\\\\\\u0000-\\u001f\\u007f]+@[^\\s@<>,;:\"()\\u005b\\u005d\\\\\\u0000-\\u001f\\u007f]+$"
    },
    "sha256": {
      "type": "string",
      "description": "64 hexadecimal digits, with or without colons.",
      "pattern": "^([0-9A-Fa-f]{2}:?){32}$"
    }
  }
} as const;
