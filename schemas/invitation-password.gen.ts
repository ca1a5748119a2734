/* Made from invitation-password.schema.json by "npm run generate". Do not edit. */

export interface InvitationPassword {
  /**
   * From the link that an administrator handed over.
   */
  code: string;
  /**
   * Not the name.
   */
  password: string;
}

export const invitationPasswordSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "InvitationPassword",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "code",
    "password"
  ],
  "properties": {
    "code": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "From the link that an administrator handed over."
    },
    "password": {
      "type": "string",
      "minLength": 10,
      "maxLength": 200,
      "description": "Not the name."
    }
  }
} as const;
