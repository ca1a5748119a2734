/* Made from new-draft.schema.json by "npm run generate". Do not edit. */

export interface NewDraft {
  /**
   * Default new. The others are about a message: addressees, subject and files are filled in from it.
   */
  kind?: 'new' | 'reply' | 'reply_all' | 'forward';
  /**
   * Where the message is; of a new one: the mailbox that it is written from.
   */
  mailbox?: string;
  message?: string;
}

export const newDraftSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "NewDraft",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "kind": {
      "enum": [
        "new",
        "reply",
        "reply_all",
        "forward"
      ],
      "description": "Default new. The others are about a message: addressees, subject and files are filled in from it."
    },
    "mailbox": {
      "type": "string",
      "maxLength": 100,
      "description": "Where the message is; of a new one: the mailbox that it is written from."
    },
    "message": {
      "type": "string",
      "maxLength": 100
    }
  }
} as const;
