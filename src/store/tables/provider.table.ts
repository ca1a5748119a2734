import { EntitySchema } from 'typeorm';
import type { JsonObject } from '../../sdk/index.ts';
import { id, instant, integer, json, text } from '../columns.ts';

/** An e-mail provider that administrators added, or their version of a shipped one (the same id). */
export interface ProviderRow {
  id: string;
  /** complete, as connectors/providers/provider.schema.json has it */
  definition: JsonObject;
  version: number;
  createdAt: number;
  createdBy: string;
  modifiedAt: number;
  modifiedBy: string;
}

export const ProviderTable = new EntitySchema<ProviderRow>({
  name: 'provider',
  columns: {
    id: id(),
    definition: json(),
    version: integer(),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
  },
});
