/* Made from new-user.schema.json by "npm run generate". Do not edit. */

export interface NewUser {
  /**
   * To sign in with; large and small letters do not tell names apart.
   */
  name: string;
  /**
   * The person's own. By it the account of an OpenID provider is recognised at the first sign-in; no two people have one.
   */
  email?: string;
  roles: ('administrator' | 'manage_data_sources' | 'designer' | 'payroll_operator' | 'approver' | 'user')[];
  /**
   * Id of the contact (a partner) that an external person works for. Data sources are open to such people only where their security says so (enableB2B).
   */
  partner?: string;
  /**
   * Instead of an invitation. Good for one sign-in within seven days, at which the person chooses the own one. Not the name.
   */
  temporaryPassword?: string;
}

export const newUserSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "NewUser",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "roles"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "description": "To sign in with; large and small letters do not tell names apart."
    },
    "email": {
      "type": "string",
      "format": "email",
      "maxLength": 254,
      "description": "The person's own. By it the account of an OpenID provider is recognised at the first sign-in; no two people have one."
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
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "Id of the contact (a partner) that an external person works for. Data sources are open to such people only where their security says so (enableB2B)."
    },
    "temporaryPassword": {
      "type": "string",
      "minLength": 10,
      "maxLength": 200,
      "description": "Instead of an invitation. Good for one sign-in within seven days, at which the person chooses the own one. Not the name."
    }
  }
} as const;
