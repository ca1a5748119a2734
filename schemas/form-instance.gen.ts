/* Made from form-instance.schema.json by "npm run generate". Do not edit. */

export interface FormInstanceInput {
  event?: 'submit' | 'save' | 'load' | 'status_change' | 'field_change';
  facts: {};
  hold?: boolean;
}

export const formInstanceInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "FormInstanceInput",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "facts"
  ],
  "properties": {
    "event": {
      "enum": [
        "submit",
        "save",
        "load",
        "status_change",
        "field_change"
      ],
      "default": "submit"
    },
    "facts": {
      "type": "object"
    },
    "hold": {
      "type": "boolean"
    }
  }
} as const;
