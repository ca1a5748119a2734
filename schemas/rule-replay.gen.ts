/* Made from rule-replay.schema.json by "npm run generate". Do not edit. */

/**
 * The rule as it stands in the editor, to compare with the stored one; absent: the stored one as it would be today.
 */
export interface RuleReplayInput {
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
  /**
   * How many of the newest records of its trigger
   */
  records?: number;
}

export const ruleReplayInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RuleReplayInput",
  "description": "The rule as it stands in the editor, to compare with the stored one; absent: the stored one as it would be today.",
  "type": "object",
  "additionalProperties": false,
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
    "records": {
      "type": "integer",
      "minimum": 1,
      "maximum": 500,
      "default": 50,
      "description": "How many of the newest records of its trigger"
    }
  }
} as const;
