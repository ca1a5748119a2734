/* Made from rule-preview.schema.json by "npm run generate". Do not edit. */

/**
 * A rule as it stands in the editor, or the id of a stored one, and the facts to try it with.
 */
export interface RulePreviewInput {
  /**
   * As for POST rules
   */
  rule?: {};
  ruleId?: string;
  facts: {};
}

export const rulePreviewInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RulePreviewInput",
  "description": "A rule as it stands in the editor, or the id of a stored one, and the facts to try it with.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "facts"
  ],
  "properties": {
    "rule": {
      "type": "object",
      "description": "As for POST rules"
    },
    "ruleId": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100
    },
    "facts": {
      "type": "object"
    }
  }
} as const;
