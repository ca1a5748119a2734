/* Made from invitation.schema.json by "npm run generate". Do not edit. */

export interface Invitation {
  /**
   * From the link that an administrator handed over.
   */
  code: string;
}

export const invitationSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Invitation",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "code"
  ],
  "properties": {
    "code": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "From the link that an administrator handed over."
    }
  }
} as const;
