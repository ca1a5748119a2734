/* Made from run-leave-out.schema.json by "npm run generate". Do not edit. */

export type RunLeaveOutInput = {
  /**
   * @minItems 1
   * @maxItems 1000
   */
  ids?: [string, ...string[]];
  /**
   * All rows that have this problem.
   */
  problem?: string;
  reason: string;
} & {
  [k: string]: unknown;
};

export const runLeaveOutInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RunLeaveOutInput",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "reason"
  ],
  "oneOf": [
    {
      "required": [
        "ids"
      ]
    },
    {
      "required": [
        "problem"
      ]
    }
  ],
  "properties": {
    "ids": {
      "type": "array",
      "minItems": 1,
      "maxItems": 1000,
      "items": {
        "type": "string",
        "maxLength": 100
      }
    },
    "problem": {
      "type": "string",
      "maxLength": 100,
      "description": "All rows that have this problem."
    },
    "reason": {
      "type": "string",
      "minLength": 1,
      "maxLength": 500
    }
  }
} as const;
