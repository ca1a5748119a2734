/* Made from event.schema.json by "npm run generate". Do not edit. */

/**
 * Something happened: either a workflow event (type) or an event of a form (form and event).
 */
export interface EventInput {
  type?: string;
  form?: string;
  event?: 'submit' | 'save' | 'load' | 'status_change' | 'field_change';
  facts: {};
  /**
   * Nothing is sent until POST events/:id/commit.
   */
  hold?: boolean;
}

export const eventInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "EventInput",
  "description": "Something happened: either a workflow event (type) or an event of a form (form and event).",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "facts"
  ],
  "properties": {
    "type": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100
    },
    "form": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100
    },
    "event": {
      "enum": [
        "submit",
        "save",
        "load",
        "status_change",
        "field_change"
      ]
    },
    "facts": {
      "type": "object"
    },
    "hold": {
      "type": "boolean",
      "description": "Nothing is sent until POST events/:id/commit."
    }
  }
} as const;
