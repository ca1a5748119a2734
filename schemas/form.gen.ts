/* Made from form.schema.json by "npm run generate". Do not edit. */

export interface FormInput {
  name: string;
  /**
   * JSON Schema (draft 2020-12) of the facts of this form. A person is an object with format person and the fields name and email.
   */
  schema: {};
  /**
   * What an instance is called, e.g. Leave request
   */
  process?: string;
  /**
   * Instances get numbers that begin so: LR- makes LR-1, LR-2. Absent: they have none.
   */
  numberPrefix?: string;
  /**
   * What an instance can be; it starts as the first one.
   *
   * @minItems 1
   * @maxItems 50
   */
  statuses?: [
    {
      name: string;
      /**
       * An instance with this status is done.
       */
      completed?: boolean;
    },
    ...{
      name: string;
      /**
       * An instance with this status is done.
       */
      completed?: boolean;
    }[]
  ];
  /**
   * Field with the person who owns an instance: an e-mail address, or an object with name and email. Absent or empty: who submits it.
   */
  ownerField?: string;
  /**
   * Address of an instance for people; {id} and {number} stand for its own.
   */
  link?: string;
}

export const formInputSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "FormInput",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "schema"
  ],
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "pattern": "^[^\\u0000-\\u001f\\u007f]*$"
    },
    "schema": {
      "type": "object",
      "description": "JSON Schema (draft 2020-12) of the facts of this form. A person is an object with format person and the fields name and email."
    },
    "process": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "description": "What an instance is called, e.g. Leave request"
    },
    "numberPrefix": {
      "type": "string",
      "maxLength": 20,
      "pattern": "^[A-Za-z0-9 ._/#-]*$",
      "description": "Instances get numbers that begin so: LR- makes LR-1, LR-2. Absent: they have none."
    },
    "statuses": {
      "type": "array",
      "minItems": 1,
      "maxItems": 50,
      "description": "What an instance can be; it starts as the first one.",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "completed": {
            "type": "boolean",
            "description": "An instance with this status is done."
          }
        }
      }
    },
    "ownerField": {
      "type": "string",
      "minLength": 1,
      "maxLength": 100,
      "description": "Field with the person who owns an instance: an e-mail address, or an object with name and email. Absent or empty: who submits it."
    },
    "link": {
      "type": "string",
      "maxLength": 1000,
      "pattern": "^https?://[^\\s<>\"]+$",
      "description": "Address of an instance for people; {id} and {number} stand for its own."
    }
  }
} as const;
