/* Made from sending-stop.schema.json by "npm run generate". Do not edit. */

/**
 * Why all sending stops.
 */
export interface SendingStop {
  reason: string;
}

export const sendingStopSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "SendingStop",
  "description": "Why all sending stops.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "reason"
  ],
  "properties": {
    "reason": {
      "type": "string",
      "minLength": 1,
      "maxLength": 300,
      "pattern": "\\S"
    }
  }
} as const;
