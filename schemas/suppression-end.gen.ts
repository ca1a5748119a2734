/* Made from suppression-end.schema.json by "npm run generate". Do not edit. */

/**
 * Why an address gets e-mail again.
 */
export interface SuppressionEndInput {
  reason: string;
}

export const suppressionEndInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "SuppressionEndInput",
  "description": "Why an address gets e-mail again.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "reason"
  ],
  "properties": {
    "reason": {
      "type": "string",
      "minLength": 1,
      "maxLength": 500
    }
  }
} as const;
