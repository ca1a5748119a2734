/* Made from template-preview.schema.json by "npm run generate". Do not edit. */

/**
 * A template as it stands in the editor, in one language, with a record.
 */
export interface TemplatePreviewInput {
  /**
   * The stored one that it will replace.
   */
  templateId?: string;
  /**
   * As for POST /templates.
   */
  template: {};
  /**
   * Of the recipient (BCP 47); absent: the default text.
   */
  language?: string;
  /**
   * The record.
   */
  facts: {};
}

export const templatePreviewInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "TemplatePreviewInput",
  "description": "A template as it stands in the editor, in one language, with a record.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "template",
    "facts"
  ],
  "properties": {
    "templateId": {
      "type": "string",
      "maxLength": 100,
      "description": "The stored one that it will replace."
    },
    "template": {
      "type": "object",
      "description": "As for POST /templates."
    },
    "language": {
      "type": "string",
      "maxLength": 35,
      "description": "Of the recipient (BCP 47); absent: the default text."
    },
    "facts": {
      "type": "object",
      "description": "The record."
    }
  }
} as const;
