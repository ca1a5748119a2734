/* Made from run-confirm.schema.json by "npm run generate". Do not edit. */

export type RunConfirmInput = {
  /**
   * @minItems 1
   * @maxItems 1000
   */
  ids?: [string, ...string[]];
  /**
   * All rows that have this problem.
   */
  problem?: 'changed_address';
} & {
  [k: string]: unknown;
};

export const runConfirmInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RunConfirmInput",
  "type": "object",
  "additionalProperties": false,
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
      "const": "changed_address",
      "description": "All rows that have this problem."
    }
  }
} as const;
