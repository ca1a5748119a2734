/* Made from retention.schema.json by "npm run generate". Do not edit. */

export interface Retention {
  /**
   * Days after which the body and the attachments of a finished e-mail, uploaded files, and what received messages say, are deleted; null: never.
   */
  contentDays: number | null;
  /**
   * Days after the end of a payroll run after which its uploads, its documents and the values of its rows are deleted; null: never.
   */
  runDays: number | null;
}

export const retentionSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Retention",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "contentDays",
    "runDays"
  ],
  "properties": {
    "contentDays": {
      "type": [
        "integer",
        "null"
      ],
      "minimum": 1,
      "maximum": 3650,
      "description": "Days after which the body and the attachments of a finished e-mail, uploaded files, and what received messages say, are deleted; null: never."
    },
    "runDays": {
      "type": [
        "integer",
        "null"
      ],
      "minimum": 1,
      "maximum": 3650,
      "description": "Days after the end of a payroll run after which its uploads, its documents and the values of its rows are deleted; null: never."
    }
  }
} as const;
