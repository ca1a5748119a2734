import { Alert, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { guard } from '../words/guard.ts';
import { shell } from '../words/shell.ts';
import { GuardForm } from './guard-form.tsx';
import { guardQuery, statusQuery } from './guard-queries.ts';
import { HeldSection } from './held-section.tsx';
import { StopSection } from './stop-section.tsx';

/** Whom this installation may write to, and the switch that stops all sending. */
export function GuardPage() {
  const setting = useQuery(guardQuery);
  const status = useQuery(statusQuery);
  const error = setting.data && status.data ? null : (setting.error ?? status.error);
  const retry = () => {
    void setting.refetch();
    void status.refetch();
  };
  return (
    <Page title={guard.title} crumbs={[{ label: shell.administration }]}>
      {error ? (
        <ProblemAlert error={error} retry={retry} />
      ) : setting.data && status.data ? (
        <Stack gap="xl" className="form-column">
          {setting.data.body.configured.mode !== 'off' && <Alert>{guard.configured}</Alert>}
          <GuardForm stored={setting.data.body} etag={setting.data.etag} />
          <StopSection status={status.data} />
          <HeldSection of="events" />
          <HeldSection of="limits" />
        </Stack>
      ) : (
        <Stack gap="xl" className="form-column" aria-hidden>
          <Skeleton h={320} />
          <Skeleton h={160} />
        </Stack>
      )}
    </Page>
  );
}
