/* Made from contact.schema.json by "npm run generate". Do not edit. */

export interface ContactInput {
  /**
   * A partner is another organisation, or somebody who speaks for it. Absent: a contact; in a change, what it was.
   */
  kind?: 'contact' | 'partner';
  name: string;
  /**
   * Number of an employee, as the files of payroll runs have it: unique among contacts in any case and with any blanks around it. A run may compare its recipients with the addresses of the contact. Absent: none; in a change, what it was.
   */
  employeeId?: string | null;
  company?: string | null;
  /**
   * Of e-mails to this contact: a language tag (BCP 47), e.g. fr-CA.
   */
  language?: string | null;
  /**
   * IANA name, e.g. Europe/Prague.
   */
  timeZone?: string | null;
  /**
   * The first one is the primary address: e-mails go to it. May be empty.
   *
   * @maxItems 50
   */
  addresses: string[];
}

export const contactInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "ContactInput",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "addresses"
  ],
  "properties": {
    "kind": {
      "enum": [
        "contact",
        "partner"
      ],
      "description": "A partner is another organisation, or somebody who speaks for it. Absent: a contact; in a change, what it was."
    },
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200
    },
    "employeeId": {
      "type": [
        "string",
        "null"
      ],
      "minLength": 1,
      "maxLength": 100,
      "description": "Number of an employee, as the files of payroll runs have it: unique among contacts in any case and with any blanks around it. A run may compare its recipients with the addresses of the contact. Absent: none; in a change, what it was."
    },
    "company": {
      "type": [
        "string",
        "null"
      ],
      "maxLength": 200
    },
    "language": {
      "type": [
        "string",
        "null"
      ],
      "maxLength": 35,
      "description": "Of e-mails to this contact: a language tag (BCP 47), e.g. fr-CA."
    },
    "timeZone": {
      "type": [
        "string",
        "null"
      ],
      "maxLength": 64,
      "description": "IANA name, e.g. Europe/Prague."
    },
    "addresses": {
      "type": "array",
      "maxItems": 50,
      "description": "The first one is the primary address: e-mails go to it. May be empty.",
      "items": {
        "type": "string",
        "minLength": 1,
        "maxLength": 320
      }
    }
  }
} as const;
