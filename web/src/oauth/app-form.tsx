import { Anchor, Button, Group, Select, Skeleton, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../ui/dialog.tsx';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { oauth } from '../words/oauth.ts';
import { type AppDraft, appDraft, bodyOf, forgetsSecret } from './app-draft.ts';
import { AppSecret } from './app-secret.tsx';
import { applicationQuery, type OauthApplication, type SavedApplication } from './oauth-queries.ts';
import { RedirectAddress } from './redirect-address.tsx';

const words = oauth.app;

export function OauthAppDialog({ providerId, onClose }: { providerId: string; onClose: () => void }) {
  const { data } = useQuery(applicationQuery(providerId));
  return (
    <Dialog opened title={words.title(data?.application.label ?? '')} onClose={onClose} size="lg">
      <OauthAppForm providerId={providerId} onDone={onClose} />
    </Dialog>
  );
}

/** The application as it is registered at a provider; for administrators, on its provider's page or in a dialog. */
export function OauthAppForm({ providerId, onDone }: { providerId: string; onDone: () => void }) {
  const { data, error, refetch } = useQuery(applicationQuery(providerId));
  if (data) return <Form key={data.etag} saved={data} onDone={onDone} />;
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />;
  return <Skeleton h={320} aria-hidden />;
}

function Form({ saved, onDone }: { saved: SavedApplication; onDone: () => void }) {
  const { application, etag } = saved;
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => appDraft(application));
  const [tried, setTried] = useState(false);
  const saving = useMutation({
    mutationFn: () => {
      const params = { path: { id: application.providerId }, header: { 'if-match': etag } };
      return answer(api.PUT('/providers/{id}/oauth-app', { params, body: bodyOf(draft) }));
    },
    onSuccess: async () => {
      noticeDone(words.saved, '');
      await queries.invalidateQueries({ queryKey: ['oauth-application'] });
      await queries.invalidateQueries({ queryKey: ['connectors'] });
      onDone();
    },
  });
  const refused = fieldMistakes(saving.error);
  const edit = (part: Partial<AppDraft>) => {
    saving.reset();
    setDraft((current) => ({ ...current, ...part }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // In a dialog over the form of a provider it is not that form that is sent.
    event.stopPropagation();
    setTried(true);
    if (draft.clientId.trim() !== '' || draft.grant === 'service_account') saving.mutate();
  };
  const missing = tried && draft.clientId.trim() === '' && draft.grant !== 'service_account';
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">{words.text}</Text>
        {application.help && (
          <Anchor size="sm" href={application.help} target="_blank" rel="noopener noreferrer">
            {words.help}
          </Anchor>
        )}
        {Object.keys(refused).length === 0 && <ProblemAlert error={saving.error} />}
        <RedirectAddress address={application.redirectUri} />
        <Grant application={application} draft={draft} edit={edit} />
        <TextInput
          label={draft.grant === 'service_account' ? words.serviceAddress : words.clientId}
          withAsterisk={draft.grant !== 'service_account'}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={draft.clientId}
          error={missing ? words.clientIdMissing : refused['/clientId']}
          onChange={(event) => edit({ clientId: event.currentTarget.value })}
        />
        <AppSecret
          service={draft.grant === 'service_account'}
          stored={application.secret !== null}
          forgotten={forgetsSecret(application, draft)}
          value={draft.secret}
          error={refused['/secret']}
          onChange={(secret) => edit({ secret })}
        />
        <Addresses application={application} draft={draft} edit={edit} refused={refused} />
        <Group justify="flex-end" gap="sm" mt="sm">
          <Button variant="default" onClick={onDone}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {words.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface PartProps {
  application: OauthApplication;
  draft: AppDraft;
  edit(part: Partial<AppDraft>): void;
}

function Grant({ application, draft, edit }: PartProps) {
  return (
    <Select
      label={words.grant}
      allowDeselect={false}
      data={application.grants.map((value) => ({ value, label: words.grants[value] }))}
      value={draft.grant}
      onChange={(value) => {
        const grant = application.grants.find((one) => one === value);
        if (grant) edit({ grant });
      }}
    />
  );
}

/** Issuer, tenant and scopes, as far as the provider is not known to need none. */
function Addresses({ application, draft, edit, refused }: PartProps & { refused: Partial<Record<string, string>> }) {
  const { defaults, issuer } = application;
  return (
    <>
      {(defaults.issuer === null || issuer !== null) && (
        <TextInput
          label={words.issuer}
          description={words.issuerHelp}
          withAsterisk={defaults.issuer === null}
          type="url"
          autoComplete="off"
          value={draft.issuer}
          error={refused['/issuer']}
          onChange={(event) => edit({ issuer: event.currentTarget.value })}
        />
      )}
      {defaults.tenant !== null && (
        <TextInput
          label={words.tenant}
          description={words.tenantHelp(defaults.tenant)}
          autoComplete="off"
          value={draft.tenant}
          error={refused['/tenant']}
          onChange={(event) => edit({ tenant: event.currentTarget.value })}
        />
      )}
      {(defaults.issuer === null || application.extraScopes.length > 0) && (
        <Textarea
          label={words.scopes}
          description={words.scopesHelp}
          autosize
          minRows={1}
          spellCheck={false}
          value={draft.scopes}
          error={refused['/extraScopes']}
          onChange={(event) => edit({ scopes: event.currentTarget.value })}
        />
      )}
    </>
  );
}
