/* Made from alerts.schema.json by "npm run generate". Do not edit. */

/**
 * Who is told when a connector stops working, and when it is well again.
 */
export interface AlertsChange {
  /**
   * Administrators who get an e-mail through the default sender
   *
   * @maxItems 20
   */
  emails:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ];
  /**
   * Gets a signed POST; null: none
   */
  webhookUrl: string | null;
  /**
   * Signs the POST (HMAC SHA-256); write-only; absent: as it was. Another address needs it again
   */
  webhookSecret?: string;
}

export const alertsChangeSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "AlertsChange",
  "description": "Who is told when a connector stops working, and when it is well again.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "emails",
    "webhookUrl"
  ],
  "properties": {
    "emails": {
      "type": "array",
      "maxItems": 20,
      "items": {
        "type": "string",
        "minLength": 3,
        "maxLength": 254
      },
      "description": "Administrators who get an e-mail through the default sender"
    },
    "webhookUrl": {
      "type": [
        "string",
        "null"
      ],
      "maxLength": 2000,
      "description": "Gets a signed POST; null: none"
    },
    "webhookSecret": {
      "type": "string",
      "minLength": 16,
      "maxLength": 200,
      "description": "Signs the POST (HMAC SHA-256); write-only; absent: as it was. Another address needs it again"
    }
  }
} as const;
