import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type ReactNode, useId } from 'react';
import { ConflictDialog } from '../ui/conflict-dialog.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { ago } from '../ui/when.tsx';
import { providers } from '../words/providers.ts';
import { FurtherSection } from './further-section.tsx';
import { differencesOf } from './provider-differences.ts';
import { draftOf, inputIdOf } from './provider-draft.ts';
import { ServerSection } from './server-section.tsx';
import { SignInSection } from './sign-in-section.tsx';
import type { ProviderEditor } from './use-provider-editor.ts';

interface EditorProps {
  editor: ProviderEditor;
  /** below the fields: what uses it */
  children?: ReactNode;
  /** in the bar, beside Save */
  actions?: ReactNode;
}

/** Screen 8: servers, sign-in and switches of one provider. */
export function ProviderEditorForm({ editor, children, actions }: EditorProps) {
  const { draft, mistakes, change } = editor;
  useHotkeys([['mod+S', editor.save]], []);
  return (
    <form
      className="form-column"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        editor.save();
      }}
    >
      <ErrorSummary
        errors={Object.entries(mistakes).map(([path, message = '']) => ({ inputId: inputIdOf(path), message }))}
        attempt={editor.attempt}
      />
      <ProblemAlert error={editor.error} />
      <Stack gap="xl">
        <General editor={editor} />
        <ServerSection
          part="imap"
          server={draft.imap}
          on={draft.receive}
          mistakes={mistakes}
          onSwitch={(receive) => change({ receive })}
          onChange={(imap) => change({ imap })}
        />
        <ServerSection
          part="smtp"
          server={draft.smtp}
          on={draft.send}
          mistakes={mistakes}
          onSwitch={(send) => change({ send })}
          onChange={(smtp) => change({ smtp })}
        />
        <SignInSection
          auth={draft.auth}
          provider={editor.base?.provider}
          mistakes={mistakes}
          onChange={(auth) => change({ auth })}
        />
        <FurtherSection draft={draft} mistakes={mistakes} onChange={change} />
        {children}
      </Stack>
      <Group className="action-bar" gap="xs" role="group" aria-label={providers.actions}>
        <Button type="submit" loading={editor.busy}>
          {providers.save}
        </Button>
        <ButtonLink variant="subtle" px="sm" to="/admin/providers">
          {providers.close}
        </ButtonLink>
        {actions}
      </Group>
      <UnsavedGuard unsaved={editor.unsaved && !editor.busy} />
      <Conflict editor={editor} />
    </form>
  );
}

function General({ editor: { draft, mistakes, change } }: { editor: ProviderEditor }) {
  const heading = useId();
  const domainMistakes = Object.entries(mistakes).filter(([path]) => path.startsWith('/domains'));
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb="sm">
        {providers.general}
      </Title>
      <Stack gap="md">
        <TextInput
          id={inputIdOf('/label')}
          label={providers.name}
          description={providers.nameHelp}
          maxLength={80}
          autoComplete="off"
          value={draft.label}
          error={mistakes['/label']}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
        <Textarea
          id={inputIdOf('/domains')}
          label={providers.domains}
          description={providers.domainsHelp}
          rows={3}
          value={draft.domains}
          error={domainMistakes.length > 0 ? domainMistakes.map(([, message]) => message).join(' ') : undefined}
          onChange={(event) => change({ domains: event.currentTarget.value })}
        />
        <NativeSelect
          label={providers.serviceType}
          description={providers.serviceTypeHelp}
          data={[{ value: 'imap', label: providers.serviceTypes.imap }]}
        />
      </Stack>
    </section>
  );
}

function Conflict({ editor: { draft, theirs, settle, leaveConflict } }: { editor: ProviderEditor }) {
  return (
    <ConflictDialog
      opened={theirs !== undefined}
      who={theirs?.provider.modifiedBy ?? ''}
      when={ago(theirs?.provider.modifiedAt ?? 0)}
      differences={theirs ? differencesOf(draft, draftOf(theirs.provider)) : []}
      onKeepYours={() => settle(false)}
      onTakeTheirs={() => settle(true)}
      onClose={leaveConflict}
    />
  );
}

/** Who changed it, and when. */
export function LastChange({ editor: { base } }: { editor: ProviderEditor }) {
  if (!base) return null;
  const { modifiedAt, modifiedBy } = base.provider;
  return (
    <Text size="sm" c="dimmed" mb="md">
      {modifiedAt === null ? providers.unchanged : providers.savedBy(modifiedBy ?? '', ago(modifiedAt))}
    </Text>
  );
}
