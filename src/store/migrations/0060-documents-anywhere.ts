import { defineMigration } from './migration.ts';

/** To whom a document went, in any run. */
const ANYWHERE = 'CREATE INDEX "run_document_anywhere" ON "run_document" ("sha256")';

export const migration0060 = defineMigration({
  name: '0060_documents_anywhere',
  at: 1797401100000,
  sqlite: [ANYWHERE],
  postgres: [ANYWHERE],
});
