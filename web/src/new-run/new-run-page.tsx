import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { runQuery } from '../payroll/run-queries.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { newRun } from '../words/new-run.ts';
import { payroll } from '../words/payroll.ts';
import { type DetailErrors, DetailsFields } from './details-fields.tsx';
import { changeOf, missingIn, type RunDraft } from './draft.ts';
import { DocumentsArea, RowsArea } from './file-areas.tsx';
import type { FileKind } from './file-check.ts';
import { type GivenFile, handOver } from './handed-over.ts';
import { createRun, runRulesQuery } from './run-calls.ts';
import { Steps } from './steps.tsx';
import './new-run.css';

const RULE = 'mailrule.run-rule';
const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' });

function freshDraft(now: Date): RunDraft {
  const period = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { name: newRun.details.nameOf(month.format(now)), period, rule: '', options: { timeZone } };
}

/** Step 1 before there is a run. The first file makes it: from then on everything is kept on the server. */
export function NewRunPage() {
  const [draft, setDraft] = useState(() => freshDraft(new Date()));
  const [held, setHeld] = useState<readonly GivenFile[]>([]);
  const [attempt, setAttempt] = useState(0);
  const edit = (change: Partial<RunDraft>) => setDraft((before) => ({ ...before, ...change }));
  useUsualRule(draft.rule, (rule) => edit({ rule }));
  const missing = missingIn(draft);
  const creating = useCreate(draft, held, missing.length === 0);
  const errors = attempt > 0 ? errorsOf(missing) : {};
  const take = (kind: FileKind) => (files: File[]) => {
    const given = (kind === 'rows' ? files.slice(0, 1) : files).map((file) => ({ kind, file }));
    setHeld((before) => [...before.filter((one) => kind !== 'rows' || one.kind !== 'rows'), ...given]);
    if (missing.length > 0) setAttempt((count) => count + 1);
  };
  const summary = [
    ...missing.map((field) => ({ inputId: `run-${field}`, message: newRun.details[`${field}Missing`] })),
    ...(held.length === 0 ? [{ inputId: 'run-rows', message: newRun.files.rowsMissing }] : []),
  ];
  return (
    <Page title={newRun.title} crumbs={[{ label: payroll.title, to: '/payroll' }, { label: newRun.title }]}>
      <Steps now="upload" done={[]} />
      <div className="run-step">
        <ErrorSummary errors={attempt > 0 ? summary : []} attempt={attempt} />
        <ProblemAlert error={creating.error} retry={creating.retry} />
        <Title order={2} mb="sm">
          {newRun.details.title}
        </Title>
        <Stack gap="md">
          <DetailsFields draft={draft} errors={errors} onEdit={edit} />
          <RowsArea onFiles={take('rows')}>
            <HeldFiles files={held} kind="rows" />
          </RowsArea>
          <DocumentsArea onFiles={take('documents')}>
            <HeldFiles files={held} kind="documents" />
          </DocumentsArea>
        </Stack>
        <Group className="action-bar" justify="flex-end">
          <Button loading={creating.busy} onClick={() => setAttempt((count) => count + 1)}>
            {newRun.next}
          </Button>
        </Group>
      </div>
    </Page>
  );
}

function errorsOf(missing: readonly ('name' | 'period' | 'rule')[]): DetailErrors {
  return Object.fromEntries(missing.map((field) => [field, newRun.details[`${field}Missing`]]));
}

/** The only rule there is, or the one of the last run. */
function useUsualRule(rule: string, choose: (rule: string) => void): void {
  const { data } = useQuery(runRulesQuery);
  const latest = useRef(choose);
  latest.current = choose;
  useEffect(() => {
    if (rule !== '' || data === undefined) return;
    const before = localStorage.getItem(RULE);
    const usual = data.find(({ id }) => id === before) ?? (data.length === 1 ? data[0] : undefined);
    if (usual) latest.current(usual.id);
  }, [rule, data]);
}

/** Makes the run as soon as there is a file and nothing is missing, then goes on at its own address. */
function useCreate(draft: RunDraft, held: readonly GivenFile[], complete: boolean) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const begun = useRef(false);
  const [state, setState] = useState<{ busy: boolean; error?: unknown }>({ busy: false });
  const now = useRef({ draft, held });
  now.current = { draft, held };
  const create = async () => {
    begun.current = true;
    setState({ busy: true });
    try {
      const stored = await createRun(draft);
      localStorage.setItem(RULE, draft.rule);
      queries.setQueryData(runQuery(stored.body.id).queryKey, stored);
      void queries.invalidateQueries({ queryKey: ['runs', 'list'] });
      handOver(stored.body.id, () => ({ files: now.current.held, typed: changeOf(draft, now.current.draft) }));
      const params = { run: stored.body.id };
      await navigate({ to: '/payroll/$run/prepare', params, search: { step: 'upload' }, replace: true });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  const latest = useRef(create);
  latest.current = create;
  const ready = complete && held.length > 0;
  useEffect(() => {
    if (ready && !begun.current) void latest.current();
  }, [ready]);
  return { ...state, retry: () => void create() };
}

function HeldFiles({ files, kind }: { files: readonly GivenFile[]; kind: FileKind }) {
  const own = files.filter((one) => one.kind === kind);
  if (own.length === 0) return null;
  return (
    <ul className="file-list">
      {own.slice(0, 8).map(({ file }) => (
        <li key={`${file.name} ${file.size}`}>
          <Text size="sm" className="any-break">
            {file.name}{' '}
            <Text span size="xs" c="dimmed">
              {newRun.files.held}
            </Text>
          </Text>
        </li>
      ))}
    </ul>
  );
}
