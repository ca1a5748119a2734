import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { newRun } from '../words/new-run.ts';
import { newRunRows } from '../words/new-run-rows.ts';
import { choiceErrors, suggestedOptions } from './choices.ts';
import { ColumnsCard } from './columns-card.tsx';
import { DocumentsCard } from './documents-card.tsx';
import { ExampleTable, exampleErrors, useExample } from './example-table.tsx';
import { columnsQuery, type RunColumn } from './match-queries.ts';
import { PartCard } from './part-card.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { RowsSection } from './rows-section.tsx';
import { hasRows, isChecked } from './step.ts';
import { StepFrame } from './step-frame.tsx';
import type { Step } from './step-names.ts';
import { UnusedDocuments } from './unused-documents.tsx';
import type { Prepare } from './use-prepare.ts';

export interface StepProps {
  prepare: Prepare;
  onGo: (step: Step) => void;
}

/** Step 2: columns, documents, and what every row becomes. */
export function MatchStep({ prepare, onGo }: StepProps) {
  const { run } = prepare;
  const { data, error, refetch } = useQuery(columnsQuery(run.id));
  const none = !hasRows(run) || data?.columns.length === 0;
  const ready = data !== undefined && !none;
  return (
    <StepFrame
      title={newRun.steps.match}
      prepare={prepare}
      onBack={() => onGo('upload')}
      {...(ready && { onNext: () => onGo('email') })}
    >
      <ProblemAlert error={error} retry={() => void refetch()} />
      {none && (
        <Stack align="flex-start" gap="sm">
          <Text>{newRunRows.columns.none}</Text>
          <Button variant="default" onClick={() => onGo('upload')}>
            {newRunRows.columns.toUpload}
          </Button>
        </Stack>
      )}
      {!none && data === undefined && !error && <Skeleton h={240} aria-hidden />}
      {ready && <Matching prepare={prepare} columns={data.columns} />}
    </StepFrame>
  );
}

function Matching({ prepare, columns }: { prepare: Prepare; columns: readonly RunColumn[] }) {
  const { run, draft, dirty } = prepare;
  const { options } = draft;
  const [attempt, setAttempt] = useState(0);
  const suggested = useSuggestion(prepare, columns);
  const rowsShown = useRowsShown(prepare);
  const own = choiceErrors(options, columns);
  const example = useExample(run, options, own.length > 0);
  const refused = exampleErrors(example.error, options);
  const shown = {
    ...refused,
    ...(attempt > 0 && Object.fromEntries(own.map(({ inputId, message }) => [inputId, message]))),
  };
  const summary = [...own, ...Object.entries(refused).map(([inputId, message]) => ({ inputId, message }))].filter(
    ({ inputId }) => document.getElementById(inputId) !== null,
  );
  const check = () => {
    setAttempt((count) => count + 1);
    if (summary.length === 0) void prepare.plan();
  };
  return (
    <>
      <ErrorSummary errors={attempt > 0 ? summary : []} attempt={attempt} />
      <Stack gap="md">
        <ColumnsCard columns={columns} options={options} suggested={suggested} onChange={prepare.editOptions} />
        <PartCard
          columns={columns}
          options={options}
          errors={shown}
          onChange={(next) => prepare.edit({ options: next })}
        />
        <DocumentsCard
          columns={columns}
          options={options}
          errors={shown}
          onChange={(next) => prepare.edit({ options: next })}
        >
          {own.length === 0 && <ExampleTable example={example} options={options} />}
          {isChecked(run) && !dirty && <UnusedDocuments runId={run.id} count={run.documents.unused} />}
        </DocumentsCard>
        <PlanPanel prepare={prepare} onCheck={check} />
        {rowsShown && <RowsSection prepare={prepare} columns={columns} />}
      </Stack>
    </>
  );
}

/** Also while a corrected row is planned again: what somebody does in the list must not go away under them. */
function useRowsShown({ run, dirty }: Prepare): boolean {
  const shown = useRef(false);
  if (isChecked(run) && !dirty) shown.current = true;
  else if (dirty || run.state !== 'planning') shown.current = false;
  return shown.current;
}

/** Once for each list: what a person then chooses stays. */
function useSuggestion({ run, draft, edit }: Prepare, columns: readonly RunColumn[]): boolean {
  const [suggested, setSuggested] = useState(false);
  const tried = useRef('');
  const list = run.files.map(({ id }) => id).join();
  useEffect(() => {
    if (tried.current === list) return;
    tried.current = list;
    const options = suggestedOptions(draft.options, columns, run);
    if (options === undefined) return;
    edit({ options });
    setSuggested(
      options.ownerField !== draft.options.ownerField || options.addressField !== draft.options.addressField,
    );
  }, [list, columns, draft.options, edit, run]);
  return suggested;
}
