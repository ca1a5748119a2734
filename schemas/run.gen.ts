/* Made from run.schema.json by "npm run generate". Do not edit. */

export type RunLayoutText = string;
/**
 * A column: what has this is left out of the PDF of a row where the column is empty.
 */
export type RunLayoutWhen = string;
/**
 * One for each column.
 */
export type RunLayoutCells = RunLayoutText[];
/**
 * One for each column.
 */
export type RunLayoutCells1 = RunLayoutText[];

/**
 * A payroll run: one e-mail for each row of a file.
 */
export interface RunInput {
  name: string;
  /**
   * What the run is for, for example 2026-11. Within one period and rule nobody gets the same data twice. One that differs from that of an earlier run of the rule only by capital letters, the width of letters, the kind of a dash, how many spaces there are or signs that nobody sees is spelled like it; another spelling, as 11/2026 for 2026-11, is another period.
   */
  period: string;
  /**
   * Id of a Send email rule.
   */
  rule?: string;
  /**
   * Instead of rule: id of a form with exactly one Send email rule.
   */
  form?: string;
  options?: RunOptions;
}
export interface RunOptions {
  /**
   * Column with the number of the person. Default: employeeId
   */
  ownerField?: string;
  /**
   * Column with the person's registered address. Default: email
   */
  addressField?: string;
  /**
   * Default true: a document goes to its owner only, and no other sender takes over.
   */
  confidential?: boolean;
  /**
   * Where the registered address of a person is looked up. column: in the row itself (addressField). contacts: in the contact that has the person's number as its employee number, primary or additional; asked again when the e-mail leaves. Default: column
   */
  registered?: 'column' | 'contacts';
  /**
   * Addresses that may be a recipient of every e-mail beside its owner, for example an archive.
   *
   * @maxItems 20
   */
  permitted?:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ];
  select?: RunSelection;
  documents?: RunDocuments;
  /**
   * The field by which the rule names the document. Default: document. A rule that does not name it gets it as an attachment.
   */
  documentField?: string;
  /**
   * The person's number must stand in the text of the PDF.
   */
  numberCheck?: boolean;
  /**
   * Encrypts each PDF: give either pattern or stored.
   */
  password?: {
    /**
     * Template over the row: the PDF is encrypted with what it makes. The value is never stored.
     */
    pattern?: string;
    /**
     * true: with the password that is stored for the person (/document-passwords).
     */
    stored?: boolean;
    /**
     * Stands in the e-mail and tells the person what the password is made of.
     */
    hint: string;
  };
  /**
   * IANA name. Default: UTC
   */
  timeZone?: string;
  /**
   * Column with the recipient's own time zone (IANA name): each e-mail leaves in the window by the clock of its recipient. A row without one goes by timeZone. Default: all go by timeZone.
   */
  timeZoneField?: string;
  window?: {
    from: string;
    to: string;
    /**
     * 1 is Monday. Absent: every day.
     *
     * @minItems 1
     * @maxItems 7
     */
    days?:
      | [number]
      | [number, number]
      | [number, number, number]
      | [number, number, number, number]
      | [number, number, number, number, number]
      | [number, number, number, number, number, number]
      | [number, number, number, number, number, number, number];
  };
  /**
   * Stands before the subject of an e-mail that corrects an earlier one. Default: Corrected:
   */
  replacementMark?: string;
}
/**
 * Which rows get an e-mail. The others are left out with that reason and counted. Default: all.
 */
export interface RunSelection {
  /**
   * Conditions over the columns, as rules have them: {"all": [{"fact": "location", "operator": "in", "value": ["Berlin"]}]}. A number is compared with a column as a number.
   */
  where?: {};
  /**
   * The first row, counted from 1 without the headings.
   */
  from?: number;
  /**
   * The last row.
   */
  to?: number;
}
export interface RunDocuments {
  /**
   * none: no documents. name: by a pattern for the file name. column: a column names the file. marker: PDFs of all persons are split. layout: a PDF is drawn for each row.
   */
  by: 'none' | 'name' | 'column' | 'marker' | 'layout';
  /**
   * For name: a template, for example {{employeeId}}.pdf. For marker: an expression whose first group is the number. For layout: the name of each file, default payslip-{{employeeId}}.pdf.
   */
  pattern?: string;
  /**
   * For marker: the words right before the number, for example Employee no.
   */
  text?: string;
  column?: string;
  layout?: RunLayout;
  /**
   * Whether an e-mail holds a link to this server instead of its document: never, when it would be larger than the mail server takes, or always. Needs MAILRULE_PUBLIC_URL. Absent: as the rule says.
   */
  link?: 'never' | 'above_limit' | 'always';
  /**
   * Days after which the links end, counted from the planning; never longer than the retention setting keeps e-mails. Default: 30
   */
  linkDays?: number;
}
/**
 * For layout: how the PDF of a row is drawn. All texts are templates over the row; run.period is the period. The same row gives the same bytes.
 */
