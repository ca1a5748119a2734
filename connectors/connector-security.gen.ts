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
export type PartnerAddress = 'main_contact_email' | 'current_user_email';

export interface ConnectorSecurityInput {
  administrators: People;
  users: People1;
  excluded?: People2;
  /**
   * true: nobody changes or deletes it until this is taken back. It can be tested and it sends.
   */
  readOnly?: boolean;
  /**
   * Whether it sends in the names of people who work for external partners. Absent or false: it does not, also where they are named.
   */
  enableB2B?: boolean;
  /**
   * What an e-mail in such a person's name gets, instead of what its rule says. null or absent: nothing. A value that is not recorded changes nothing.
   */
  partnerDefaults?: {
    /**
     * The name beside the sender's address
     */
    fromName?: 'main_contact_name' | 'company' | 'current_user_name';
    replyTo?: PartnerAddress;
    /**
     * Added to the rule's
     */
    cc?: 'main_contact_email' | 'current_user_email';
    /**
     * Added to the rule's
     */
    bcc?: 'main_contact_email' | 'current_user_email';
  } | null;
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
      "description": "Whether it sends in the names of people who work for external partners. Absent or false: it does not, also where they are named."
    },
    "partnerDefaults": {
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "description": "What an e-mail in such a person's name gets, instead of what its rule says. null or absent: nothing. A value that is not recorded changes nothing.",
      "properties": {
        "fromName": {
          "enum": [
            "main_contact_name",
            "company",
            "current_user_name"
          ],
          "description": "The name beside the sender's address"
        },
        "replyTo": {
          "$ref": "#/$defs/partnerAddress"
        },
        "cc": {
          "$ref": "#/$defs/partnerAddress",
          "description": "Added to the rule's"
        },
        "bcc": {
          "$ref": "#/$defs/partnerAddress",
          "description": "Added to the rule's"
        }
      }
    }
  },
  "$defs": {
    "partnerAddress": {
      "enum": [
        "main_contact_email",
        "current_user_email"
      ]
    },
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
