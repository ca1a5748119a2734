/* Made from global-smtp.schema.json by "npm run generate". Do not edit. */

export type EnableGlobalSMTPMainConnector = boolean;
export type Connector = string | null;
/**
 * auto: unless the provider files sent mail by itself.
 */
export type SaveToSentItems = 'auto' | 'always' | 'never';

/**
 * One connector for all mail of the installation.
 */
export interface GlobalSmtp {
  enabled: EnableGlobalSMTPMainConnector;
  /**
   * force: every mail; fallback: only where a rule names no connector that can send.
   */
  mode?: 'force' | 'fallback';
  connectorId?: Connector;
  saveToSent?: SaveToSentItems;
}

export const globalSmtpSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "GlobalSmtp",
  "description": "One connector for all mail of the installation.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "enabled"
  ],
  "properties": {
    "enabled": {
      "type": "boolean",
      "title": "Enable Global SMTP Main Connector"
    },
    "mode": {
      "enum": [
        "force",
        "fallback"
      ],
      "default": "force",
      "description": "force: every mail; fallback: only where a rule names no connector that can send."
    },
    "connectorId": {
      "type": [
        "string",
        "null"
      ],
      "title": "Connector"
    },
    "saveToSent": {
      "enum": [
        "auto",
        "always",
        "never"
      ],
      "default": "auto",
      "title": "Save to Sent Items",
      "description": "auto: unless the provider files sent mail by itself."
    }
  },
  "if": {
    "properties": {
      "enabled": {
        "const": true
      }
    }
  },
  "then": {
    "required": [
      "connectorId"
    ],
    "properties": {
      "connectorId": {
        "type": "string",
        "minLength": 1
      }
    }
  }
} as const;
