import { EntitySchema } from 'typeorm';
import { id, instant, integer, optionalInstant, text } from '../columns.ts';

/** Bytes in pieces of at most 256 KiB, so that a large mail is written and sent without ever being whole in memory. */
export interface ContentRow {
  id: string;
  seq: number;
  bytes: Buffer;
}

/** The one table whose column type differs: SQLite says blob, PostgreSQL bytea. */
export const contentTable = (bytes: 'blob' | 'bytea') =>
  new EntitySchema<ContentRow>({
    name: 'content',
    columns: { id: id(), seq: { type: 'integer', primary: true }, bytes: { type: bytes } },
  });

/** An uploaded file. */
export interface FileRow {
  id: string;
  name: string;
  contentType: string;
  size: number;
  sha256: string;
  contentId: string;
  createdAt: number;
  createdBy: string;
  /** when the retention setting took its content away */
  purgedAt: number | null;
}

export const FileTable = new EntitySchema<FileRow>({
  name: 'file',
  columns: {
    id: id(),
    name: text(),
    contentType: text('content_type'),
    size: integer(),
    sha256: text(),
    contentId: text('content_id'),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    purgedAt: optionalInstant('purged_at'),
  },
  indices: [{ name: 'file_stored', columns: ['id'], where: '"purged_at" IS NULL' }],
});
