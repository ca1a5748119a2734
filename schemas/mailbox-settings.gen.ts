/* Made from mailbox-settings.schema.json by "npm run generate". Do not edit. */

export type DoYouWantToReadEmail = (No | EMailsFromAndToContactsAndAnswersToWhatWasSent | TheWholeInbox) & string;
export type No = 'off';
export type EMailsFromAndToContactsAndAnswersToWhatWasSent = 'relevant';
export type TheWholeInbox = 'inbox';
export type MarkWhatIsReadHereAsReadInTheMailboxToo = boolean;
export type HowManyDaysTheFirstReadingGoesBack = number;
export type NameOfTheServerWhoseAuthenticationResultsAreBelievedRFC8601EGMxGoogleComEmptyNone = string;

/**
 * How the inbox of a connector is read; what is absent stays.
 */
export interface MailboxSettings {
  read?: DoYouWantToReadEmail;
  markAsRead?: MarkWhatIsReadHereAsReadInTheMailboxToo;
  firstDays?: HowManyDaysTheFirstReadingGoesBack;
  authServer?: NameOfTheServerWhoseAuthenticationResultsAreBelievedRFC8601EGMxGoogleComEmptyNone;
}

export const mailboxSettingsSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "MailboxSettings",
  "description": "How the inbox of a connector is read; what is absent stays.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "read": {
      "type": "string",
      "title": "Do you want to read email?",
      "oneOf": [
        {
          "const": "off",
          "title": "No"
        },
        {
          "const": "relevant",
          "title": "E-mails from and to contacts, and answers to what was sent"
        },
        {
          "const": "inbox",
          "title": "The whole inbox"
        }
      ]
    },
    "markAsRead": {
      "type": "boolean",
      "title": "Mark what is read here as read in the mailbox, too"
    },
    "firstDays": {
      "type": "integer",
      "title": "How many days the first reading goes back",
      "minimum": 0,
      "maximum": 366
    },
    "authServer": {
      "type": "string",
      "title": "Name of the server whose Authentication-Results are believed (RFC 8601), e.g. mx.google.com; empty: none",
      "maxLength": 255,
      "pattern": "^[A-Za-z0-9._-]*$"
    }
  }
} as const;
