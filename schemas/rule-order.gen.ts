/* Made from rule-order.schema.json by "npm run generate". Do not edit. */

export interface RuleOrderInput {
  /**
   * All rules of one trigger, in the order in which they run.
   *
   * @minItems 1
   * @maxItems 1000
   */
  ids: [string, ...string[]];
}

export const ruleOrderInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RuleOrderInput",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "ids"
  ],
  "properties": {
    "ids": {
      "type": "array",
      "minItems": 1,
      "maxItems": 1000,
      "uniqueItems": true,
      "items": {
        "type": "string"
      },
      "description": "All rules of one trigger, in the order in which they run."
    }
  }
} as const;
