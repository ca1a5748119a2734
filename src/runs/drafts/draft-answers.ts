import { count, listOf, object, orNull, text, textOrNull } from '../answer-schema.ts';

/** What the routes of a run that is being prepared answer. */
export const runRuleListAnswer = object(
  { items: listOf(object({ id: text, name: text, trigger: { ...text, description: 'The form or the event' } })) },
  { title: 'RunRuleList' },
);
export const runColumnsAnswer = object(
  {
    file: { ...textOrNull, description: 'Name of the upload; null: there are no rows yet' },
    columns: listOf(object({ name: text, samples: listOf(text) })),
  },
  { title: 'RunColumns' },
);
export const runExampleAnswer = object(
  {
    documents: object({ total: count, names: { ...listOf(text), description: 'The first that are not read yet' } }),
    rows: listOf(
      object({
        line: count,
        problem: { ...textOrNull, description: 'Why the row cannot be read' },
        owner: text,
        address: text,
        document: orNull(
          object({ name: text, found: { type: ['boolean', 'null'], description: 'null: known when it is planned' } }),
        ),
        password: orNull(object({ length: count, problem: textOrNull })),
      }),
    ),
  },
  { title: 'RunExample' },
);
