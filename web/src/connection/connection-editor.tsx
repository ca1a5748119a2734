import { Card, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ConnectorBadge, ConnectorReason } from '../data-sources/connector-state.tsx';
import { JsonForm } from '../json-form/json-form.tsx';
import { inputIdOf } from '../json-form/pointer.ts';
import { SignInCard } from '../oauth/sign-in-card.tsx';
import { changesForProvider, kindChanges, signInFields, usesOauth } from '../oauth/sign-in-kind.ts';
import { SecurityNotice } from '../security/security-notice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { connection } from '../words/connection.ts';
import { shell } from '../words/shell.ts';
import { ActionBar } from './action-bar.tsx';
import { AddressStart } from './address-start.tsx';
import { type ConnectorType, providersQuery, type SavedConnector } from './connection-queries.ts';
import { Meanwhile } from './meanwhile.tsx';
import { MissingDetails } from './missing-details.tsx';
import { ProviderOffer } from './provider-offer.tsx';
import { ProviderPicker } from './provider-picker.tsx';
import { providerFields } from './provider-values.ts';
import { TestPanel } from './test-panel.tsx';
import { type Editor, useEditor } from './use-editor.ts';
import { fieldErrors, SETTINGS } from './use-problems.ts';
import './connection.css';

interface ConnectionEditorProps {
  type: ConnectorType;
  /** as it was first read; absent for a new one */
  saved?: SavedConnector;
  /** as the server has it now, by the live link */
  latest?: SavedConnector;
  deleted?: boolean;
  /** of a new one: the address that it begins with */
  address?: string | undefined;
}

/** Email connection details, and those of any other type: the form, the test beside it, and what can be done. */
export function ConnectionEditor({ type, saved, latest, deleted = false, address }: ConnectionEditorProps) {
  const editor = useEditor(type, saved);
  const { draft, problems, saving, base } = editor;
  const title = type.type === 'email' ? connection.emailTitle : connection.otherTitle(type.title);
  useSaveKey(editor.save);
  const side = useInSight(editor.test.run?.phase === 'running');
  // Only the state comes from the live link: what is edited stays what it was.
  const shown = latest?.connector ?? base?.connector;
  const asksDetails = problems.shown.length === 0 && !editor.unsaved && !!base?.connector.missing.length;
  return (
    <Page
      title={title}
      crumbs={[
        { label: shell.administration },
        { label: shell.nav.dataSources, to: '/admin/data-sources' },
        { label: base?.connector.displayName ?? connection.new },
      ]}
      aside={shown && !deleted && <ConnectorBadge connector={shown} size="lg" />}
    >
      {shown && !deleted && !asksDetails && <ConnectorReason connector={shown} mb="md" />}
      {base && !deleted && <SecurityNotice connector={base.connector} />}
      <Meanwhile editor={editor} latest={latest} deleted={deleted} />
      <div className="connection-layout">
        <div>
          <ErrorSummary errors={fieldErrors(type, draft, problems.shown)} attempt={problems.attempt} />
          <ProblemAlert error={saving.error} />
          {asksDetails && <MissingDetails editor={editor} />}
          {base === undefined && <Start editor={editor} address={address} />}
          <Details editor={editor} />
          <ActionBar editor={editor} deleted={deleted} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself, by keys too */}
        <section className="connection-side" ref={side} aria-labelledby="connection-test" tabIndex={0}>
          <TestPanel editor={editor} shown={shown} />
        </section>
      </div>
      <UnsavedGuard unsaved={editor.unsaved && !deleted} />
    </Page>
  );
}

/** Of a type whose account is known by an address. */
function Start({ editor: { type, draft, edit, change }, address }: { editor: Editor; address: string | undefined }) {
  const fields = providerFields(type.uiSchema);
  if (fields?.address === undefined) return null;
  return (
    <AddressStart
      fields={fields}
      given={address}
      onTake={(taken, provider, changes) => {
        edit({ ...(provider === undefined ? {} : { provider }), displayName: draft.displayName.trim() || taken });
        change(changes);
      }}
    />
  );
}

function Details({ editor }: { editor: Editor }) {
  const { type, draft, base, problems } = editor;
  const providers = providerFields(type.uiSchema);
  const signIn = signInFields(type.uiSchema);
  const known = useQuery(providersQuery).data ?? [];
  const takeProvider: Parameters<typeof ProviderPicker>[0]['onChoose'] = (provider, changes) => {
    editor.edit({ provider });
    const chosen = known.find(({ id }) => id === provider);
    editor.change([...changes, ...changesForProvider(signIn, draft.settings, chosen)]);
  };
  const offer = providers?.address && {
    [providers.address]: <ProviderOffer fields={providers} settings={draft.settings} onTake={takeProvider} />,
  };
  return (
    <>
      <Card withBorder padding="lg" mb="md">
        <TextInput
          id="displayName"
          label={connection.displayName}
          description={connection.displayNameHelp}
          withAsterisk
          aria-required
          autoComplete="off"
          data-1p-ignore
          mb={providers ? 'md' : undefined}
          value={draft.displayName}
          error={problems.shown.find(({ path }) => path === '/displayName')?.message}
          onChange={(event) => editor.edit({ displayName: event.currentTarget.value })}
        />
        {providers && <ProviderPicker fields={providers} chosen={draft.provider} onChoose={takeProvider} />}
      </Card>
      {signIn && (
        <SignInCard
          id={base?.connector.id}
          displayName={base?.connector.displayName ?? ''}
          provider={known.find(({ id }) => id === draft.provider)}
          uses={usesOauth(signIn, draft.settings)}
          unsaved={editor.unsaved}
          onUse={(kind) => editor.change(kindChanges(signIn, draft.settings, kind))}
        />
      )}
      <JsonForm
        key={editor.revision}
        name={inputIdOf(`/${SETTINGS}`)}
        schema={type.schema}
        uiSchema={type.uiSchema}
        value={draft.settings}
        stored={base?.connector.settings}
        problems={problems.shown}
        notes={offer || {}}
        onChange={(settings) => editor.edit({ settings })}
      />
    </>
  );
}

/** On a phone the test stands below the form: what was asked for comes into sight. */
function useInSight(running: boolean) {
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    if (running) part.current?.scrollIntoView({ block: 'nearest' });
  }, [running]);
  return part;
}

/** Ctrl+S, and on a Mac the command key. */
function useSaveKey(save: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's' || event.altKey) return;
      event.preventDefault();
      save();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
