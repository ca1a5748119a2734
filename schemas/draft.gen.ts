/* Made from draft.schema.json by "npm run generate". Do not edit. */

/**
 * @maxItems 500
 */
export type Addressees = {
  name?: string;
  address: string;
}[];

/**
 * An e-mail that a person writes. It may be incomplete; what is missing is told when it is sent.
 */
export interface DraftInput {
  /**
   * One of /me/senders, by its id; null: none is chosen yet.
   */
  from?: string | null;
  to?: Addressees;
  cc?: Addressees;
  bcc?: Addressees;
  subject?: string;
  /**
   * What the person writes, without signature and quoted message. Everything but layout and words is taken out when it is saved.
   */
  html?: string;
  /**
   * The signature of the sender's account goes below it.
   */
  signature?: boolean;
  /**
   * The message that it is about goes below it.
   */
  quote?: boolean;
  /**
   * @maxItems 100
   */
  attachments?: {
    /**
     * An uploaded file of one's own.
     */
    file: string;
  }[];
}

export const draftInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "DraftInput",
  "description": "An e-mail that a person writes. It may be incomplete; what is missing is told when it is sent.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "from": {
      "type": [
        "string",
        "null"
      ],
      "maxLength": 100,
      "description": "One of /me/senders, by its id; null: none is chosen yet."
    },
    "to": {
      "$ref": "#/$defs/addressees"
    },
    "cc": {
      "$ref": "#/$defs/addressees"
    },
    "bcc": {
      "$ref": "#/$defs/addressees"
    },
    "subject": {
      "type": "string",
      "maxLength": 1000
    },
    "html": {
      "type": "string",
      "maxLength": 300000,
      "description": "What the person writes, without signature and quoted message. Everything but layout and words is taken out when it is saved."
    },
    "signature": {
      "type": "boolean",
      "description": "The signature of the sender's account goes below it."
    },
    "quote": {
      "type": "boolean",
      "description": "The message that it is about goes below it."
    },
    "attachments": {
      "type": "array",
      "maxItems": 100,
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "file"
        ],
        "properties": {
          "file": {
            "type": "string",
            "maxLength": 100,
            "description": "An uploaded file of one's own."
          }
        }
      }
    }
  },
  "$defs": {
    "addressees": {
      "type": "array",
      "maxItems": 500,
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "address"
        ],
        "properties": {
          "name": {
            "type": "string",
            "maxLength": 300
          },
          "address": {
            "type": "string",
            "maxLength": 1000
          }
        }
      }
    }
  }
} as const;
