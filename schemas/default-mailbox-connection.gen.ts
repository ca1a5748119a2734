/* Made from default-mailbox-connection.schema.json by "npm run generate". Do not edit. */

/**
 * How the default mailbox sends: a connector of its own. It is used once a test mail has proved it.
 */
export interface DefaultMailboxConnection {
  /**
   * Id of a provider of the catalogue.
   */
  provider?: string;
  /**
   * As those of an email connector: GET connector-types/email. An untouched secret is absent; without From the address of the mailbox stands there.
   */
  settings: {};
}

export const defaultMailboxConnectionSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "DefaultMailboxConnection",
  "description": "How the default mailbox sends: a connector of its own. It is used once a test mail has proved it.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "settings"
  ],
  "properties": {
    "provider": {
      "type": "string",
      "description": "Id of a provider of the catalogue.",
      "maxLength": 60
    },
    "settings": {
      "type": "object",
      "description": "As those of an email connector: GET connector-types/email. An untouched secret is absent; without From the address of the mailbox stands there."
    }
  }
} as const;
