/* Made from run-settings.schema.json by "npm run generate". Do not edit. */

export interface RunSettings {
  /**
   * Who made or changed a run cannot approve it.
   */
  fourEyes: boolean;
  /**
   * A change of a rule waits until somebody else approves it. Absent: it stays as it is; at first it is off.
   */
  fourEyesForRules?: boolean;
  /**
   * A run stops by itself after so many failures in a row.
   */
  stopAfterFailures: number;
}

export const runSettingsSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RunSettings",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "fourEyes",
    "stopAfterFailures"
  ],
  "properties": {
    "fourEyes": {
      "type": "boolean",
      "description": "Who made or changed a run cannot approve it."
    },
    "fourEyesForRules": {
      "type": "boolean",
      "description": "A change of a rule waits until somebody else approves it. Absent: it stays as it is; at first it is off."
    },
    "stopAfterFailures": {
      "type": "integer",
      "minimum": 1,
      "maximum": 1000,
      "description": "A run stops by itself after so many failures in a row."
    }
  }
} as const;
