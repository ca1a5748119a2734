/* Made from connector-security.schema.json by "npm run generate". Do not edit. */

/**
 * Ids of people
 *
 * @maxItems 1000
 */
export type Ids = string[];
/**
 * Ids of groups
 *
 * @maxItems 1000
 */
export type Ids1 = string[];

export interface ConnectorSecurityInput {
  administrators: People;
  users: People1;
  excluded?: People2;
  /**
   * true: nobody changes or deletes it until this is taken back. It can be tested and it sends.
   */
  readOnly?: boolean;
  /**
   * Whether external partners may query it. Kept for the record: an e-mail connector has nothing to query, so it changes nothing.
   */
  enableB2B?: boolean;
}
/**
 * Who may change, test and delete it. Nobody named: whoever has the role Administrator or Manage data sources. An Administrator may always read it and change this.
 */
export interface People {
  users?: Ids;
  groups?: Ids1;
}
/**
 * In whose name it sends. Nobody named: everyone's.
 */
export interface People1 {
  users?: Ids;
  groups?: Ids1;
}
/**
 * In whose name it does not send, whatever else is said.
 */
export interface People2 {
  users?: Ids;
  groups?: Ids1;
}

export const connectorSecurityInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "ConnectorSecurityInput",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "administrators",
    "users"
  ],
  "properties": {
    "administrators": {
      "$ref": "#/$defs/people",
      "description": "Who may change, test and delete it. Nobody named: whoever has the role Administrator or Manage data sources. An Administrator may always read it and change this."
    },
    "users": {
      "$ref": "#/$defs/people",
      "description": "In whose name it sends. Nobody named: everyone's."
    },
    "excluded": {
      "$ref": "#/$defs/people",
      "description": "In whose name it does not send, whatever else is said."
    },
    "readOnly": {
      "type": "boolean",
      "description": "true: nobody changes or deletes it until this is taken back. It can be tested and it sends."
    },
    "enableB2B": {
      "type": "boolean",
      "description": "Whether external partners may query it. Kept for the record: an e-mail connector has nothing to query, so it changes nothing."
    }
  },
  "$defs": {
    "people": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "users": {
          "$ref": "#/$defs/ids",
          "description": "Ids of people"
        },
        "groups": {
          "$ref": "#/$defs/ids",
          "description": "Ids of groups"
        }
      }
    },
    "ids": {
      "type": "array",
      "uniqueItems": true,
      "maxItems": 1000,
      "items": {
        "type": "string",
        "minLength": 1,
        "maxLength": 100
      }
    }
  }
} as const;
