/* Made from schedule.schema.json by "npm run generate". Do not edit. */

export type Timing =
  | {
      kind: 'immediately';
    }
  | {
      kind: 'onDemand';
    }
  | {
      kind: 'once';
      at: LocalTime;
    }
  | {
      kind: 'after';
      days?: number;
      hours?: number;
      minutes?: number;
    }
  | {
      kind: 'field';
      /**
       * A date or a date with time
       */
      field: string;
      /**
       * Negative: before it
       */
      days?: number;
      hours?: number;
      minutes?: number;
      /**
       * Of a date without time; default 08:00
       */
      time?: string;
    }
  | {
      kind: 'minutes';
      every: number;
    }
  | {
      kind: 'hourly';
      minute: number;
    }
  | {
      kind: 'daily';
      time: ClockTime;
      /**
       * Monday to Friday
       */
      weekdaysOnly?: boolean;
    }
  | {
      kind: 'weekly';
      time: ClockTime;
      /**
       * @minItems 1
       * @maxItems 7
       */
      days:
        | [Weekday]
        | [Weekday, Weekday]
        | [Weekday, Weekday, Weekday]
        | [Weekday, Weekday, Weekday, Weekday]
        | [Weekday, Weekday, Weekday, Weekday, Weekday]
        | [Weekday, Weekday, Weekday, Weekday, Weekday, Weekday]
        | [Weekday, Weekday, Weekday, Weekday, Weekday, Weekday, Weekday];
    }
  | {
      kind: 'monthly';
      time: ClockTime;
      /**
       * 31 is the last day of every month: a shorter month ends earlier.
       */
      day: number;
    }
  | {
      kind: 'monthly_weekday';
      time: ClockTime;
      nth: 'first' | 'second' | 'third' | 'fourth' | 'last';
      weekday: Weekday;
    };
/**
 * By the clock of the time zone, for example 2026-11-27T08:00.
 */
export type LocalTime = string;
/**
 * By the clock of the time zone, for example 08:30.
 */
export type ClockTime = string;
/**
 * 1 is Monday
 */
export type Weekday = number;

/**
 * When a rule looks at stored facts by itself.
 */
export interface ScheduleInput {
  name: string;
  /**
   * Id of the rule, of any trigger
   */
  rule: string;
  /**
   * What the rule looks at each time
   */
  facts?: {};
  /**
   * The rule looks at every instance of its form, as it is then, in the place of stored facts.
   */
  instances?: boolean;
  /**
   * IANA name, e.g. Europe/Prague.
   */
  timeZone: string;
  timing: Timing;
  expires?: {
    /**
     * By the clock of the time zone, for example 2026-11-27T08:00.
     */
    at?: string;
    /**
     * Ends after so many runs
     */
    runs?: number;
    /**
     * json-rules-engine conditions on the facts; ends when they hold.
     */
    when?: {};
  };
  /**
   * What was due while no server ran: one run afterwards, or none.
   */
  missed?: 'once' | 'skip';
  /**
   * Refused while another unique schedule of the same rule and facts has not ended.
   */
  unique?: boolean;
}

