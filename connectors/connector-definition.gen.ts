/* Made from connector-definition.schema.json by "npm run generate". Do not edit. */

/**
 * A named data source as a person writes it. Secrets in `settings`: absent keeps the stored one, a text replaces it, null clears it.
 */
export interface ConnectorDefinition {
  /**
   * A connector type, e.g. email. It cannot be changed later.
   */
  type: string;
  /**
   * Tells connectors apart; unique whatever the case.
   */
  displayName: string;
  /**
   * Id of a provider of the catalogue.
   */
  provider?: string;
  /**
   * false switches the connector off; true where nothing is said.
   */
  enabled?: boolean;
  /**
   * Described by GET connector-types/{type}.
   */
  settings: {};
}

export const connectorDefinitionSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "ConnectorDefinition",
  "description": "A named data source as a person writes it. Secrets in `settings`: absent keeps the stored one, a text replaces it, null clears it.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "type",
    "displayName",
    "settings"
  ],
  "properties": {
    "type": {
      "type": "string",
      "description": "A connector type, e.g. email. It cannot be changed later.",
      "minLength": 1,
      "maxLength": 60
    },
    "displayName": {
      "type": "string",
      "description": "Tells connectors apart; unique whatever the case.",
      "minLength": 1,
      "maxLength": 80,
      "pattern": "^(?=.*\\S)[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*$"
    },
    "provider": {
      "type": "string",
      "description": "Id of a provider of the catalogue.",
      "maxLength": 60
    },
    "enabled": {
      "type": "boolean",
      "description": "false switches the connector off; true where nothing is said."
    },
    "settings": {
      "type": "object",
      "description": "Described by GET connector-types/{type}."
    }
  }
} as const;
