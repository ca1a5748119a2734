/* Made from sending-limits.schema.json by "npm run generate". Do not edit. */

/**
 * How many e-mails may leave in an hour before the next ones are held for an administrator. Payroll runs, which are approved by their plan, do not count.
 */
export interface SendingLimitsChange {
  /**
   * null: no limit
   */
  perConnector: number | null;
  /**
   * null: no limit
   */
  perRule: number | null;
  /**
   * To one address, over all rules and connectors; null: no limit
   */
  perRecipient: number | null;
}

export const sendingLimitsChangeSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "SendingLimitsChange",
  "description": "How many e-mails may leave in an hour before the next ones are held for an administrator. Payroll runs, which are approved by their plan, do not count.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "perConnector",
    "perRule",
    "perRecipient"
  ],
  "properties": {
    "perConnector": {
      "type": [
        "integer",
        "null"
      ],
      "minimum": 1,
      "maximum": 1000000,
      "description": "null: no limit"
    },
    "perRule": {
      "type": [
        "integer",
        "null"
      ],
      "minimum": 1,
      "maximum": 1000000,
      "description": "null: no limit"
    },
    "perRecipient": {
      "type": [
        "integer",
        "null"
      ],
      "minimum": 1,
      "maximum": 1000000,
      "description": "To one address, over all rules and connectors; null: no limit"
    }
  }
} as const;