export interface RunLayout {
  /**
   * Title in the properties of the PDF.
   */
  title: string;
  /**
   * Template that makes a date like 2026-11-30: the date in the properties of the PDF. Default: the first day of a period like 2026-11.
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
  blocks: [RunLayoutWords | RunLayoutFacts | RunLayoutTable, ...(RunLayoutWords | RunLayoutFacts | RunLayoutTable)[]];
}
export interface RunLayoutWords {
  kind: 'heading' | 'text';
  text: RunLayoutText;
  when?: RunLayoutWhen;
}
export interface RunLayoutFacts {
  kind: 'facts';
  /**
   * @minItems 1
   * @maxItems 100
   */
  lines: [
    {
      label: RunLayoutText;
      value: RunLayoutText;
      when?: RunLayoutWhen;
    },
    ...{
      label: RunLayoutText;
      value: RunLayoutText;
      when?: RunLayoutWhen;
    }[]
  ];
  when?: RunLayoutWhen;
}
export interface RunLayoutTable {
  kind: 'table';
  /**
   * @minItems 1
   * @maxItems 40
   */
  columns: [
    {
      title: RunLayoutText;
      align?: 'left' | 'right';
      /**
       * Share of the width in relation to the other columns. Default: 1
       */
      width?: number;
    },
    ...{
      title: RunLayoutText;
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
    cells: RunLayoutCells;
    when?: RunLayoutWhen;
  }[];
  total?: RunLayoutCells1;
  when?: RunLayoutWhen;
}

export const runInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RunInput",
  "description": "A payroll run: one e-mail for each row of a file.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "period"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200
    },
    "period": {
      "type": "string",
      "minLength": 1,
      "maxLength": 40,
      "description": "What the run is for, for example 2026-11. Within one period and rule nobody gets the same data twice. One that differs from that of an earlier run of the rule only by capital letters, the width of letters, the kind of a dash, how many spaces there are or signs that nobody sees is spelled like it; another spelling, as 11/2026 for 2026-11, is another period."
    },
    "rule": {
      "type": "string",
      "maxLength": 100,
      "description": "Id of a Send email rule."
    },
    "form": {
      "type": "string",
      "maxLength": 100,
      "description": "Instead of rule: id of a form with exactly one Send email rule."
    },
    "options": {
      "$ref": "#/$defs/runOptions"
    }
  },
  "$defs": {
    "runOptions": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "ownerField": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200,
          "description": "Column with the number of the person. Default: employeeId"
        },
        "addressField": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200,
          "description": "Column with the person's registered address. Default: email"
        },
        "confidential": {
          "type": "boolean",
          "description": "Default true: a document goes to its owner only, and no other sender takes over."
        },
        "registered": {
          "enum": [
            "column",
            "contacts"
          ],
          "description": "Where the registered address of a person is looked up. column: in the row itself (addressField). contacts: in the contact that has the person's number as its employee number, primary or additional; asked again when the e-mail leaves. Default: column"
        },
        "permitted": {
          "type": "array",
          "maxItems": 20,
          "items": {
            "type": "string",
            "format": "email",
            "maxLength": 254
          },
          "description": "Addresses that may be a recipient of every e-mail beside its owner, for example an archive."
        },
        "select": {
          "$ref": "#/$defs/runSelection"
        },
        "documents": {
          "$ref": "#/$defs/runDocuments"
        },
        "documentField": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200,
          "description": "The field by which the rule names the document. Default: document. A rule that does not name it gets it as an attachment."
        },
        "numberCheck": {
          "type": "boolean",
          "description": "The person's number must stand in the text of the PDF."
        },
        "password": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "hint"
          ],
          "description": "Encrypts each PDF: give either pattern or stored.",
          "properties": {
            "pattern": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500,
              "description": "Template over the row: the PDF is encrypted with what it makes. The value is never stored."
            },
            "stored": {
              "type": "boolean",
              "description": "true: with the password that is stored for the person (/document-passwords)."
            },
            "hint": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500,
              "description": "Stands in the e-mail and tells the person what the password is made of."
            }
          }
        },
        "timeZone": {
          "type": "string",
          "minLength": 1,
          "maxLength": 100,
          "description": "IANA name. Default: UTC"
        },
        "timeZoneField": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200,
          "description": "Column with the recipient's own time zone (IANA name): each e-mail leaves in the window by the clock of its recipient. A row without one goes by timeZone. Default: all go by timeZone."
        },
        "window": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "from",
            "to"
          ],
          "properties": {
            "from": {
              "type": "string",
              "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"
            },
            "to": {
              "type": "string",
              "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
            },
            "days": {
              "type": "array",
              "minItems": 1,
              "maxItems": 7,
              "uniqueItems": true,
              "items": {
                "type": "integer",
                "minimum": 1,
                "maximum": 7
              },
              "description": "1 is Monday. Absent: every day."
            }
          }
        },
        "replacementMark": {
          "type": "string",
          "minLength": 1,
          "maxLength": 50,
          "description": "Stands before the subject of an e-mail that corrects an earlier one. Default: Corrected:"
        }
      }
    },
    "runSelection": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "description": "Which rows get an e-mail. The others are left out with that reason and counted. Default: all.",
      "properties": {
        "where": {
          "type": "object",
          "description": "Conditions over the columns, as rules have them: {\"all\": [{\"fact\": \"location\", \"operator\": \"in\", \"value\": [\"Berlin\"]}]}. A number is compared with a column as a number."
        },
        "from": {
          "type": "integer",
          "minimum": 1,
          "description": "The first row, counted from 1 without the headings."
        },
        "to": {
          "type": "integer",
          "minimum": 1,
          "description": "The last row."
        }
      }
    },
    "runDocuments": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "by"
      ],
      "properties": {
        "by": {
          "enum": [
            "none",
            "name",
            "column",
            "marker",
            "layout"
          ],
          "description": "none: no documents. name: by a pattern for the file name. column: a column names the file. marker: PDFs of all persons are split. layout: a PDF is drawn for each row."
        },
        "pattern": {
          "type": "string",
          "minLength": 1,
          "maxLength": 500,
          "description": "For name: a template, for example {{employeeId}}.pdf. For marker: an expression whose first group is the number. For layout: the name of each file, default payslip-{{employeeId}}.pdf."
        },
        "text": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200,
          "description": "For marker: the words right before the number, for example Employee no."
        },
        "column": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
        },
        "layout": {
          "$ref": "#/$defs/runLayout"
        },
        "link": {
          "enum": [
            "never",
            "above_limit",
            "always"
          ],
          "description": "Whether an e-mail holds a link to this server instead of its document: never, when it would be larger than the mail server takes, or always. Needs MAILRULE_PUBLIC_URL. Absent: as the rule says."
        },
        "linkDays": {
          "type": "integer",
          "minimum": 1,
          "maximum": 365,
          "description": "Days after which the links end, counted from the planning; never longer than the retention setting keeps e-mails. Default: 30"
        }
      }
    },
    "runLayout": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "title",
        "blocks"
      ],
      "description": "For layout: how the PDF of a row is drawn. All texts are templates over the row; run.period is the period. The same row gives the same bytes.",
      "properties": {
        "title": {
          "$ref": "#/$defs/runLayoutText",
          "description": "Title in the properties of the PDF."
        },
        "date": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200,
          "description": "Template that makes a date like 2026-11-30: the date in the properties of the PDF. Default: the first day of a period like 2026-11."
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
          "$ref": "#/$defs/runLayoutText",
          "description": "At the foot of every page."
        },
        "blocks": {
          "type": "array",
          "minItems": 1,
          "maxItems": 100,
          "items": {
            "oneOf": [
              {
                "$ref": "#/$defs/runLayoutWords"
              },
              {
                "$ref": "#/$defs/runLayoutFacts"
              },
              {
                "$ref": "#/$defs/runLayoutTable"
              }
            ]
          }
        }
      }
    },
    "runLayoutText": {
      "type": "string",
      "maxLength": 5000
    },
    "runLayoutWhen": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "description": "A column: what has this is left out of the PDF of a row where the column is empty."
    },
    "runLayoutWords": {
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
          "$ref": "#/$defs/runLayoutText"
        },
        "when": {
          "$ref": "#/$defs/runLayoutWhen"
        }
      }
    },
    "runLayoutFacts": {
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
                "$ref": "#/$defs/runLayoutText"
              },
              "value": {
                "$ref": "#/$defs/runLayoutText"
              },
              "when": {
                "$ref": "#/$defs/runLayoutWhen"
              }
            }
          }
        },
        "when": {
          "$ref": "#/$defs/runLayoutWhen"
        }
      }
    },
    "runLayoutTable": {
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
                "$ref": "#/$defs/runLayoutText"
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
                "$ref": "#/$defs/runLayoutCells"
              },
              "when": {
                "$ref": "#/$defs/runLayoutWhen"
              }
            }
          }
        },
        "total": {
          "$ref": "#/$defs/runLayoutCells",
          "description": "A last row in bold."
        },
        "when": {
          "$ref": "#/$defs/runLayoutWhen"
        }
      }
    },
    "runLayoutCells": {
      "type": "array",
      "description": "One for each column.",
      "items": {
        "$ref": "#/$defs/runLayoutText"
      }
    }
  }
} as const;
