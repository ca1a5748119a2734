import { Stack, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { Run } from '../payroll/run-model.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { newRun } from '../words/new-run.ts';
import { DetailsFields } from './details-fields.tsx';
import { missingIn } from './draft.ts';
import { DocumentsArea, RowsArea } from './file-areas.tsx';
import type { FileKind } from './file-check.ts';
import { StoredFiles, UploadLines } from './file-lines.tsx';
import { removeFile } from './run-calls.ts';
import { hasRows } from './step.ts';
import { StepFrame } from './step-frame.tsx';
import { isBusy, type UploadQueue } from './upload-queue.ts';
import type { Prepare } from './use-prepare.ts';
import { useQueueState } from './use-upload-queue.ts';

interface UploadStepProps {
  prepare: Prepare;
  queue: UploadQueue;
  onNext: () => void;
}

/** Step 1: what the run is, and its files. */
export function UploadStep({ prepare, queue, onNext }: UploadStepProps) {
  const { run, draft, change } = prepare;
  const state = useQueueState(queue);
  const [attempt, setAttempt] = useState(0);
  const [notice, setNotice] = useState('');
  const missing = missingIn(draft);
  const details = missing.map((field) => ({
    inputId: `run-${field}`,
    message: newRun.details[`${field}Missing`],
    field,
  }));
  const errors = [...details, ...fileErrors(run, isBusy(state))];
  const next = () => {
    if (errors.length === 0) return onNext();
    setAttempt((count) => count + 1);
  };
  const remove = async (file: Run['files'][number]) => {
    if (await change.run(removeFile(run.id, file.id))) setNotice(newRun.files.removed(file.name));
    document.getElementById(file.kind === 'rows' ? 'run-rows' : 'run-documents')?.focus();
  };
  // The live stream may tell of a file before its own upload has its answer: it is shown once.
  const onItsWay = (kind: FileKind, name: string) =>
    state.uploads.some((upload) => upload.kind === kind && upload.file.name === name && upload.problem === undefined);
  const files = (kind: FileKind) =>
    run.files.filter((file) => file.kind === kind && file.state !== 'uploading' && !onItsWay(kind, file.name));
  return (
    <StepFrame title={newRun.details.title} prepare={prepare} onNext={next}>
      <ErrorSummary errors={attempt > 0 ? errors : []} attempt={attempt} />
      <Stack gap="md">
        <DetailsFields
          draft={draft}
          errors={attempt > 0 ? Object.fromEntries(details.map(({ field, message }) => [field, message])) : {}}
          onEdit={prepare.edit}
        />
        <RowsArea replaces={hasRows(run)} onFiles={(given) => queue.add('rows', given.slice(0, 1))}>
          <StoredFiles files={files('rows')} onRemove={(file) => void remove(file)} />
          <UploadLines kind="rows" state={state} queue={queue} />
        </RowsArea>
        <DocumentsArea onFiles={(given) => queue.add('documents', given)}>
          <StoredFiles files={files('documents')} onRemove={(file) => void remove(file)} />
          <UploadLines kind="documents" state={state} queue={queue} />
        </DocumentsArea>
      </Stack>
      <VisuallyHidden role="status">{notice}</VisuallyHidden>
      {attempt > 0 && isBusy(state) && (
        <Text size="sm" mt="sm">
          {newRun.files.busy}
        </Text>
      )}
    </StepFrame>
  );
}

function fileErrors(run: Run, busy: boolean) {
  if (busy) return [{ inputId: 'run-rows', message: newRun.files.busy }];
  return hasRows(run) ? [] : [{ inputId: 'run-rows', message: newRun.files.rowsMissing }];
}
