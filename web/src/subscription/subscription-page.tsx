import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { ago } from '../ui/when.tsx';
import { shell } from '../words/shell.ts';
import { subscription } from '../words/subscription.ts';
import type { Details, FieldErrors, FieldName } from './details.ts';
import { differencesOf } from './differences.ts';
import { type Stored, valuesOf } from './editing.ts';
import { GeneralSettings } from './general-settings.tsx';
import { inputId } from './input-id.ts';
import { MailboxSettings } from './mailbox-settings.tsx';
import { RetentionSettings } from './retention-settings.tsx';
import { RunSettings } from './run-settings.tsx';
import { type Source, sourcesQuery } from './settings-queries.ts';
import { NoSource, SourceTrouble } from './source-state.tsx';
import { useDetails } from './use-details.ts';

const ConflictDialog = lazy(async () => ({ default: (await import('../ui/conflict-dialog.tsx')).ConflictDialog }));

/** Who sends where nothing else decides, how payroll runs are approved and stop, and how long contents are kept. */
export function SubscriptionPage() {
  const details = useDetails();
  const sources = useQuery(sourcesQuery);
  useHotkeys([['mod+S', details.save]], []);
  const { draft, stored } = details;
  const problem = details.error ?? (sources.data ? null : sources.error);
  if (problem || draft === undefined || stored === undefined || sources.data === undefined) {
    const retry = () => {
      details.retry();
      void sources.refetch();
    };
    return (
      <Page title={subscription.title} crumbs={[{ label: shell.administration }]}>
        {problem ? <ProblemAlert error={problem} retry={retry} /> : <DetailsSkeleton />}
      </Page>
    );
  }
  const summary = summaryOf(details.errors);
  return (
    <Page title={subscription.title} crumbs={[{ label: shell.administration }]}>
      <form
        className="form-column"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          details.save();
        }}
      >
        <ErrorSummary errors={summary} attempt={details.attempt} />
        <ProblemAlert error={details.problem} />
        <NoSource sources={sources.data} />
        <SourceTrouble sources={sources.data} stored={stored} />
        <Settings details={details} draft={draft} stored={stored} sources={sources.data} />
        <Group className="action-bar" gap="md">
          <Button type="submit" loading={details.saving}>
            {subscription.save}
          </Button>
          <LastSaved {...latest(stored)} />
        </Group>
      </form>
      <UnsavedGuard unsaved={details.unsaved} />
      <SavedMeanwhile
        details={details}
        nameOf={(id) => sources.data.find((one) => one.id === id)?.displayName ?? id ?? ''}
      />
    </Page>
  );
}

interface SettingsProps {
  details: ReturnType<typeof useDetails>;
  draft: Details;
  stored: Stored;
  sources: readonly Source[];
}

function Settings({ details: { errors, change }, draft, stored, sources }: SettingsProps) {
  return (
    <Stack gap="xl">
      <GeneralSettings
        values={draft.global}
        sources={sources}
        errors={errors}
        onChange={(values) => change('global', values)}
      />
      <MailboxSettings
        values={draft.mailbox}
        sources={sources}
        errors={errors}
        onChange={(values) => change('mailbox', values)}
      />
      <RunSettings values={draft.runs} errors={errors} onChange={(values) => change('runs', values)} />
      <RetentionSettings
        stored={stored}
        draft={draft}
        errors={errors}
        onChange={(values) => change('retention', values)}
      />
    </Stack>
  );
}

function summaryOf(errors: FieldErrors) {
  return Object.entries(errors).map(([field, message]) => ({ inputId: inputId(field as FieldName), message }));
}

interface Stamp {
  modifiedAt: number | null;
  modifiedBy: string | null;
}

function latest({ global, mailbox, runs, retention }: Stored): Stamp {
  const stamps: Stamp[] = [mailbox, runs, retention];
  return stamps.reduce((one, other) => ((one.modifiedAt ?? 0) >= (other.modifiedAt ?? 0) ? one : other), global);
}

function LastSaved({ modifiedAt, modifiedBy }: Stamp) {
  if (modifiedAt === null) return null;
  return (
    <Text size="sm" c="dimmed">
      {`${subscription.savedBy(modifiedBy ?? subscription.somebody)}, ${ago(modifiedAt)}`}
    </Text>
  );
}

interface SavedMeanwhileProps {
  details: ReturnType<typeof useDetails>;
  nameOf: (connectorId: string | null) => string;
}

function SavedMeanwhile({ details: { conflict, draft, settle, leaveConflict }, nameOf }: SavedMeanwhileProps) {
  if (conflict === undefined || draft === undefined) return null;
  const { part, theirs } = conflict;
  const values = valuesOf(theirs);
  return (
    <Suspense fallback={null}>
      <ConflictDialog
        opened
        who={theirs[part].modifiedBy ?? subscription.somebody}
        when={ago(theirs[part].modifiedAt ?? Date.now())}
        differences={differencesOf(part, draft, values, nameOf)}
        onKeepYours={() => settle(false)}
        onTakeTheirs={() => settle(true)}
        onClose={leaveConflict}
      />
    </Suspense>
  );
}

function DetailsSkeleton() {
  return (
    <Stack gap="xl" className="form-column" aria-hidden>
      <Skeleton h={300} />
      <Skeleton h={300} />
    </Stack>
  );
}
