/* Made from guard.schema.json by "npm run generate". Do not edit. */

/**
 * What keeps an installation that is not the real one from writing to real people.
 */
export interface GuardChange {
  /**
   * capture: nothing leaves; redirect: everything goes to one address; allow_list: only these addresses get e-mail, the rest is captured
   */
  mode: 'off' | 'capture' | 'redirect' | 'allow_list';
  /**
   * Of redirect: the address that gets everything
   */
  redirectTo?: string | null;
  /**
   * Of allow_list: addresses, and whole domains as @example.com
   *
   * @maxItems 200
   */
  allowed?: string[];
}

export const guardChangeSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "GuardChange",
  "description": "What keeps an installation that is not the real one from writing to real people.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "mode"
  ],
  "properties": {
    "mode": {
      "enum": [
        "off",
        "capture",
        "redirect",
        "allow_list"
      ],
      "description": "capture: nothing leaves; redirect: everything goes to one address; allow_list: only these addresses get e-mail, the rest is captured"
    },
    "redirectTo": {
      "type": [
        "string",
        "null"
      ],
      "maxLength": 254,
      "description": "Of redirect: the address that gets everything"
    },
    "allowed": {
      "type": "array",
      "maxItems": 200,
      "items": {
        "type": "string",
        "minLength": 2,
        "maxLength": 254
      },
      "description": "Of allow_list: addresses, and whole domains as @example.com"
    }
  }
} as const;
