/* Made from sign-in.schema.json by "npm run generate". Do not edit. */

export interface SignIn {
  name: string;
  password: string;
  /**
   * The own password, where the present one was given by an administrator for one sign-in. Not the name.
   */
  newPassword?: string;
}

export const signInSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "SignIn",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "password"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200
    },
    "password": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000
    },
    "newPassword": {
      "type": "string",
      "minLength": 10,
      "maxLength": 200,
      "description": "The own password, where the present one was given by an administrator for one sign-in. Not the name."
    }
  }
} as const;
