/* Made from rule.schema.json by "npm run generate". Do not edit. */

export type Trigger =
  | {
      kind: 'form';
      /**
       * Id of the form
       */
      form: string;
      /**
       * mail_failure: only when another rule names it in onFailure
       */
      event: 'submit' | 'save' | 'load' | 'status_change' | 'field_change' | 'mail_failure';
      /**
       * Of field_change: only when one of these fields changed
       *
       * @minItems 1
       * @maxItems 100
       */
      fields?: [string, ...string[]];
      /**
       * Of status_change: only from one of these statuses
       *
       * @minItems 1
       * @maxItems 50
       */
      from?: [string, ...string[]];
      /**
       * Of status_change: only to one of these statuses
       *
       * @minItems 1
       * @maxItems 50
       */
      to?: [string, ...string[]];
    }
  | {
      kind: 'workflow';
      event: string;
      /**
       * Form whose schema the facts must fit
       */
      form?: string;
    }
  | {
      kind: 'email-received';
      /**
       * Id of the data source whose mailbox is read
       */
      mailbox: string;
      /**
       * Also for e-mails that programs made: reports, absences, newsletters; default false
       */
      automatic?: boolean;
      /**
       * How often the rule fires for one sender in 24 hours; default 3
       */
      most?: number;
    };
export type Field = string;

/**
 * What a rule is made of: when it looks, under which conditions it fires, and what it does.
 */
export interface RuleInput {
  name: string;
  trigger: Trigger;
  /**
   * json-rules-engine conditions; empty: always.
   */
  conditions?: {};
  /**
   * @minItems 1
   * @maxItems 50
   */
  actions: [Action, ...Action[]];
  forEach?: ForEach;
  enabled?: boolean;
}
export interface Action {
  action: string;
  params: {};
  /**
   * Written into the form when an e-mail of this action was accepted, failed, came back or was cancelled
   */
  outcome?: {
    /**
     * The field of the form for each part
     */
    fields: {
      messageId?: Field;
      accepted?: Field;
      rejected?: Field;
      state?: Field;
      errorClass?: Field;
      error?: Field;
      at?: Field;
    };
  };
  onFailure?: {
    /**
     * Id or name of the rule that runs with the same facts when an e-mail of this action fails or comes back
     */
    rule: string;
  };
  /**
   * The later rules of the trigger are not run where an e-mail of this action cannot be sent for now
   */
  stopOnFailure?: boolean;
  /**
   * Where this action cannot make an e-mail of the facts, the event goes on without it and says why; otherwise the whole event is refused
   */
  ignoreErrors?: boolean;
}
/**
 * The actions run once for each row of a table, which they see as `row`.
 */
export interface ForEach {
  /**
   * A table of the form
   */
  field: string;
  /**
   * json-rules-engine conditions, asked for each row; rows that do not match are left out
   */
  conditions?: {};
  /**
   * Run once, before the rows
   *
   * @maxItems 10
   */
  before?:
    | []
    | [Action]
    | [Action, Action]
    | [Action, Action, Action]
    | [Action, Action, Action, Action]
    | [Action, Action, Action, Action, Action]
    | [Action, Action, Action, Action, Action, Action]
    | [Action, Action, Action, Action, Action, Action, Action]
    | [Action, Action, Action, Action, Action, Action, Action, Action]
    | [Action, Action, Action, Action, Action, Action, Action, Action, Action]
    | [Action, Action, Action, Action, Action, Action, Action, Action, Action, Action];
  /**
   * Run once, after the rows
   *
   * @maxItems 10
   */
  after?:
    | []
    | [Action]
    | [Action, Action]
    | [Action, Action, Action]
    | [Action, Action, Action, Action]
    | [Action, Action, Action, Action, Action]
    | [Action, Action, Action, Action, Action, Action]
    | [Action, Action, Action, Action, Action, Action, Action]
    | [Action, Action, Action, Action, Action, Action, Action, Action]
    | [Action, Action, Action, Action, Action, Action, Action, Action, Action]
    | [Action, Action, Action, Action, Action, Action, Action, Action, Action, Action];
}

