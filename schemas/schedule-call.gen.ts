/* Made from schedule-call.schema.json by "npm run generate". Do not edit. */

/**
 * What a webhook of a schedule is called with. All of it may be left out.
 */
export interface ScheduleCall {
  /**
   * Id of an instance of the rule's form: the rule looks at its values.
   */
  instance?: string;
  /**
   * In the place of single facts of the schedule or the instance.
   */
  facts?: {};
}

export const scheduleCallSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "ScheduleCall",
  "description": "What a webhook of a schedule is called with. All of it may be left out.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "instance": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "Id of an instance of the rule's form: the rule looks at its values."
    },
    "facts": {
      "type": "object",
      "description": "In the place of single facts of the schedule or the instance."
    }
  }
} as const;
