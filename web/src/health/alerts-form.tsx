import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problemOf } from '../api/problem.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { health } from '../words/health.ts';
import { AlertSecret } from './alert-secret.tsx';
import { type Alerts, type AlertsDraft, alertsDraft, alertsQuery, putAlerts } from './health-queries.ts';
import { TestAlert } from './test-alert.tsx';

const words = health.alerts;

interface AlertsFormProps {
  stored: Alerts;
  labelledBy: string;
}

/** Follows what others store until something is changed here. */
function useDraft(stored: Alerts) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<AlertsDraft>();
  const saving = useMutation({
    mutationFn: putAlerts,
    onSuccess: (now) => {
      queries.setQueryData(alertsQuery.queryKey, now);
      setDraft(undefined);
      noticeDone(words.saved);
    },
  });
  const shown = draft ?? alertsDraft(stored);
  const unsaved = JSON.stringify(shown) !== JSON.stringify(alertsDraft(stored));
  const edit = (values: Partial<AlertsDraft>) => {
    saving.reset();
    setDraft({ ...shown, ...values });
  };
  return { draft: shown, edit, saving, unsaved };
}

export function AlertsForm({ stored, labelledBy }: AlertsFormProps) {
  const { draft, edit, saving, unsaved } = useDraft(stored);
  const mistakes = saving.error ? (problemOf(saving.error).errors ?? []) : [];
  const mistake = (field: string) => mistakes.find(({ path }) => path.startsWith(field))?.message;
  const placed = mistakes.length > 0 && mistakes.every(({ path }) => /^\/(emails|webhookUrl|webhookSecret)/.test(path));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate(draft);
  };
  const url = draft.webhookUrl.trim();
  return (
    <form onSubmit={submit} noValidate aria-labelledby={labelledBy}>
      <ProblemAlert error={placed ? null : saving.error} />
      <Stack gap="md">
        <Textarea
          label={words.emails}
          description={words.emailsHelp}
          autosize
          minRows={2}
          maxRows={8}
          spellCheck={false}
          value={draft.emails}
          error={mistake('/emails')}
          onChange={(event) => edit({ emails: event.currentTarget.value })}
        />
        <TextInput
          type="url"
          label={words.webhook}
          description={words.webhookHelp}
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          value={draft.webhookUrl}
          error={mistake('/webhookUrl')}
          onChange={(event) => edit({ webhookUrl: event.currentTarget.value })}
        />
        {url !== '' && (
          <AlertSecret
            stored={stored.hasWebhookSecret && url === stored.webhookUrl}
            forgotten={stored.hasWebhookSecret && url !== stored.webhookUrl}
            value={draft.secret}
            error={mistake('/webhookSecret')}
            onChange={(secret) => edit({ secret })}
          />
        )}
        {stored.emails.length === 0 && stored.webhookUrl === null && (
          <Text size="sm" className="any-break">
            {stored.defaultEmails.length === 0 ? words.none : words.byDefault(stored.defaultEmails.join(', '))}
          </Text>
        )}
      </Stack>
      <Group mt="md">
        <Button type="submit" loading={saving.isPending}>
          {words.save}
        </Button>
        <TestAlert unsaved={unsaved} />
      </Group>
      <UnsavedGuard unsaved={unsaved} />
    </form>
  );
}
