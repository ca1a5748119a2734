import { EntitySchema } from 'typeorm';
import { id, instant, integer, optionalText, text } from '../columns.ts';

/** One file that was uploaded for a run. Its bytes are sealed; they go when they have been read. */
export interface RunFileRow {
  id: string;
  runId: string;
  kind: 'rows' | 'documents';
  name: string;
  size: number;
  sha256: string;
  /** null: the bytes were read and are gone */
  contentId: string | null;
  /** uploading, stored, read */
  state: string;
  /** of rows that are read half: a digest of what decides how they are read; null: none of them is stored */
  reading: string | null;
  /** what is said of it where its name says something else than its content; '' where they agree */
  note: string;
  createdAt: number;
  createdBy: string;
}

export const RunFileTable = new EntitySchema<RunFileRow>({
  name: 'run_file',
  columns: {
    id: id(),
    runId: text('run_id'),
    kind: text(),
    name: text(),
    size: integer(),
    sha256: text(),
    contentId: optionalText('content_id'),
    state: text(),
    reading: optionalText(),
    note: { ...text(), default: '' },
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
  },
  indices: [{ name: 'run_file_run', columns: ['runId'] }],
});
