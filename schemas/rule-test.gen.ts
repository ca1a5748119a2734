/* Made from rule-test.schema.json by "npm run generate". Do not edit. */

export interface RuleTestInput {
  facts: {
    [k: string]: unknown;
  };
  /**
   * Who gets the test mail instead of the recipients
   */
  to: string;
}

export const ruleTestInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RuleTestInput",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "facts",
    "to"
  ],
  "properties": {
    "facts": {
      "type": "object",
      "additionalProperties": true
    },
    "to": {
      "type": "string",
      "minLength": 1,
      "maxLength": 254,
      "description": "Who gets the test mail instead of the recipients"
    }
  }
} as const;
