/* Made from user-change.schema.json by "npm run generate". Do not edit. */

export interface UserChange {
  /**
   * To sign in with; large and small letters do not tell names apart.
   */
  name?: string;
  /**
   * The person's own. By it the account of an OpenID provider is recognised at the first sign-in; no two people have one. null: none.
   */
  email?: string | null;
  roles?: ('administrator' | 'manage_data_sources' | 'designer' | 'payroll_operator' | 'approver' | 'user')[];
  /**
   * Id of the contact (a partner) that an external person works for. Data sources are open to such people only where their security says so (enableB2B). null: one of ours.
   */
  partner?: string | null;
  /**
   * true: sessions and API tokens end at once.
   */
  disabled?: boolean;
}

export const userChangeSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "UserChange",
  "type": "object",
  "additionalProperties": false,
  "minProperties": 1,
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "description": "To sign in with; large and small letters do not tell names apart."
    },
    "email": {
      "type": [
        "string",
        "null"
      ],
      "format": "email",
      "maxLength": 254,
      "description": "The person's own. By it the account of an OpenID provider is recognised at the first sign-in; no two people have one. null: none."
    },
    "roles": {
      "type": "array",
      "uniqueItems": true,
      "items": {
        "enum": [
          "administrator",
          "manage_data_sources",
          "designer",
          "payroll_operator",
          "approver",
          "user"
        ]
      }
    },
    "partner": {
      "type": [
        "string",
        "null"
      ],
      "minLength": 1,
      "maxLength": 100,
      "description": "Id of the contact (a partner) that an external person works for. Data sources are open to such people only where their security says so (enableB2B). null: one of ours."
    },
    "disabled": {
      "type": "boolean",
      "description": "true: sessions and API tokens end at once."
    }
  }
} as const;
