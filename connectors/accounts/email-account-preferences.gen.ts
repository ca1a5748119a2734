/* Made from email-account-preferences.schema.json by "npm run generate". Do not edit. */

/**
 * What the owner says about an account; what is absent stays.
 */
export interface EmailAccountPreferences {
  /**
   * What the owner calls it.
   */
  displayName?: string;
  /**
   * The name beside the address in From; empty: none.
   */
  senderName?: string;
  /**
   * true: new e-mails are written from it; of a person's accounts exactly one is.
   */
  isDefault?: true;
  /**
   * The mailbox is shared: several people read it.
   */
  shared?: boolean;
  /**
   * Do you want to read email?
   */
  readEmail?: boolean;
  /**
   * Plain text; goes below e-mails that are written one at a time.
   */
  signature?: string;
  useSignature?: boolean;
  /**
   * Rules may send e-mails from this account in the owner's name, where a field or the owner of a record names them. Off for a new account.
   */
  rulesMaySend?: boolean;
}

export const emailAccountPreferencesSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "EmailAccountPreferences",
  "description": "What the owner says about an account; what is absent stays.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "displayName": {
      "type": "string",
      "description": "What the owner calls it.",
      "minLength": 1,
      "maxLength": 80,
      "pattern": "^(?=.*\\S)[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*$"
    },
    "senderName": {
      "type": "string",
      "description": "The name beside the address in From; empty: none.",
      "maxLength": 200,
      "pattern": "^[^\\u0000-\\u001f\\u007f]*$"
    },
    "isDefault": {
      "type": "boolean",
      "description": "true: new e-mails are written from it; of a person's accounts exactly one is.",
      "const": true
    },
    "shared": {
      "type": "boolean",
      "description": "The mailbox is shared: several people read it."
    },
    "readEmail": {
      "type": "boolean",
      "description": "Do you want to read email?"
    },
    "signature": {
      "type": "string",
      "description": "Plain text; goes below e-mails that are written one at a time.",
      "maxLength": 5000
    },
    "useSignature": {
      "type": "boolean"
    },
    "rulesMaySend": {
      "type": "boolean",
      "description": "Rules may send e-mails from this account in the owner's name, where a field or the owner of a record names them. Off for a new account."
    }
  }
} as const;
