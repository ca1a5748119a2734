/* Made from email-account-definition.schema.json by "npm run generate". Do not edit. */

/**
 * A mailbox of one's own, as its owner writes it. Secrets in settings: absent keeps the stored one, a text replaces it, null clears it.
 */
export interface EmailAccountDefinition {
  /**
   * The address of the mailbox; one account for each.
   */
  address: string;
  /**
   * Id of a provider of the catalogue.
   */
  provider?: string;
  /**
   * As those of a connector of the type email.
   */
  settings: {};
  /**
   * Of a new account: Do you want to read email?
   */
  readEmail?: boolean;
}

export const emailAccountDefinitionSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "EmailAccountDefinition",
  "description": "A mailbox of one's own, as its owner writes it. Secrets in settings: absent keeps the stored one, a text replaces it, null clears it.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "address",
    "settings"
  ],
  "properties": {
    "address": {
      "type": "string",
      "description": "The address of the mailbox; one account for each.",
      "maxLength": 320,
      "pattern": "^[^\\s@<>,;:\"()]+@[^\\s@<>,;:\"()]+$"
    },
    "provider": {
      "type": "string",
      "description": "Id of a provider of the catalogue.",
      "maxLength": 60
    },
    "settings": {
      "type": "object",
      "description": "As those of a connector of the type email."
    },
    "readEmail": {
      "type": "boolean",
      "description": "Of a new account: Do you want to read email?"
    }
  }
} as const;
