/* Made from suppression.schema.json by "npm run generate". Do not edit. */

/**
 * An address that gets no e-mail any more.
 */
export interface SuppressionInput {
  address: string;
  /**
   * Default person: somebody decided it. The others are what a server or the owner of the address said.
   */
  kind?: 'person' | 'hard_bounce' | 'soft_bounce' | 'complaint' | 'unsubscribe';
  reason: string;
}

export const suppressionInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "SuppressionInput",
  "description": "An address that gets no e-mail any more.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "address",
    "reason"
  ],
  "properties": {
    "address": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000
    },
    "kind": {
      "enum": [
        "person",
        "hard_bounce",
        "soft_bounce",
        "complaint",
        "unsubscribe"
      ],
      "description": "Default person: somebody decided it. The others are what a server or the owner of the address said."
    },
    "reason": {
      "type": "string",
      "minLength": 1,
      "maxLength": 500
    }
  }
} as const;
