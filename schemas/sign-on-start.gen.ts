/* Made from sign-on-start.schema.json by "npm run generate". Do not edit. */

export interface SignOnStart {
  /**
   * Path of this page to go on to.
   */
  returnTo?: string;
}

export const signOnStartSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "SignOnStart",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "returnTo": {
      "type": "string",
      "maxLength": 2000,
      "pattern": "^/(?![/\\\\])[^\\u0000-\\u0020\\u007f]*$",
      "description": "Path of this page to go on to."
    }
  }
} as const;
