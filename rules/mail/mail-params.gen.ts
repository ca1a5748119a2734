/* Made from mail-params.schema.json by "npm run generate". Do not edit. */

/**
 * A typed address, fields with an address, {name, address} or a list of these, or somebody who is known: a user, the users of a group, a partner or contact.
 */
export type Recipient =
  | string
  | {
      field: string;
    }
  | {
      name?: string;
      address: string;
    }
  | {
      /**
       * Id of a user; the e-mail goes to the address of that account.
       */
      user: string;
    }
  | {
      /**
       * Id of a group of users: each of them.
       */
      group: string;
    }
  | {
      /**
       * Id of a partner or contact: the primary address.
       */
      partner: string;
    };
/**
 * @maxItems 100
 */
export type Recipients = Recipient[];
export type Attachment =
  | {
      file: string;
      name?: string;
      link?: Link;
      linkDays?: LinkDays;
    }
  | {
      field: string;
      name?: string;
      link?: Link;
      linkDays?: LinkDays;
    }
  | {
      name: string;
      contentType?: string;
      base64: string;
      link?: Link;
      linkDays?: LinkDays;
    };
/**
 * Whether the mail holds a link to this server instead of the file: never, when the mail would be larger than the mail server takes, or always. Needs MAILRULE_PUBLIC_URL.
 */
export type Link = 'never' | 'above_limit' | 'always';
/**
 * Days after which the link ends, counted from the making of the mail; never longer than the retention setting keeps the file.
 */
export type LinkDays = number;

/**
 * What every e-mail of an action is made of. Texts are templates: {{field}}. Subject and body are needed, here or in a template of the library.
 */
export interface MailParams {
  /**
   * Id of the From connector. Absent: the default mailbox sends.
   */
  connector?: string;
  /**
   * Sender chosen when the rule runs: the field holds the id of a connector, or a key of `connectors`.
   */
  runtimeSender?: {
    field: string;
    connectors?: {
      [k: string]: string;
    };
  };
  /**
   * May another sender take over when this one cannot send? Default: yes, but no for confidential mail.
   */
  fallback?: boolean;
  confidential?: boolean;
  from?: Recipient;
  to?: Recipients;
  cc?: Recipients;
  bcc?: Recipients;
  replyTo?: Recipients;
  /**
   * Id of an e-mail template of the library, which gives what is absent here of subject, html and text.
   */
  template?: string;
  /**
   * The recipient's language (BCP 47), a template: {{employee.language}}. The template's text in it is taken, e.g. fr-CA, else fr, else the default text. Absent or empty: the default text.
   */
  language?: string;
  subject?: string;
  html?: string;
  /**
   * Absent: made from the HTML body.
   */
  text?: string;
  /**
   * @maxItems 50
   */
  attachments?: Attachment[];
  importance?: 'low' | 'normal' | 'high';
  /**
   * @maxItems 30
   */
  headers?: Header[];
  /**
   * Absent: as the connector says.
   */
  saveToSent?: 'auto' | 'always' | 'never';
  /**
   * One mail for each To recipient, who is {{recipient.name}} and {{recipient.address}} in the templates.
   */
  perRecipient?: boolean;
}
export interface Header {
  name: string;
  value: string;
}

