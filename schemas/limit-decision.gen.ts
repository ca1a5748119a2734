/* Made from limit-decision.schema.json by "npm run generate". Do not edit. */

/**
 * What becomes of the e-mails that one limit holds.
 */
export interface LimitDecision {
  /**
   * As the list has it, e.g. rule:<id>
   */
  key: string;
  reason?: string;
}

export const limitDecisionSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "LimitDecision",
  "description": "What becomes of the e-mails that one limit holds.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "key"
  ],
  "properties": {
    "key": {
      "type": "string",
      "minLength": 1,
      "maxLength": 400,
      "description": "As the list has it, e.g. rule:<id>"
    },
    "reason": {
      "type": "string",
      "maxLength": 300
    }
  }
} as const;
