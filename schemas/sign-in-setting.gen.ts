/* Made from sign-in-setting.schema.json by "npm run generate". Do not edit. */

/**
 * Who may sign in with a password.
 */
export interface SignInSetting {
  /**
   * chosen: only those named; everybody else signs in with a provider.
   */
  passwords: 'everybody' | 'chosen';
  /**
   * ids of administrators who get in when no provider answers
   */
  chosen?: string[];
}

export const signInSettingSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "SignInSetting",
  "description": "Who may sign in with a password.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "passwords"
  ],
  "properties": {
    "passwords": {
      "enum": [
        "everybody",
        "chosen"
      ],
      "description": "chosen: only those named; everybody else signs in with a provider."
    },
    "chosen": {
      "type": "array",
      "uniqueItems": true,
      "description": "ids of administrators who get in when no provider answers",
      "items": {
        "type": "string",
        "maxLength": 64
      }
    }
  }
} as const;
