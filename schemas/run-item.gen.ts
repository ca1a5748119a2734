/* Made from run-item.schema.json by "npm run generate". Do not edit. */

/**
 * What is corrected about one row. What is absent stays.
 */
export interface RunItemInput {
  /**
   * Single facts of the row; the others stay.
   */
  facts?: {
    [k: string]: unknown;
  };
  /**
   * The registered address.
   */
  address?: string;
  /**
   * Id of a document of this run; null: matched again.
   */
  document?: string | null;
}

export const runItemInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RunItemInput",
  "description": "What is corrected about one row. What is absent stays.",
  "type": "object",
  "additionalProperties": false,
  "minProperties": 1,
  "properties": {
    "facts": {
      "type": "object",
      "maxProperties": 500,
      "description": "Single facts of the row; the others stay.",
      "additionalProperties": true
    },
    "address": {
      "type": "string",
      "maxLength": 254,
      "description": "The registered address."
    },
    "document": {
      "type": [
        "string",
        "null"
      ],
      "maxLength": 100,
      "description": "Id of a document of this run; null: matched again."
    }
  }
} as const;
