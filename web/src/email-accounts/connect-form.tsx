import { Button, Group, NativeSelect, PasswordInput, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { TestSteps } from '../connection/test-steps.tsx';
import '../connection/connection.css';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { emailAccounts } from '../words/email-accounts.ts';
import type { Kind } from './account-kind.ts';
import { type EmailAccount, lookUpQuery, type Provider } from './account-queries.ts';
import { type ConnectDraft, draftOf, inputIdOf, type Mistakes, newDraft, withProvider } from './connect-draft.ts';
import { ServerFields } from './server-fields.tsx';
import { type Connecting, useConnect } from './use-connect.ts';

const words = emailAccounts.form;
const TYPED_MS = 500;

interface ConnectFormProps {
  kind: Kind;
  account: EmailAccount | undefined;
  provider: Provider | undefined;
  providers: readonly Provider[];
  onClose(): void;
}

/** Address and password; of another mailbox its servers, too. Nothing is saved before the connection works. */
export function ConnectForm({ kind, account, provider, providers, onClose }: ConnectFormProps) {
  const [draft, setDraft] = useState(() => (account ? draftOf(account) : newDraft(provider)));
  const work = useConnect(account, onClose);
  const change = (values: Partial<ConnectDraft>) => setDraft((now) => ({ ...now, ...values }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!work.busy) work.connect(draft);
  };
  const errors = Object.entries(work.mistakes).map(([path, message = '']) => ({ inputId: inputIdOf(path), message }));
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} attempt={work.attempt} />
      <ProblemAlert error={work.error} />
      <Stack gap="md">
        <SignIn draft={draft} mistakes={work.mistakes} account={account} provider={provider} onChange={change} />
        {kind === 'other' && (
          <OtherServers
            draft={draft}
            fixed={account !== undefined}
            mistakes={work.mistakes}
            providers={providers}
            onChange={setDraft}
          />
        )}
        {!account && (
          <Switch
            label={emailAccounts.readEmail}
            description={emailAccounts.readEmailHelp}
            checked={draft.readEmail}
            onChange={(event) => change({ readEmail: event.currentTarget.checked })}
          />
        )}
      </Stack>
      <Outcome work={work} />
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={work.busy}>
          {words.connect}
        </Button>
      </Group>
    </form>
  );
}

/** How the test is going, and what went wrong. */
function Outcome({ work: { busy, report } }: { work: Connecting }) {
  return (
    <div role="status" aria-live="polite">
      {busy && (
        <Text size="sm" mt="md">
          {words.testing}
        </Text>
      )}
      {report && (
        <>
          <Text size="sm" fw={600} mt="md" c="var(--ui-danger-text)" className="any-break">
            {report.summary}
          </Text>
          <Text size="sm" mb="xs">
            {words.nothingSaved}
          </Text>
          <TestSteps steps={report.steps} faded onTake={() => undefined} />
        </>
      )}
    </div>
  );
}

interface SignInProps {
  draft: ConnectDraft;
  mistakes: Mistakes;
  account: EmailAccount | undefined;
  provider: Provider | undefined;
  onChange(values: Partial<ConnectDraft>): void;
}

function SignIn({ draft, mistakes, account, provider, onChange }: SignInProps) {
  const asksForApp = provider !== undefined && !provider.auth.includes('password');
  return (
    <>
      <TextInput
        id={inputIdOf('/address')}
        label={words.address}
        type="email"
        required
        autoComplete="off"
        data-1p-ignore
        data-autofocus={account ? undefined : true}
        maxLength={320}
        readOnly={account !== undefined}
        value={draft.address}
        error={mistakes['/address']}
        onChange={(event) => onChange({ address: event.currentTarget.value })}
      />
      <PasswordInput
        id={inputIdOf('/settings/imap/auth/password')}
        label={asksForApp ? words.appPassword : words.password}
        description={account?.connected ? words.passwordKept : undefined}
        required={!account?.connected}
        autoComplete="new-password"
        data-autofocus={account ? true : undefined}
        maxLength={4096}
        value={draft.password}
        error={mistakes['/settings/imap/auth/password']}
        onChange={(event) => onChange({ password: event.currentTarget.value })}
        visibilityToggleButtonProps={{ 'aria-label': words.show }}
      />
    </>
  );
}

interface OtherServersProps {
  draft: ConnectDraft;
  /** of an account that is there: what is filled in stays */
  fixed: boolean;
  mistakes: Mistakes;
  providers: readonly Provider[];
  onChange(change: (now: ConnectDraft) => ConnectDraft): void;
}

/** Known by the address, chosen from the list, or typed in. */
function OtherServers({ draft, fixed, mistakes, providers, onChange }: OtherServersProps) {
  const address = draft.address.trim();
  const [settled] = useDebouncedValue(address, TYPED_MS);
  const complete = !fixed && settled === address && /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(address);
  const { data: finding } = useQuery({ ...lookUpQuery(address), enabled: complete });
  const found = complete ? providers.find(({ id }) => id === finding?.provider?.id) : undefined;
  const taken = useRef('');
  useEffect(() => {
    if (!found || taken.current === address) return;
    taken.current = address;
    onChange((now) => withProvider(now, found));
  });
  const usable = providers.filter(({ imap }) => imap !== undefined);
  return (
    <>
      <div role="status">
        {found && <Text size="sm">{words.recognised(found.label)}</Text>}
        {complete && finding?.foundBy === 'nothing' && <Text size="sm">{words.unknown}</Text>}
      </div>
      <NativeSelect
        label={words.provider}
        data={[{ value: '', label: words.otherProvider }, ...usable.map(({ id, label }) => ({ value: id, label }))]}
        value={draft.provider}
        onChange={(event) => {
          const chosen = usable.find(({ id }) => id === event.currentTarget.value);
          onChange((now) => (chosen ? withProvider(now, chosen) : { ...now, provider: '' }));
        }}
      />
      <TextInput
        id={inputIdOf('/settings/imap/auth/user')}
        label={words.user}
        description={words.userHelp}
        autoComplete="off"
        maxLength={320}
        value={draft.user}
        error={mistakes['/settings/imap/auth/user']}
        onChange={(event) => {
          const user = event.currentTarget.value;
          onChange((now) => ({ ...now, user }));
        }}
      />
      <ServerFields
        draft={draft}
        mistakes={mistakes}
        onChange={(values) => onChange((now) => ({ ...now, ...values }))}
      />
    </>
  );
}
