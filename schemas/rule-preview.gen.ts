/* Made from rule-preview.schema.json by "npm run generate". Do not edit. */

/**
 * A rule as it stands in the editor, or the id of a stored one, and the facts to try it with. With both, the rule counts.
 */
export interface RulePreviewInput {
  /**
   * As for POST rules, but anything may still be missing.
   */
  rule?: {
    name?: string;
    trigger?: {
      [k: string]: unknown;
    };
    conditions?: {
      [k: string]: unknown;
    };
    /**
     * @maxItems 50
     */
    actions?: {
      action?: string;
      params?: {
        [k: string]: unknown;
      };
      outcome?: {
        [k: string]: unknown;
      };
      onFailure?: {
        [k: string]: unknown;
      };
      stopOnFailure?: boolean;
      ignoreErrors?: boolean;
    }[];
    forEach?: {
      [k: string]: unknown;
    };
    enabled?: boolean;
  };
  ruleId?: string;
  facts: {
    [k: string]: unknown;
  };
}

export const rulePreviewInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RulePreviewInput",
  "description": "A rule as it stands in the editor, or the id of a stored one, and the facts to try it with. With both, the rule counts.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "facts"
  ],
  "properties": {
    "rule": {
      "type": "object",
      "description": "As for POST rules, but anything may still be missing.",
      "additionalProperties": false,
      "properties": {
        "name": {
          "type": "string",
          "maxLength": 200
        },
        "trigger": {
          "type": "object",
          "additionalProperties": true
        },
        "conditions": {
          "type": "object",
          "additionalProperties": true
        },
        "actions": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "action": {
                "type": "string",
                "maxLength": 100
              },
              "params": {
                "type": "object",
                "additionalProperties": true
              },
              "outcome": {
                "type": "object",
                "additionalProperties": true
              },
              "onFailure": {
                "type": "object",
                "additionalProperties": true
              },
              "stopOnFailure": {
                "type": "boolean"
              },
              "ignoreErrors": {
                "type": "boolean"
              }
            }
          }
        },
        "forEach": {
          "type": "object",
          "additionalProperties": true
        },
        "enabled": {
          "type": "boolean"
        }
      }
    },
    "ruleId": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100
    },
    "facts": {
      "type": "object",
      "additionalProperties": true
    }
  }
} as const;
