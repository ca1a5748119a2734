/* Made from run-release.schema.json by "npm run generate". Do not edit. */

export interface RunReleaseInput {
  /**
   * By the clock of the run's time zone, for example 2026-11-27T08:00. Absent: now.
   */
  at?: string;
}

export const runReleaseInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RunReleaseInput",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "at": {
      "type": "string",
      "maxLength": 40,
      "description": "By the clock of the run's time zone, for example 2026-11-27T08:00. Absent: now."
    }
  }
} as const;
