import { EntitySchema } from 'typeorm';
import { id, instant, text } from '../columns.ts';

/** The password of one person's documents, sealed with the installation's key: it is never answered. */
export interface DocumentPasswordRow {
  /** the number of the person, as rows of payroll runs have it */
  owner: string;
  /** equal for all spellings of one person's number */
  ownerKey: string;
  /** base64 */
  sealed: string;
  updatedAt: number;
  updatedBy: string;
}

export const DocumentPasswordTable = new EntitySchema<DocumentPasswordRow>({
  name: 'document_password',
  columns: {
    owner: id(),
    ownerKey: { ...text('owner_key'), default: '' },
    sealed: text(),
    updatedAt: instant('updated_at'),
    updatedBy: text('updated_by'),
  },
  indices: [{ name: 'document_password_key', columns: ['ownerKey'] }],
});
