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
 * @minItems 1
 * @maxItems 10
 */
export type Senders =
  | [SenderStep]
  | [SenderStep, SenderStep]
  | [SenderStep, SenderStep, SenderStep]
  | [SenderStep, SenderStep, SenderStep, SenderStep]
  | [SenderStep, SenderStep, SenderStep, SenderStep, SenderStep]
  | [SenderStep, SenderStep, SenderStep, SenderStep, SenderStep, SenderStep]
  | [SenderStep, SenderStep, SenderStep, SenderStep, SenderStep, SenderStep, SenderStep]
  | [SenderStep, SenderStep, SenderStep, SenderStep, SenderStep, SenderStep, SenderStep, SenderStep]
  | [SenderStep, SenderStep, SenderStep, SenderStep, SenderStep, SenderStep, SenderStep, SenderStep, SenderStep]
  | [
      SenderStep,
      SenderStep,
      SenderStep,
      SenderStep,
      SenderStep,
      SenderStep,
      SenderStep,
      SenderStep,
      SenderStep,
      SenderStep
    ];
export type SenderStep =
  | {
      /**
       * Id of a connector.
       */
      connector: string;
    }
  | {
      /**
       * The default e-mail account of a person, where that person lets rules send from it.
       */
      account:
        | 'owner'
        | {
            /**
             * Holds the id of a user, or the e-mail address of one.
             */
            field: string;
          };
    }
  | {
      byValue: {
        field: string;
        /**
         * The id of a connector for each value of the field, such as a department or a company; "*" is every other value.
         */
        map: {
          [k: string]: string;
        };
      };
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
    }
  | {
      document: Document;
      link?: Link;
      linkDays?: LinkDays;
      storeIn?: StoreIn;
    }
  | {
      /**
       * PDFs whose pages become one PDF, in this order.
       *
       * @minItems 1
       * @maxItems 30
       */
      merge: [MergePart, ...MergePart[]];
      name: string;
      link?: Link;
      linkDays?: LinkDays;
      storeIn?: StoreIn;
    };
/**
 * Whether the mail holds a link to this server instead of the file: never, when the mail would be larger than the mail server takes, or always. Needs MAILRULE_PUBLIC_URL.
 */
export type Link = 'never' | 'above_limit' | 'always';
/**
 * Days after which the link ends, counted from the making of the mail; never longer than the retention setting keeps the file.
 */
export type LinkDays = number;
export type LayoutText = string;
/**
 * A field: what has this is left out where the field is empty.
 */
export type LayoutWhen = string;
/**
 * One for each column.
 */
export type LayoutCells = LayoutText[];
/**
 * One for each column.
 */
export type LayoutCells1 = LayoutText[];
/**
 * A file field of the record: the file becomes its value, so that later rules of the same event can attach it.
 */
export type StoreIn = string;
export type MergePart =
  | {
      file: string;
    }
  | {
      field: string;
    }
  | {
      name: string;
      base64: string;
    }
  | {
      document: Document;
    };

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
  /**
   * The mailbox in the header From, or a list of senders: the first that can send does, and From is its own address.
   */
  from?: Recipient | Senders;
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
   * manual: nothing is sent; the e-mail is opened as a task for the performer, who looks at it, changes it, and sends or declines it
   */
  mode?: 'automatic' | 'manual';
  /**
   * Of mode manual: who sends it. A user, the users of a group (whoever takes it first), whom a field names (id or e-mail address of a user), or the owner of the instance.
   */
  performer?:
    | 'owner'
    | {
        user: string;
      }
    | {
        group: string;
      }
    | {
        field: string;
      };
  /**
   * One mail for each To recipient, who is {{recipient.name}} and {{recipient.address}} in the templates.
   */
  perRecipient?: boolean;
  /**
   * Mass mail: each recipient may unsubscribe, by a link and by the header List-Unsubscribe (RFC 8058); those who did are left out. Needs perRecipient and MAILRULE_PUBLIC_URL.
   */
  unsubscribe?: boolean;
}
/**
 * A PDF that is drawn when the e-mail is made.
 */
export interface Document {
  layout: Layout;
  /**
   * Template of its file name.
   */
  name: string;
}
/**
 * How the PDF is drawn. All texts are templates over the facts.
 */
