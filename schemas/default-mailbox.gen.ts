/* Made from default-mailbox.schema.json by "npm run generate". Do not edit. */

export type Connector = string | null;
export type DisplayName = string | null;

/**
 * The mailbox that sends where nothing else is chosen, and the address that gets the replies.
 */
export interface DefaultMailbox {
  connectorId: Connector;
  displayName?: DisplayName;
  /**
   * The organisation's official mailbox: Reply-To of all mail that has none of its own.
   */
  replyTo?: null | {
    name?: string;
    address: string;
  };
}

export const defaultMailboxSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "DefaultMailbox",
  "description": "The mailbox that sends where nothing else is chosen, and the address that gets the replies.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "connectorId"
  ],
  "properties": {
    "connectorId": {
      "type": [
        "string",
        "null"
      ],
      "title": "Connector"
    },
    "displayName": {
      "type": [
        "string",
        "null"
      ],
      "maxLength": 200,
      "pattern": "^[^\\u0000-\\u001f\\u007f]*$",
      "title": "Display name"
    },
    "replyTo": {
      "description": "The organisation's official mailbox: Reply-To of all mail that has none of its own.",
      "oneOf": [
        {
          "type": "null"
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "address"
          ],
          "properties": {
            "name": {
              "type": "string",
              "maxLength": 200,
              "pattern": "^[^\\u0000-\\u001f\\u007f]*$"
            },
            "address": {
              "type": "string",
              "format": "email",
              "maxLength": 254
            }
          }
        }
      ]
    }
  }
} as const;
