/* Made from run.schema.json by "npm run generate". Do not edit. */

/**
 * A payroll run: one e-mail for each row of a file.
 */
export interface RunInput {
  name: string;
  /**
   * What the run is for, for example 2026-11. Within one period and rule nobody gets the same data twice.
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
  documents?: RunDocuments;
  /**
   * The field by which the rule names the document. Default: document. A rule that does not name it gets it as an attachment.
   */
  documentField?: string;
  /**
   * The person's number must stand in the text of the PDF.
   */
  numberCheck?: boolean;
  password?: {
    /**
     * Template over the row: the PDF is encrypted with what it makes. The value is never stored.
     */
    pattern: string;
    /**
     * Stands in the e-mail and tells the person what the password is made of.
     */
    hint: string;
  };
  /**
   * IANA name. Default: UTC
   */
  timeZone?: string;
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
export interface RunDocuments {
  /**
   * none: no documents. name: by a pattern for the file name. column: a column names the file. marker: PDFs of all persons are split.
   */
  by: 'none' | 'name' | 'column' | 'marker';
  /**
   * For name: a template, for example {{employeeId}}.pdf. For marker: an expression whose first group is the number.
   */
  pattern?: string;
  /**
   * For marker: the words right before the number, for example Employee no.
   */
  text?: string;
  column?: string;
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
      "description": "What the run is for, for example 2026-11. Within one period and rule nobody gets the same data twice."
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
            "pattern",
            "hint"
          ],
          "properties": {
            "pattern": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500,
              "description": "Template over the row: the PDF is encrypted with what it makes. The value is never stored."
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
            "marker"
          ],
          "description": "none: no documents. name: by a pattern for the file name. column: a column names the file. marker: PDFs of all persons are split."
        },
        "pattern": {
          "type": "string",
          "minLength": 1,
          "maxLength": 500,
          "description": "For name: a template, for example {{employeeId}}.pdf. For marker: an expression whose first group is the number."
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
        }
      }
    }
  }
} as const;