export interface Layout {
  /**
   * Title in the properties of the PDF.
   */
  title: string;
  /**
   * Template that makes a date like 2026-11-30: the date in the properties of the PDF. Default: the day of the e-mail.
   */
  date?: string;
  /**
   * BCP 47, for screen readers, for example de-DE.
   */
  language?: string;
  /**
   * Default: A4
   */
  paper?: 'A4' | 'LETTER';
  /**
   * At the foot of every page.
   */
  footer?: string;
  /**
   * @minItems 1
   * @maxItems 100
   */
  blocks: [LayoutWords | LayoutFacts | LayoutTable, ...(LayoutWords | LayoutFacts | LayoutTable)[]];
}
export interface LayoutWords {
  kind: 'heading' | 'text';
  text: LayoutText;
  when?: LayoutWhen;
}
export interface LayoutFacts {
  kind: 'facts';
  /**
   * @minItems 1
   * @maxItems 100
   */
  lines: [
    {
      label: LayoutText;
      value: LayoutText;
      when?: LayoutWhen;
    },
    ...{
      label: LayoutText;
      value: LayoutText;
      when?: LayoutWhen;
    }[]
  ];
  when?: LayoutWhen;
}
export interface LayoutTable {
  kind: 'table';
  /**
   * @minItems 1
   * @maxItems 40
   */
  columns: [
    {
      title: LayoutText;
      align?: 'left' | 'right';
      /**
       * Share of the width in relation to the other columns. Default: 1
       */
      width?: number;
    },
    ...{
      title: LayoutText;
      align?: 'left' | 'right';
      /**
       * Share of the width in relation to the other columns. Default: 1
       */
      width?: number;
    }[]
  ];
  /**
   * @maxItems 200
   */
  rows: {
    cells: LayoutCells;
    when?: LayoutWhen;
  }[];
  total?: LayoutCells1;
  when?: LayoutWhen;
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
      "description": "The mailbox in the header From, or a list of senders: the first that can send does, and From is its own address.",
      "oneOf": [
        {
          "$ref": "#/$defs/recipient"
        },
        {
          "$ref": "#/$defs/senders"
        }
      ]
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
    "mode": {
      "enum": [
        "automatic",
        "manual"
      ],
      "default": "automatic",
      "description": "manual: nothing is sent; the e-mail is opened as a task for the performer, who looks at it, changes it, and sends or declines it"
    },
    "performer": {
      "description": "Of mode manual: who sends it. A user, the users of a group (whoever takes it first), whom a field names (id or e-mail address of a user), or the owner of the instance.",
      "oneOf": [
        {
          "const": "owner"
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
              "maxLength": 100
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
              "maxLength": 100
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
            }
          }
        }
      ]
    },
    "perRecipient": {
      "type": "boolean",
      "description": "One mail for each To recipient, who is {{recipient.name}} and {{recipient.address}} in the templates."
    },
    "unsubscribe": {
      "type": "boolean",
      "description": "Mass mail: each recipient may unsubscribe, by a link and by the header List-Unsubscribe (RFC 8058); those who did are left out. Needs perRecipient and MAILRULE_PUBLIC_URL."
    }
  },
  "$defs": {
    "senders": {
      "type": "array",
      "minItems": 1,
      "maxItems": 10,
      "items": {
        "$ref": "#/$defs/senderStep"
      }
    },
    "senderStep": {
      "oneOf": [
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "connector"
          ],
          "properties": {
            "connector": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "description": "Id of a connector."
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "account"
          ],
          "properties": {
            "account": {
              "description": "The default e-mail account of a person, where that person lets rules send from it.",
              "oneOf": [
                {
                  "const": "owner",
                  "description": "of the owner of the instance"
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
                      "maxLength": 200,
                      "description": "Holds the id of a user, or the e-mail address of one."
                    }
                  }
                }
              ]
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "byValue"
          ],
          "properties": {
            "byValue": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "field",
                "map"
              ],
              "properties": {
                "field": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 200
                },
                "map": {
                  "description": "The id of a connector for each value of the field, such as a department or a company; \"*\" is every other value.",
                  "type": "object",
                  "minProperties": 1,
                  "maxProperties": 200,
                  "additionalProperties": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 100
                  }
                }
              }
            }
          }
        }
      ]
    },
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
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "document"
          ],
          "properties": {
            "document": {
              "$ref": "#/$defs/document"
            },
            "link": {
              "$ref": "#/$defs/link"
            },
            "linkDays": {
              "$ref": "#/$defs/linkDays"
            },
            "storeIn": {
              "$ref": "#/$defs/storeIn"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "merge",
            "name"
          ],
          "properties": {
            "merge": {
              "type": "array",
              "minItems": 1,
              "maxItems": 30,
              "description": "PDFs whose pages become one PDF, in this order.",
              "items": {
                "$ref": "#/$defs/mergePart"
              }
            },
            "name": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500
            },
            "link": {
              "$ref": "#/$defs/link"
            },
            "linkDays": {
              "$ref": "#/$defs/linkDays"
            },
            "storeIn": {
              "$ref": "#/$defs/storeIn"
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
    },
    "document": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "layout",
        "name"
      ],
      "description": "A PDF that is drawn when the e-mail is made.",
      "properties": {
        "layout": {
          "$ref": "#/$defs/layout"
        },
        "name": {
          "type": "string",
          "minLength": 1,
          "maxLength": 500,
          "description": "Template of its file name."
        }
      }
    },
    "mergePart": {
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
            "base64": {
              "type": "string",
              "maxLength": 10000000
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "document"
          ],
          "properties": {
            "document": {
              "$ref": "#/$defs/document"
            }
          }
        }
      ]
    },
    "layout": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "title",
        "blocks"
      ],
      "description": "How the PDF is drawn. All texts are templates over the facts.",
      "properties": {
        "title": {
          "$ref": "#/$defs/layoutText",
          "description": "Title in the properties of the PDF."
        },
        "date": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200,
          "description": "Template that makes a date like 2026-11-30: the date in the properties of the PDF. Default: the day of the e-mail."
        },
        "language": {
          "type": "string",
          "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
          "maxLength": 35,
          "description": "BCP 47, for screen readers, for example de-DE."
        },
        "paper": {
          "enum": [
            "A4",
            "LETTER"
          ],
          "description": "Default: A4"
        },
        "footer": {
          "$ref": "#/$defs/layoutText",
          "description": "At the foot of every page."
        },
        "blocks": {
          "type": "array",
          "minItems": 1,
          "maxItems": 100,
          "items": {
            "oneOf": [
              {
                "$ref": "#/$defs/layoutWords"
              },
              {
                "$ref": "#/$defs/layoutFacts"
              },
              {
                "$ref": "#/$defs/layoutTable"
              }
            ]
          }
        }
      }
    },
    "layoutText": {
      "type": "string",
      "maxLength": 5000
    },
    "layoutWhen": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "description": "A field: what has this is left out where the field is empty."
    },
    "layoutWords": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "kind",
        "text"
      ],
      "properties": {
        "kind": {
          "enum": [
            "heading",
            "text"
          ]
        },
        "text": {
          "$ref": "#/$defs/layoutText"
        },
        "when": {
          "$ref": "#/$defs/layoutWhen"
        }
      }
    },
    "layoutFacts": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "kind",
        "lines"
      ],
      "properties": {
        "kind": {
          "const": "facts"
        },
        "lines": {
          "type": "array",
          "minItems": 1,
          "maxItems": 100,
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "label",
              "value"
            ],
            "properties": {
              "label": {
                "$ref": "#/$defs/layoutText"
              },
              "value": {
                "$ref": "#/$defs/layoutText"
              },
              "when": {
                "$ref": "#/$defs/layoutWhen"
              }
            }
          }
        },
        "when": {
          "$ref": "#/$defs/layoutWhen"
        }
      }
    },
    "layoutTable": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "kind",
        "columns",
        "rows"
      ],
      "properties": {
        "kind": {
          "const": "table"
        },
        "columns": {
          "type": "array",
          "minItems": 1,
          "maxItems": 40,
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "title"
            ],
            "properties": {
              "title": {
                "$ref": "#/$defs/layoutText"
              },
              "align": {
                "enum": [
                  "left",
                  "right"
                ]
              },
              "width": {
                "type": "number",
                "exclusiveMinimum": 0,
                "maximum": 100,
                "description": "Share of the width in relation to the other columns. Default: 1"
              }
            }
          }
        },
        "rows": {
          "type": "array",
          "maxItems": 200,
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "cells"
            ],
            "properties": {
              "cells": {
                "$ref": "#/$defs/layoutCells"
              },
              "when": {
                "$ref": "#/$defs/layoutWhen"
              }
            }
          }
        },
        "total": {
          "$ref": "#/$defs/layoutCells",
          "description": "A last row in bold."
        },
        "when": {
          "$ref": "#/$defs/layoutWhen"
        }
      }
    },
    "layoutCells": {
      "type": "array",
      "description": "One for each column.",
      "items": {
        "$ref": "#/$defs/layoutText"
      }
    },
    "storeIn": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "pattern": "^[^.]+$",
      "description": "A file field of the record: the file becomes its value, so that later rules of the same event can attach it."
    }
  }
} as const;
