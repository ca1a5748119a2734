/* Made from instance-change.schema.json by "npm run generate". Do not edit. */

export interface InstanceChangeInput {
  /**
   * All values of the instance, as the schema of its form wants them
   */
  values: {};
  status?: string;
}

export const instanceChangeInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "InstanceChangeInput",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "values"
  ],
  "properties": {
    "values": {
      "type": "object",
      "description": "All values of the instance, as the schema of its form wants them"
    },
    "status": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100
    }
  }
} as const;
