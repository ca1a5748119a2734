/* Made from rule-decision.schema.json by "npm run generate". Do not edit. */

/**
 * What a person decides about a proposed change of a rule.
 */
export interface RuleDecision {
  /**
   * Of the proposal that the person saw; another one is not decided
   */
  proposedAt: number;
}

export const ruleDecisionSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RuleDecision",
  "description": "What a person decides about a proposed change of a rule.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "proposedAt"
  ],
  "properties": {
    "proposedAt": {
      "type": "integer",
      "minimum": 0,
      "description": "Of the proposal that the person saw; another one is not decided"
    }
  }
} as const;
