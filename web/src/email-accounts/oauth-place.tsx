import { Button, Divider, NativeSelect, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { emailAccounts } from '../words/email-accounts.ts';
import type { Kind } from './account-kind.ts';
import { takesPassword } from './account-kind.ts';
import { beginConsent, consentUserOf, oauthProviders } from './account-oauth.ts';
import { accountsQuery, type EmailAccount, type Provider } from './account-queries.ts';

const words = emailAccounts.oauth;

interface OauthPlaceProps {
  kind: Kind;
  /** to be connected again; absent: a new one */
  account: EmailAccount | undefined;
  providers: readonly Provider[];
}

/** Connecting by OAuth 2.0: Authenticate with Google, with Microsoft; nothing where no provider of this card takes it. */
export function OauthPlace({ kind, account, providers }: OauthPlaceProps) {
  const choices = oauthProviders(kind, providers);
  const first = choices.find(({ id }) => id === account?.provider) ?? choices[0];
  if (first === undefined || (account && first.id !== account.provider)) return null;
  return <OauthForm choices={account ? [first] : choices} first={first} account={account} />;
}

interface OauthFormProps {
  choices: readonly Provider[];
  first: Provider;
  account: EmailAccount | undefined;
}

function OauthForm({ choices, first, account }: OauthFormProps) {
  const queries = useQueryClient();
  const [provider, setProvider] = useState(first);
  const [address, setAddress] = useState(account?.address ?? '');
  const [consentUser, setConsentUser] = useState(account ? consentUserOf(account) : '');
  const [shared, setShared] = useState(consentUser !== '');
  const [tried, setTried] = useState(false);
  const beginning = useMutation({
    mutationFn: () => {
      const draft = { address: address.trim(), provider, consentUser: shared ? consentUser.trim() : '' };
      return beginConsent(draft, account);
    },
    onError: () => queries.invalidateQueries({ queryKey: accountsQuery.queryKey }),
  });
  const refused = fieldMistakes(beginning.error);
  const wrong = tried && !isAddress(address);
  const wrongUser = tried && shared && !isAddress(consentUser);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isAddress(address) && (!shared || isAddress(consentUser)) && !beginning.isPending) beginning.mutate();
  };
  const name = provider.oauth?.name ?? provider.label;
  return (
    <form onSubmit={submit} noValidate>
      {Object.keys(refused).length === 0 && <ProblemAlert error={beginning.error} />}
      <Stack gap="md">
        <Text size="sm">{words.text(name)}</Text>
        {choices.length > 1 && (
          <NativeSelect
            label={words.kind}
            data={choices.map(({ id, label }) => ({ value: id, label }))}
            value={provider.id}
            onChange={(event) => setProvider(choices.find(({ id }) => id === event.currentTarget.value) ?? first)}
          />
        )}
        <TextInput
          label={words.address}
          type="email"
          required
          autoComplete="off"
          maxLength={320}
          readOnly={account !== undefined}
          value={address}
          error={wrong ? emailAccounts.form.addressMissing : refused['/address']}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Shared shared={shared} user={consentUser} wrong={wrongUser} onShare={setShared} onUser={setConsentUser} />
        <Button type="submit" w="fit-content" loading={beginning.isPending || beginning.isSuccess}>
          {words.authenticate(name)}
        </Button>
      </Stack>
      {takesPassword(provider) && <Divider my="lg" label={words.or} />}
    </form>
  );
}

interface SharedProps {
  shared: boolean;
  user: string;
  wrong: boolean;
  onShare(shared: boolean): void;
  onUser(user: string): void;
}

/** A shared mailbox has no password of its own: somebody who may open it signs in. */
function Shared({ shared, user, wrong, onShare, onUser }: SharedProps) {
  return (
    <>
      <Switch
        label={words.shared}
        description={words.sharedHelp}
        checked={shared}
        onChange={(event) => onShare(event.currentTarget.checked)}
      />
      {shared && (
        <TextInput
          label={words.consentUser}
          description={words.consentUserHelp}
          type="email"
          required
          autoComplete="off"
          maxLength={320}
          value={user}
          error={wrong ? emailAccounts.form.addressMissing : undefined}
          onChange={(event) => onUser(event.currentTarget.value)}
        />
      )}
    </>
  );
}

function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text.trim());
}