export const mailParamsSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "MailParams",
  "description": "What every e-mail of an action is made of. Texts are templates: {{field}}. Subject and body are needed, here or in a template of the library.",
  "type": "object",
  "additionalProperties": false,
  "required": [],
  "properties": {
    "connector": {
      "type": "string",
      "maxLength": 100,
      "description": "Id of the From connector. Absent: the default mailbox sends."
    },
    "runtimeSender": {
      "description": "Sender chosen when the rule runs: the field holds the id of a connector, or a key of `connectors`.",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "field"
      ],
      "properties": {
        "field": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
        },
        "connectors": {
          "type": "object",
          "maxProperties": 200,
          "additionalProperties": {
            "type": "string"
          }
        }
      }
    },
    "fallback": {
      "type": "boolean",
      "description": "May another sender take over when this one cannot send? Default: yes, but no for confidential mail."
    },
    "confidential": {
      "type": "boolean",
      "default": false
    },
    "from": {
      "$ref": "#/$defs/recipient"
    },
    "to": {
      "$ref": "#/$defs/recipients"
    },
    "cc": {
      "$ref": "#/$defs/recipients"
    },
    "bcc": {
      "$ref": "#/$defs/recipients"
    },
    "replyTo": {
      "$ref": "#/$defs/recipients"
    },
    "template": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "Id of an e-mail template of the library, which gives what is absent here of subject, html and text."
    },
    "language": {
      "type": "string",
      "maxLength": 500,
      "description": "The recipient's language (BCP 47), a template: {{employee.language}}. The template's text in it is taken, e.g. fr-CA, else fr, else the default text. Absent or empty: the default text."
    },
    "subject": {
      "type": "string",
      "maxLength": 2000
    },
    "html": {
      "type": "string",
      "maxLength": 262144
    },
    "text": {
      "type": "string",
      "maxLength": 262144,
      "description": "Absent: made from the HTML body."
    },
    "attachments": {
      "type": "array",
      "maxItems": 50,
      "items": {
        "$ref": "#/$defs/attachment"
      }
    },
    "importance": {
      "enum": [
        "low",
        "normal",
        "high"
      ]
    },
    "headers": {
      "type": "array",
      "maxItems": 30,
      "items": {
        "$ref": "#/$defs/header"
      }
    },
    "saveToSent": {
      "enum": [
        "auto",
        "always",
        "never"
      ],
      "description": "Absent: as the connector says."
    },
    "perRecipient": {
      "type": "boolean",
      "description": "One mail for each To recipient, who is {{recipient.name}} and {{recipient.address}} in the templates."
    }
  },
  "$defs": {
    "recipients": {
      "type": "array",
      "maxItems": 100,
      "items": {
        "$ref": "#/$defs/recipient"
      }
    },
    "recipient": {
      "description": "A typed address, fields with an address, {name, address} or a list of these, or somebody who is known: a user, the users of a group, a partner or contact.",
      "oneOf": [
        {
          "type": "string",
          "minLength": 1,
          "maxLength": 2000
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "field"
          ],
          "properties": {
            "field": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "address"
          ],
          "properties": {
            "name": {
              "type": "string",
              "maxLength": 2000
            },
            "address": {
              "type": "string",
              "minLength": 1,
              "maxLength": 2000
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "user"
          ],
          "properties": {
            "user": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "description": "Id of a user; the e-mail goes to the address of that account."
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "group"
          ],
          "properties": {
            "group": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "description": "Id of a group of users: each of them."
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "partner"
          ],
          "properties": {
            "partner": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "description": "Id of a partner or contact: the primary address."
            }
          }
        }
      ]
    },
    "attachment": {
      "oneOf": [
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "file"
          ],
          "properties": {
            "file": {
              "type": "string",
              "maxLength": 100
            },
            "name": {
              "type": "string",
              "maxLength": 500
            },
            "link": {
              "$ref": "#/$defs/link"
            },
            "linkDays": {
              "$ref": "#/$defs/linkDays"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "field"
          ],
          "properties": {
            "field": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            },
            "name": {
              "type": "string",
              "maxLength": 500
            },
            "link": {
              "$ref": "#/$defs/link"
            },
            "linkDays": {
              "$ref": "#/$defs/linkDays"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "name",
            "base64"
          ],
          "properties": {
            "name": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500
            },
            "contentType": {
              "type": "string",
              "maxLength": 200
            },
            "base64": {
              "type": "string",
              "maxLength": 10000000
            },
            "link": {
              "$ref": "#/$defs/link"
            },
            "linkDays": {
              "$ref": "#/$defs/linkDays"
            }
          }
        }
      ]
    },
    "link": {
      "enum": [
        "never",
        "above_limit",
        "always"
      ],
      "default": "never",
      "description": "Whether the mail holds a link to this server instead of the file: never, when the mail would be larger than the mail server takes, or always. Needs MAILRULE_PUBLIC_URL."
    },
    "linkDays": {
      "type": "integer",
      "minimum": 1,
      "maximum": 365,
      "default": 30,
      "description": "Days after which the link ends, counted from the making of the mail; never longer than the retention setting keeps the file."
    },
    "header": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "name",
        "value"
      ],
      "properties": {
        "name": {
          "type": "string",
          "maxLength": 100
        },
        "value": {
          "type": "string",
          "maxLength": 2000
        }
      }
    }
  }
} as const;
