/* Made from instance-status.schema.json by "npm run generate". Do not edit. */

export interface InstanceStatusInput {
  /**
   * One of the statuses of the form
   */
  status: string;
}

export const instanceStatusInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "InstanceStatusInput",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "status"
  ],
  "properties": {
    "status": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "One of the statuses of the form"
    }
  }
} as const;
