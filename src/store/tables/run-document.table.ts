import { EntitySchema } from 'typeorm';
import { id, integer, optionalText, text } from '../columns.ts';

/** One document of a run: its bytes are sealed. */
export interface RunDocumentRow {
  id: string;
  runId: string;
  /** the id of the run itself for one that was drawn */
  fileId: string;
  name: string;
  /** what a row names it by: without folders, in lower case */
  nameKey: string;
  /** read from the document itself, where a combined file was split */
  owner: string | null;
  /** equal for all spellings of one person's number; '' without an owner */
  ownerKey: string;
  size: number;
  sha256: string;
  contentId: string | null;
  /** a kind of src/runs/plan/problems.ts, where it cannot be sent */
  problem: string | null;
  problemText: string | null;
}

export const RunDocumentTable = new EntitySchema<RunDocumentRow>({
  name: 'run_document',
  columns: {
    id: id(),
    runId: text('run_id'),
    fileId: text('file_id'),
    name: text(),
    nameKey: text('name_key'),
    owner: optionalText(),
    ownerKey: { ...text('owner_key'), default: '' },
    size: integer(),
    sha256: text(),
    contentId: optionalText('content_id'),
    problem: optionalText(),
    problemText: optionalText('problem_text'),
  },
  indices: [
    { name: 'run_document_name', columns: ['runId', 'nameKey'] },
    { name: 'run_document_owner', columns: ['runId', 'ownerKey'] },
    { name: 'run_document_digest', columns: ['runId', 'sha256'] },
    { name: 'run_document_anywhere', columns: ['sha256'] },
    { name: 'run_document_file', columns: ['fileId'] },
  ],
});
