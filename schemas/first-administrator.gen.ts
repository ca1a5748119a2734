/* Made from first-administrator.schema.json by "npm run generate". Do not edit. */

export interface FirstAdministrator {
  /**
   * From the link that the server prints when it starts.
   */
  code: string;
  name: string;
  /**
   * Not the name.
   */
  password: string;
}

export const firstAdministratorSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "FirstAdministrator",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "code",
    "name",
    "password"
  ],
  "properties": {
    "code": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "From the link that the server prints when it starts."
    },
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200
    },
    "password": {
      "type": "string",
      "minLength": 10,
      "maxLength": 200,
      "description": "Not the name."
    }
  }
} as const;
