/* Made from new-token.schema.json by "npm run generate". Do not edit. */

export interface NewToken {
  /**
   * What the token is for.
   */
  name: string;
  /**
   * Absent: it does not expire.
   */
  expiresInDays?: number;
}

export const newTokenSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "NewToken",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "description": "What the token is for."
    },
    "expiresInDays": {
      "type": "integer",
      "minimum": 1,
      "maximum": 3650,
      "description": "Absent: it does not expire."
    }
  }
} as const;
