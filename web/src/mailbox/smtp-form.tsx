import { Button, Group, PasswordInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { jsonForm } from '../words/json-form.ts';
import { mailbox } from '../words/mailbox.ts';
import { type Connector, connectMailbox } from './mailbox-queries.ts';
import { hasPassword, type Mistakes, type SmtpDraft, smtpBody, smtpDraft, smtpMistakes, wayOf } from './smtp-draft.ts';

const words = mailbox.smtp;
const inputId = (path: string) => `mailbox${path.replaceAll('/', '-')}`;

/** Save SMTP stores; what is stored is proved and made Active by Send Test Mail. */
export function SmtpForm({ connector }: { connector: Connector | undefined }) {
  const queries = useQueryClient();
  const stored = hasPassword(connector);
  const [draft, setDraft] = useState(() => smtpDraft(connector));
  const [own, setOwn] = useState<Mistakes>({});
  const [attempt, setAttempt] = useState(0);
  const saving = useMutation({
    mutationFn: () => connectMailbox(smtpBody(draft, connector)),
    onSuccess: async () => {
      noticeDone(mailbox.saved, words.savedText);
      await Promise.all(['settings', 'connectors'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      setDraft((now) => ({ ...now, password: '' }));
    },
    onError: () => setAttempt((n) => n + 1),
  });
  const refused = fieldMistakes(saving.error);
  const mistakes = { ...refused, ...own };
  const change = (values: Partial<SmtpDraft>) => setDraft((now) => ({ ...now, ...values }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (saving.isPending) return;
    const found = smtpMistakes(draft, stored);
    setOwn(found);
    saving.reset();
    if (Object.keys(found).length > 0) setAttempt((n) => n + 1);
    else saving.mutate();
  };
  const summary = Object.entries(mistakes).map(([path, message = '']) => ({ inputId: inputId(path), message }));
  const unsaved = JSON.stringify(draft) !== JSON.stringify(smtpDraft(connector)) && !saving.isPending;
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={summary} attempt={attempt} />
      {Object.keys(refused).length === 0 && <ProblemAlert error={saving.error} />}
      <Fields draft={draft} mistakes={mistakes} stored={stored} onChange={change} />
      <Button type="submit" mt="md" loading={saving.isPending}>
        {words.save}
      </Button>
      <UnsavedGuard unsaved={unsaved} />
    </form>
  );
}

interface FieldsProps {
  draft: SmtpDraft;
  mistakes: Mistakes;
  stored: boolean;
  onChange(values: Partial<SmtpDraft>): void;
}

function Fields({ draft, mistakes, stored, onChange }: FieldsProps) {
  const at = (path: string) => ({ id: inputId(path), error: mistakes[path], autoComplete: 'off' });
  return (
    <Stack gap="md">
      <TextInput
        {...at('/settings/smtp/auth/user')}
        label={words.username}
        required
        maxLength={320}
        value={draft.username}
        onChange={(event) => onChange({ username: event.currentTarget.value })}
      />
      <PasswordInput
        {...at('/settings/smtp/auth/password')}
        label={words.password}
        description={stored ? words.passwordSaved : undefined}
        required={!stored}
        autoComplete="new-password"
        maxLength={4096}
        value={draft.password}
        onChange={(event) => onChange({ password: event.currentTarget.value })}
        visibilityToggleButtonProps={{ 'aria-label': words.show }}
      />
      <TextInput
        {...at('/settings/smtp/host')}
        label={words.server}
        required
        maxLength={253}
        value={draft.server}
        onChange={(event) => onChange({ server: event.currentTarget.value })}
      />
      <TextInput
        {...at('/settings/smtp/port')}
        label={words.port}
        required
        inputMode="numeric"
        maxLength={5}
        value={draft.port}
        onChange={(event) => onChange({ port: event.currentTarget.value })}
      />
      <UseSsl draft={draft} onChange={onChange} />
    </Stack>
  );
}

function UseSsl({ draft, onChange }: Pick<FieldsProps, 'draft' | 'onChange'>) {
  const ssl = jsonForm.useSsl;
  const way = wayOf(draft);
  return (
    <Stack gap={6}>
      <Radio.Group
        label={ssl.title}
        value={draft.ssl}
        onChange={(answer) => onChange({ ssl: answer === 'no' ? 'no' : 'yes' })}
      >
        <Group gap="lg" mt={6}>
          <Radio value="yes" label={ssl.yes} />
          <Radio value="no" label={ssl.no} />
        </Group>
      </Radio.Group>
      <Text size="sm" c={way === 'none' ? 'var(--ui-danger-text)' : 'dimmed'} aria-live="polite">
        {way === 'none' ? ssl.none : ssl[way](draft.port)}
      </Text>
    </Stack>
  );
}
