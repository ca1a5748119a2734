import { newRun } from '../words/new-run.ts';
import { DropArea } from './drop-area.tsx';

const words = newRun.files;
const TABLES = '.csv,.tsv,.txt,.xlsx,.json,.ndjson,.jsonl';

interface AreaProps {
  /** there is a list already: another one takes its place */
  replaces?: boolean;
  onFiles: (files: File[]) => void;
  children?: React.ReactNode;
}

export function RowsArea({ replaces, onFiles, children }: AreaProps) {
  return (
    <DropArea
      id="run-rows"
      title={words.rowsTitle}
      text={words.rowsText}
      drop={words.rowsDrop}
      choose={replaces ? words.rowsReplace : words.rowsChoose}
      accept={TABLES}
      multiple={false}
      onFiles={onFiles}
    >
      {children}
    </DropArea>
  );
}

export function DocumentsArea({ onFiles, children }: AreaProps) {
  return (
    <DropArea
      id="run-documents"
      title={words.documentsTitle}
      text={words.documentsText}
      drop={words.documentsDrop}
      choose={words.documentsChoose}
      accept=".pdf,.zip"
      multiple
      onFiles={onFiles}
    >
      {children}
    </DropArea>
  );
}
