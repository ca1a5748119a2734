import { EntitySchema } from 'typeorm';
import type { JsonSchema } from '../../sdk/index.ts';
import { id, instant, integer, json, optionalJson, optionalText, text } from '../columns.ts';

export interface FormStatus {
  name: string;
  /** whether an instance is done when it has this status */
  completed?: boolean;
}

export interface FormRow {
  id: string;
  name: string;
  nameKey: string;
  /** JSON Schema of the facts */
  schema: JsonSchema;
  /** what an instance is called: 'Leave request' */
  process: string | null;
  /** of the numbers of instances: 'LR-' makes LR-1, LR-2 */
  numberPrefix: string | null;
  /** the first one is the start */
  statuses: FormStatus[] | null;
  /** the field whose person owns an instance; null: who submits it */
  ownerField: string | null;
  /** address of an instance in the host, with {id} and {number} */
  link: string | null;
  version: number;
  createdAt: number;
  createdBy: string;
  modifiedAt: number;
  modifiedBy: string;
}

export const FormTable = new EntitySchema<FormRow>({
  name: 'form',
  columns: {
    id: id(),
    name: text(),
    nameKey: text('name_key'),
    schema: json(),
    process: optionalText(),
    numberPrefix: optionalText('number_prefix'),
    statuses: optionalJson(),
    ownerField: optionalText('owner_field'),
    link: optionalText(),
    version: integer(),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
  },
  indices: [{ name: 'form_name', columns: ['nameKey'], unique: true }],
});
