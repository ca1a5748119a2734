/* Made from template-replay.schema.json by "npm run generate". Do not edit. */

export interface TemplateReplayInput {
  /**
   * As it stands in the editor, as for PUT /templates/{id}; absent: the stored one is compared with itself.
   */
  template?: {};
  /**
   * How many of the last records of each rule.
   */
  records?: number;
}

export const templateReplayInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "TemplateReplayInput",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "template": {
      "type": "object",
      "description": "As it stands in the editor, as for PUT /templates/{id}; absent: the stored one is compared with itself."
    },
    "records": {
      "type": "integer",
      "minimum": 1,
      "maximum": 200,
      "default": 50,
      "description": "How many of the last records of each rule."
    }
  }
} as const;
