/* Made from document-password.schema.json by "npm run generate". Do not edit. */

/**
 * The password of one person's PDFs. It is stored sealed and never answered.
 */
export interface DocumentPasswordInput {
  password: string;
}

export const documentPasswordInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "DocumentPasswordInput",
  "description": "The password of one person's PDFs. It is stored sealed and never answered.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "password"
  ],
  "properties": {
    "password": {
      "type": "string",
      "minLength": 4,
      "maxLength": 127,
      "format": "secret"
    }
  }
} as const;
