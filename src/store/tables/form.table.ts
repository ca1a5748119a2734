import { EntitySchema } from 'typeorm';
import type { JsonSchema } from '../../sdk/index.ts';
import { id, instant, integer, json, text } from '../columns.ts';

export interface FormRow {
  id: string;
  name: string;
  nameKey: string;
  /** JSON Schema of the facts */
  schema: JsonSchema;
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
    version: integer(),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
  },
  indices: [{ name: 'form_name', columns: ['nameKey'], unique: true }],
});
