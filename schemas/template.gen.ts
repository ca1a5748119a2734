/* Made from template.schema.json by "npm run generate". Do not edit. */

/**
 * A template of the library: a whole e-mail, a layout around e-mails, or a part that others hold as {{> Name}}.
 */
export interface TemplateInput {
  /**
   * Unique, in capitals or not. A part's name is one word: a letter, then letters, digits, - or _.
   */
  name: string;
  kind: 'email' | 'layout' | 'part';
  /**
   * Of an e-mail: the layout around its HTML; null or absent: none.
   */
  layoutId?: string | null;
  /**
   * One entry for each language; "default" has to be there.
   *
   * @minItems 1
   * @maxItems 40
   */
  texts: [TemplateText, ...TemplateText[]];
}
export interface TemplateText {
  /**
   * A language tag (BCP 47), e.g. fr-CA, or "default".
   */
  language: string;
  /**
   * Of an e-mail; a template.
   */
  subject?: string;
  /**
   * A template; of a layout with {{> body}}.
   */
  html?: string;
  /**
   * A template; absent of an e-mail: made from the HTML body.
   */
  text?: string;
}

export const templateInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "TemplateInput",
  "description": "A template of the library: a whole e-mail, a layout around e-mails, or a part that others hold as {{> Name}}.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "kind",
    "texts"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "Unique, in capitals or not. A part's name is one word: a letter, then letters, digits, - or _."
    },
    "kind": {
      "enum": [
        "email",
        "layout",
        "part"
      ]
    },
    "layoutId": {
      "type": [
        "string",
        "null"
      ],
      "maxLength": 100,
      "description": "Of an e-mail: the layout around its HTML; null or absent: none."
    },
    "texts": {
      "type": "array",
      "minItems": 1,
      "maxItems": 40,
      "description": "One entry for each language; \"default\" has to be there.",
      "items": {
        "$ref": "#/$defs/templateText"
      }
    }
  },
  "$defs": {
    "templateText": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "language"
      ],
      "properties": {
        "language": {
          "type": "string",
          "minLength": 1,
          "maxLength": 35,
          "description": "A language tag (BCP 47), e.g. fr-CA, or \"default\"."
        },
        "subject": {
          "type": "string",
          "maxLength": 2000,
          "description": "Of an e-mail; a template."
        },
        "html": {
          "type": "string",
          "maxLength": 262144,
          "description": "A template; of a layout with {{> body}}."
        },
        "text": {
          "type": "string",
          "maxLength": 262144,
          "description": "A template; absent of an e-mail: made from the HTML body."
        }
      }
    }
  }
} as const;
