import { Alert, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import { isProblem } from '../api/problem.ts';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { providers } from '../words/providers.ts';
import { shell } from '../words/shell.ts';
import { ProviderActions } from './provider-actions.tsx';
import { LastChange, ProviderEditorForm } from './provider-editor.tsx';
import { providerQuery, type SavedProvider } from './provider-queries.ts';
import { ProviderUses } from './provider-uses.tsx';
import { useProviderEditor } from './use-provider-editor.ts';

/** One provider of the catalogue. */
export function ProviderPage() {
  const { id } = useParams({ from: '/signed-in/admin/providers/$id' });
  return <OneProvider key={id} id={id} />;
}

function OneProvider({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(providerQuery(id));
  // What is edited begins from what was read first.
  const first = useRef<SavedProvider>(undefined);
  first.current ??= data;
  if (first.current) return <Loaded saved={first.current} />;
  const gone = isProblem(error, 'NOT_FOUND');
  return (
    <Page title={providers.general} crumbs={crumbs()}>
      {gone ? (
        <Alert color="red" title={providers.gone.title} icon={<IconAlertTriangle aria-hidden />} role="alert">
          <Text size="sm" mb="xs">
            {error?.message}
          </Text>
          <ButtonLink size="compact-sm" variant="default" to="/admin/providers">
            {providers.gone.back}
          </ButtonLink>
        </Alert>
      ) : error ? (
        <ProblemAlert error={error} retry={() => void refetch()} />
      ) : (
        <Stack gap="xl" className="form-column" aria-hidden>
          {['a', 'b', 'c'].map((part) => (
            <Skeleton key={part} h={260} />
          ))}
        </Stack>
      )}
    </Page>
  );
}

function Loaded({ saved }: { saved: SavedProvider }) {
  const editor = useProviderEditor({ saved, onSaved: () => undefined });
  const { provider } = editor.base ?? saved;
  return (
    <Page title={provider.label} crumbs={crumbs(provider.label)}>
      <LastChange editor={editor} />
      <ProviderEditorForm
        editor={editor}
        actions={<ProviderActions saved={editor.base ?? saved} onReset={editor.load} />}
      >
        <ProviderUses id={provider.id} />
      </ProviderEditorForm>
    </Page>
  );
}

function crumbs(label?: string) {
  const above = [{ label: shell.administration }, { label: providers.title, to: '/admin/providers' }];
  return label === undefined ? above : [...above, { label }];
}
