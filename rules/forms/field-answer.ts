const text = { type: 'string' };
const type = { enum: ['text', 'number', 'boolean', 'date', 'choice', 'list', 'rows', 'file', 'object'] };

/** What GET /rules/fields answers. */
export const FIELDS = {
  title: 'RuleFields',
  type: 'object',
  required: ['fields', 'samples', 'example'],
  properties: {
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'fact', 'label', 'group', 'type', 'sample'],
        properties: {
          name: { ...text, description: 'As a template writes it: employee.email' },
          fact: { ...text, description: 'As a condition names it, with `path`' },
          path: { ...text, description: 'Absent for a whole fact' },
          label: text,
          group: { ...text, description: 'The object it stands in, or the form' },
          type,
          choices: {
            type: 'array',
            items: {
              type: 'object',
              required: ['value', 'label'],
              properties: { value: { type: ['string', 'number', 'boolean', 'null'] }, label: text },
            },
          },
          columns: {
            type: 'array',
            description: 'Of rows: what stands in each',
            items: {
              type: 'object',
              required: ['name', 'label', 'type'],
              properties: { name: text, label: text, type },
            },
          },
          sample: {
            type: ['string', 'number', 'boolean', 'null'],
            description: 'From the newest record that has it, shortened; of rows their number; null: empty',
          },
        },
      },
    },
    samples: {
      type: 'array',
      description: 'The newest records, newest first. Files in them are stand-ins: their content is not kept.',
      items: {
        type: 'object',
        required: ['id', 'label', 'facts', 'at'],
        properties: {
          id: { ...text, description: 'Id of the event' },
          label: text,
          facts: { type: 'object' },
          at: { type: 'integer', description: 'Milliseconds since 1970' },
        },
      },
    },
    example: { type: 'object', description: 'Facts made from the schema, for a form without records' },
  },
};