export const ruleInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "RuleInput",
  "description": "What a rule is made of: when it looks, under which conditions it fires, and what it does.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "trigger",
    "actions"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "pattern": "^[^\\u0000-\\u001f\\u007f]*$"
    },
    "trigger": {
      "$ref": "#/$defs/trigger"
    },
    "conditions": {
      "type": "object",
      "description": "json-rules-engine conditions; empty: always."
    },
    "actions": {
      "type": "array",
      "minItems": 1,
      "maxItems": 50,
      "items": {
        "$ref": "#/$defs/action"
      }
    },
    "forEach": {
      "$ref": "#/$defs/forEach"
    },
    "enabled": {
      "type": "boolean",
      "default": true
    }
  },
  "$defs": {
    "trigger": {
      "oneOf": [
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "form",
            "event"
          ],
          "properties": {
            "kind": {
              "const": "form"
            },
            "form": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "description": "Id of the form"
            },
            "event": {
              "enum": [
                "submit",
                "save",
                "load",
                "status_change",
                "field_change",
                "mail_failure"
              ],
              "description": "mail_failure: only when another rule names it in onFailure"
            },
            "fields": {
              "type": "array",
              "minItems": 1,
              "maxItems": 100,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 100
              },
              "description": "Of field_change: only when one of these fields changed"
            },
            "from": {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 100
              },
              "description": "Of status_change: only from one of these statuses"
            },
            "to": {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 100
              },
              "description": "Of status_change: only to one of these statuses"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "event"
          ],
          "properties": {
            "kind": {
              "const": "workflow"
            },
            "event": {
              "type": "string",
              "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"
            },
            "form": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "description": "Form whose schema the facts must fit"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "mailbox"
          ],
          "properties": {
            "kind": {
              "const": "email-received"
            },
            "mailbox": {
              "type": "string",
              "minLength": 1,
              "maxLength": 100,
              "description": "Id of the data source whose mailbox is read"
            },
            "automatic": {
              "type": "boolean",
              "description": "Also for e-mails that programs made: reports, absences, newsletters; default false"
            },
            "most": {
              "type": "integer",
              "minimum": 1,
              "maximum": 50,
              "description": "How often the rule fires for one sender in 24 hours; default 3"
            }
          }
        }
      ]
    },
    "action": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "action",
        "params"
      ],
      "properties": {
        "action": {
          "type": "string",
          "minLength": 1,
          "maxLength": 100
        },
        "params": {
          "type": "object"
        },
        "outcome": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "fields"
          ],
          "description": "Written into the form when an e-mail of this action was accepted, failed, came back or was cancelled",
          "properties": {
            "fields": {
              "type": "object",
              "additionalProperties": false,
              "minProperties": 1,
              "description": "The field of the form for each part",
              "properties": {
                "messageId": {
                  "$ref": "#/$defs/field"
                },
                "accepted": {
                  "$ref": "#/$defs/field"
                },
                "rejected": {
                  "$ref": "#/$defs/field"
                },
                "state": {
                  "$ref": "#/$defs/field"
                },
                "errorClass": {
                  "$ref": "#/$defs/field"
                },
                "error": {
                  "$ref": "#/$defs/field"
                },
                "at": {
                  "$ref": "#/$defs/field"
                }
              }
            }
          }
        },
        "onFailure": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "rule"
          ],
          "properties": {
            "rule": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "description": "Id or name of the rule that runs with the same facts when an e-mail of this action fails or comes back"
            }
          }
        },
        "stopOnFailure": {
          "type": "boolean",
          "description": "The later rules of the trigger are not run where an e-mail of this action cannot be sent for now"
        },
        "ignoreErrors": {
          "type": "boolean",
          "description": "Where this action cannot make an e-mail of the facts, the event goes on without it and says why; otherwise the whole event is refused"
        }
      }
    },
    "field": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100
    },
    "forEach": {
      "title": "ForEach",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "field"
      ],
      "description": "The actions run once for each row of a table, which they see as `row`.",
      "properties": {
        "field": {
          "type": "string",
          "minLength": 1,
          "maxLength": 100,
          "description": "A table of the form"
        },
        "conditions": {
          "type": "object",
          "description": "json-rules-engine conditions, asked for each row; rows that do not match are left out"
        },
        "before": {
          "type": "array",
          "maxItems": 10,
          "items": {
            "$ref": "#/$defs/action"
          },
          "description": "Run once, before the rows"
        },
        "after": {
          "type": "array",
          "maxItems": 10,
          "items": {
            "$ref": "#/$defs/action"
          },
          "description": "Run once, after the rows"
        }
      }
    }
  }
} as const;
