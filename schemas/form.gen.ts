/* Made from form.schema.json by "npm run generate". Do not edit. */

export interface FormInput {
  name: string;
  /**
   * JSON Schema (draft 2020-12) of the facts of this form.
   */
  schema: {};
}

export const formInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "FormInput",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "schema"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "pattern": "^[^\\u0000-\\u001f\\u007f]*$"
    },
    "schema": {
      "type": "object",
      "description": "JSON Schema (draft 2020-12) of the facts of this form."
    }
  }
} as const;
