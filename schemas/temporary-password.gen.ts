/* Made from temporary-password.schema.json by "npm run generate". Do not edit. */

export interface TemporaryPassword {
  /**
   * Good for one sign-in within seven days, at which the person chooses the own one. Not the name.
   */
  password: string;
}

export const temporaryPasswordSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "TemporaryPassword",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "password"
  ],
  "properties": {
    "password": {
      "type": "string",
      "minLength": 10,
      "maxLength": 200,
      "description": "Good for one sign-in within seven days, at which the person chooses the own one. Not the name."
    }
  }
} as const;
