/* Made from invitation.schema.json by "npm run generate". Do not edit. */

/**
 * The meeting of an invitation. Texts are templates: {{field}}.
 */
export interface Invitation {
  /**
   * 2026-12-31T09:00 in timeZone, an instant like 2026-12-31T08:00Z, or a date for whole days.
   */
  start: string;
  /**
   * As start. Of whole days the last one.
   */
  end: string;
  /**
   * IANA name, e.g. Europe/Prague, of times that say no offset. Absent: the time zone of the server.
   */
  timeZone?: string;
  location?: string;
  /**
   * What the calendar shows with the meeting. Absent: the text of the e-mail.
   */
  description?: string;
  /**
   * Who gets the answers. Absent: the From of the e-mail.
   */
  organizer?: {
    name?: string;
    address: string;
  };
  /**
   * What makes it the same meeting when it changes or is cancelled, e.g. {{interviewId}}. Absent: every event makes a new meeting.
   */
  key?: string;
  /**
   * cancel: takes the meeting with this key out of the calendars.
   */
  operation?: 'request' | 'cancel';
}

export const invitationSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Invitation",
  "description": "The meeting of an invitation. Texts are templates: {{field}}.",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "start",
    "end"
  ],
  "properties": {
    "start": {
      "type": "string",
      "maxLength": 500,
      "description": "2026-12-31T09:00 in timeZone, an instant like 2026-12-31T08:00Z, or a date for whole days."
    },
    "end": {
      "type": "string",
      "maxLength": 500,
      "description": "As start. Of whole days the last one."
    },
    "timeZone": {
      "type": "string",
      "maxLength": 200,
      "description": "IANA name, e.g. Europe/Prague, of times that say no offset. Absent: the time zone of the server."
    },
    "location": {
      "type": "string",
      "maxLength": 1000
    },
    "description": {
      "type": "string",
      "maxLength": 20000,
      "description": "What the calendar shows with the meeting. Absent: the text of the e-mail."
    },
    "organizer": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "address"
      ],
      "description": "Who gets the answers. Absent: the From of the e-mail.",
      "properties": {
        "name": {
          "type": "string",
          "maxLength": 200
        },
        "address": {
          "type": "string",
          "maxLength": 500
        }
      }
    },
    "key": {
      "type": "string",
      "maxLength": 500,
      "description": "What makes it the same meeting when it changes or is cancelled, e.g. {{interviewId}}. Absent: every event makes a new meeting."
    },
    "operation": {
      "enum": [
        "request",
        "cancel"
      ],
      "default": "request",
      "description": "cancel: takes the meeting with this key out of the calendars."
    }
  }
} as const;
