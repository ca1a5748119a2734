/* Made from new-token.schema.json by "npm run generate". Do not edit. */

export interface NewToken {
  /**
   * What the token is for.
   */
  name: string;
  /**
   * Absent: 90. null: it does not expire, so a copy that somebody took works until it is revoked.
   */
  expiresInDays?: number | null;
  /**
   * Of your roles, those that the token gets. Absent: all that you have now; it never gets one that you get later.
   *
   * @minItems 1
   */
  roles?: [
    'administrator' | 'manage_data_sources' | 'designer' | 'payroll_operator' | 'approver' | 'user',
    ...('administrator' | 'manage_data_sources' | 'designer' | 'payroll_operator' | 'approver' | 'user')[]
  ];
  /**
   * Id of the only connector that the token is about: it may call /connectors/:id and what is below.
   */
  connector?: string;
  /**
   * Id of the only rule that the token is about: it may call /rules/:id and what is below, and POST /events, where no other rule runs.
   */
  rule?: string;
}

export const newTokenSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "NewToken",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "description": "What the token is for."
    },
    "expiresInDays": {
      "type": [
        "integer",
        "null"
      ],
      "minimum": 1,
      "maximum": 3650,
      "description": "Absent: 90. null: it does not expire, so a copy that somebody took works until it is revoked."
    },
    "roles": {
      "type": "array",
      "minItems": 1,
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
      },
      "description": "Of your roles, those that the token gets. Absent: all that you have now; it never gets one that you get later."
    },
    "connector": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "Id of the only connector that the token is about: it may call /connectors/:id and what is below."
    },
    "rule": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "Id of the only rule that the token is about: it may call /rules/:id and what is below, and POST /events, where no other rule runs."
    }
  }
} as const;
