/* Made from group.schema.json by "npm run generate". Do not edit. */

export interface GroupInput {
  /**
   * Large and small letters do not tell names apart.
   */
  name: string;
  /**
   * Ids of people. May be empty.
   *
   * @maxItems 10000
   */
  members: string[];
}

export const groupInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "GroupInput",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "members"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "description": "Large and small letters do not tell names apart."
    },
    "members": {
      "type": "array",
      "uniqueItems": true,
      "maxItems": 10000,
      "items": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100
      },
      "description": "Ids of people. May be empty."
    }
  }
} as const;
