/* Made from soft-bounces.schema.json by "npm run generate". Do not edit. */

/**
 * After how many e-mails that came back softly (the mailbox is full, or its server did not answer for days) an address gets no e-mail any more.
 */
export interface SoftBouncesChange {
  /**
   * So many put the address on the suppression list; null: no number of them does
   */
  mails: number | null;
  /**
   * Within so many days
   */
  days: number;
}

export const softBouncesChangeSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "SoftBouncesChange",
  "description": "After how many e-mails that came back softly (the mailbox is full, or its server did not answer for days) an address gets no e-mail any more.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "mails",
    "days"
  ],
  "properties": {
    "mails": {
      "type": [
        "integer",
        "null"
      ],
      "minimum": 2,
      "maximum": 100,
      "description": "So many put the address on the suppression list; null: no number of them does"
    },
    "days": {
      "type": "integer",
      "minimum": 1,
      "maximum": 90,
      "description": "Within so many days"
    }
  }
} as const;
