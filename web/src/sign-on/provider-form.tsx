import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problemOf } from '../api/problem.ts';
import { AppSecret } from '../oauth/app-secret.tsx';
import { RedirectAddress } from '../oauth/redirect-address.tsx';
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { signOn } from '../words/sign-on.ts';
import { ClaimFields } from './claim-fields.tsx';
import { Field } from './field.tsx';
import { PeopleFields } from './people-fields.tsx';
import { bodyOf, forgetsSecret, type ProviderDraft, providerDraft } from './provider-draft.ts';
import { type Provider, saveProvider } from './sign-on-queries.ts';

const words = signOn.form;

interface ProviderFormProps {
  /** absent: a new one */
  provider?: Provider | undefined;
  redirectUri: string | null;
  onClose: () => void;
}

/** Everything about one provider. */
export function ProviderForm({ provider, redirectUri, onClose }: ProviderFormProps) {
  const { draft, edit, submit, saving, mistakes, attempt } = useProviderForm(provider, onClose);
  const part = { draft, edit, mistakes };
  const placed = Object.keys(mistakes).length > 0;
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={summaryOf(mistakes)} attempt={attempt} />
      {!placed && <ProblemAlert error={saving.error} />}
      <Stack gap="sm">
        <RedirectAddress address={redirectUri} />
        <Field part={part} field="name" label={words.name} help={words.nameHelp} required maxLength={60} />
        <Field part={part} field="issuer" label={words.issuer} help={words.issuerHelp} required type="url" />
        <Field part={part} field="clientId" label={words.clientId} required />
        <AppSecret
          service={false}
          stored={provider?.secret != null}
          forgotten={forgetsSecret(provider, draft)}
          value={draft.secret}
          error={mistakes['/secret']}
          onChange={(secret) => edit({ secret })}
        />
        <Field part={part} field="scopes" label={words.scopes} help={words.scopesHelp} />
        <PeopleFields {...part} />
        <ClaimFields {...part} />
      </Stack>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={saving.isPending}>
          {words.save}
        </Button>
      </Group>
    </form>
  );
}

function useProviderForm(provider: Provider | undefined, onClose: () => void) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => providerDraft(provider));
  const [attempt, setAttempt] = useState(0);
  const saving = useMutation({
    mutationFn: () => saveProvider(provider, bodyOf(draft)),
    onSuccess: async ({ name }) => {
      noticeDone(signOn.providers.saved(name));
      await queries.invalidateQueries({ queryKey: ['sign-on'] });
      onClose();
    },
    onError: () => setAttempt((before) => before + 1),
  });
  const mistakes = attempt === 0 ? {} : { ...mistakesOf(saving.error), ...missingIn(draft) };
  const edit = (part: Partial<ProviderDraft>) => {
    saving.reset();
    setDraft((before) => ({ ...before, ...part }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (Object.keys(missingIn(draft)).length === 0) saving.mutate();
    else setAttempt((before) => before + 1);
  };
  return { draft, edit, submit, saving, mistakes, attempt };
}

function missingIn({ name, issuer, clientId }: ProviderDraft): Record<string, string> {
  return {
    ...(name.trim() === '' && { '/name': words.nameMissing }),
    ...(issuer.trim() === '' && { '/issuer': words.issuerMissing }),
    ...(clientId.trim() === '' && { '/clientId': words.clientIdMissing }),
  };
}

/** By the field: what is inside a list stands at the list. */
function mistakesOf(error: unknown): Record<string, string> {
  const all = error ? (problemOf(error).errors ?? []) : [];
  return Object.fromEntries(all.map(({ path, message }) => [`/${path.split('/')[1] ?? ''}`, message]));
}

function summaryOf(mistakes: Partial<Record<string, string>>): FieldError[] {
  return Object.entries(mistakes).map(([path, message = '']) => ({ inputId: `sign-on-${path.slice(1)}`, message }));
}
