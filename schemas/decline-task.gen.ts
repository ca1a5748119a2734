/* Made from decline-task.schema.json by "npm run generate". Do not edit. */

export interface DeclineTask {
  /**
   * Why the e-mail is not sent; it stands in the outbox and in the record.
   */
  reason: string;
}

export const declineTaskSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "DeclineTask",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "reason"
  ],
  "properties": {
    "reason": {
      "type": "string",
      "minLength": 1,
      "maxLength": 500,
      "pattern": "\\S",
      "description": "Why the e-mail is not sent; it stands in the outbox and in the record."
    }
  }
} as const;
