/* Made from mailbox-settings.schema.json by "npm run generate". Do not edit. */

export type DoYouWantToReadEmail = (No | EMailsFromAndToContactsAndAnswersToWhatWasSent | TheWholeInbox) & string;
export type No = 'off';
export type EMailsFromAndToContactsAndAnswersToWhatWasSent = 'relevant';
export type TheWholeInbox = 'inbox';
export type MarkWhatIsReadHereAsReadInTheMailboxToo = boolean;
export type HowManyDaysTheFirstReadingGoesBack = number;
/**
 * What the server announces is read at once, and so is what somebody asks for; after something came in it is looked at more often.
 */
export type ReadItEverySoManyMinutes = number;
/**
 * Instead of the number of days; null: that number counts
 */
export type FromWhichDayOnItIsRead = string | null;
export type NameOfTheServerWhoseAuthenticationResultsAreBelievedRFC8601EGMxGoogleComEmptyNone = string;

/**
 * How the inbox of a connector is read; what is absent stays.
 */
export interface MailboxSettings {
  read?: DoYouWantToReadEmail;
  markAsRead?: MarkWhatIsReadHereAsReadInTheMailboxToo;
  firstDays?: HowManyDaysTheFirstReadingGoesBack;
  everyMinutes?: ReadItEverySoManyMinutes;
  readFrom?: FromWhichDayOnItIsRead;
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
    "everyMinutes": {
      "type": "integer",
      "title": "Read it every so many minutes",
      "description": "What the server announces is read at once, and so is what somebody asks for; after something came in it is looked at more often.",
      "minimum": 10,
      "maximum": 30
    },
    "readFrom": {
      "type": [
        "string",
        "null"
      ],
      "format": "date",
      "title": "From which day on it is read",
      "description": "Instead of the number of days; null: that number counts"
    },
    "authServer": {
      "type": "string",
      "title": "Name of the server whose Authentication-Results are believed (RFC 8601), e.g. mx.google.com; empty: none",
      "maxLength": 255,
      "pattern": "^[A-Za-z0-9._-]*$"
    }
  }
} as const;