export const scheduleInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "ScheduleInput",
  "description": "When a rule looks at stored facts by itself.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "rule",
    "timeZone",
    "timing"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "pattern": "^[^\\u0000-\\u001f\\u007f]*$"
    },
    "rule": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "Id of the rule, of any trigger"
    },
    "facts": {
      "type": "object",
      "default": {},
      "description": "What the rule looks at each time"
    },
    "instances": {
      "type": "boolean",
      "default": false,
      "description": "The rule looks at every instance of its form, as it is then, in the place of stored facts."
    },
    "timeZone": {
      "type": "string",
      "minLength": 1,
      "maxLength": 64,
      "description": "IANA name, e.g. Europe/Prague."
    },
    "timing": {
      "$ref": "#/$defs/timing"
    },
    "expires": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "at": {
          "$ref": "#/$defs/localTime",
          "description": "No run after this moment, by the clock of the time zone"
        },
        "runs": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000000,
          "description": "Ends after so many runs"
        },
        "when": {
          "type": "object",
          "description": "json-rules-engine conditions on the facts; ends when they hold."
        }
      }
    },
    "missed": {
      "enum": [
        "once",
        "skip"
      ],
      "default": "once",
      "description": "What was due while no server ran: one run afterwards, or none."
    },
    "unique": {
      "type": "boolean",
      "default": false,
      "description": "Refused while another unique schedule of the same rule and facts has not ended."
    }
  },
  "$defs": {
    "localTime": {
      "type": "string",
      "pattern": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$",
      "description": "By the clock of the time zone, for example 2026-11-27T08:00."
    },
    "clockTime": {
      "type": "string",
      "pattern": "^([01]\\d|2[0-3]):[0-5]\\d$",
      "description": "By the clock of the time zone, for example 08:30."
    },
    "weekday": {
      "type": "integer",
      "minimum": 1,
      "maximum": 7,
      "description": "1 is Monday"
    },
    "timing": {
      "oneOf": [
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind"
          ],
          "properties": {
            "kind": {
              "const": "immediately"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind"
          ],
          "description": "Only when somebody asks for it, by its webhook or by hand.",
          "properties": {
            "kind": {
              "const": "onDemand"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "at"
          ],
          "properties": {
            "kind": {
              "const": "once"
            },
            "at": {
              "$ref": "#/$defs/localTime"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind"
          ],
          "properties": {
            "kind": {
              "const": "after"
            },
            "days": {
              "type": "integer",
              "minimum": 0,
              "maximum": 3660
            },
            "hours": {
              "type": "integer",
              "minimum": 0,
              "maximum": 10000
            },
            "minutes": {
              "type": "integer",
              "minimum": 0,
              "maximum": 100000
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "field"
          ],
          "properties": {
            "kind": {
              "const": "field"
            },
            "field": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "description": "A date or a date with time"
            },
            "days": {
              "type": "integer",
              "minimum": -3660,
              "maximum": 3660,
              "description": "Negative: before it"
            },
            "hours": {
              "type": "integer",
              "minimum": -10000,
              "maximum": 10000
            },
            "minutes": {
              "type": "integer",
              "minimum": -100000,
              "maximum": 100000
            },
            "time": {
              "$ref": "#/$defs/clockTime",
              "description": "Of a date without time; default 08:00"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "every"
          ],
          "properties": {
            "kind": {
              "const": "minutes"
            },
            "every": {
              "type": "integer",
              "minimum": 1,
              "maximum": 10080
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "minute"
          ],
          "properties": {
            "kind": {
              "const": "hourly"
            },
            "minute": {
              "type": "integer",
              "minimum": 0,
              "maximum": 59
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "time"
          ],
          "properties": {
            "kind": {
              "const": "daily"
            },
            "time": {
              "$ref": "#/$defs/clockTime"
            },
            "weekdaysOnly": {
              "type": "boolean",
              "description": "Monday to Friday"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "time",
            "days"
          ],
          "properties": {
            "kind": {
              "const": "weekly"
            },
            "time": {
              "$ref": "#/$defs/clockTime"
            },
            "days": {
              "type": "array",
              "minItems": 1,
              "maxItems": 7,
              "uniqueItems": true,
              "items": {
                "$ref": "#/$defs/weekday"
              }
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "time",
            "day"
          ],
          "properties": {
            "kind": {
              "const": "monthly"
            },
            "time": {
              "$ref": "#/$defs/clockTime"
            },
            "day": {
              "type": "integer",
              "minimum": 1,
              "maximum": 31,
              "description": "31 is the last day of every month: a shorter month ends earlier."
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "time",
            "nth",
            "weekday"
          ],
          "properties": {
            "kind": {
              "const": "monthly_weekday"
            },
            "time": {
              "$ref": "#/$defs/clockTime"
            },
            "nth": {
              "enum": [
                "first",
                "second",
                "third",
                "fourth",
                "last"
              ]
            },
            "weekday": {
              "$ref": "#/$defs/weekday"
            }
          }
        }
      ]
    }
  }
} as const;
