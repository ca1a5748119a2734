/* Made from password-change.schema.json by "npm run generate". Do not edit. */

export interface PasswordChange {
  /**
   * The present password.
   */
  current: string;
  /**
   * The new one. Not the name.
   */
  password: string;
}

export const passwordChangeSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "PasswordChange",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "current",
    "password"
  ],
  "properties": {
    "current": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000,
      "description": "The present password."
    },
    "password": {
      "type": "string",
      "minLength": 10,
      "maxLength": 200,
      "description": "The new one. Not the name."
    }
  }
} as const;
