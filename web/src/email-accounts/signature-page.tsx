import { Button, Card, Group, NativeSelect, Skeleton, Stack, Switch, Text, Textarea, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { AnchorLink } from '../ui/link.tsx';
import { noticeDone } from '../ui/notices.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { useTurn } from '../ui/use-turn.ts';
import { emailAccounts } from '../words/email-accounts.ts';
import { accountsQuery, type EmailAccount, prefer } from './account-queries.ts';

const words = emailAccounts.signature;

/** Screen 21: the signature of each own account. */
export function SignaturePage() {
  const { data, error, refetch } = useQuery(accountsQuery);
  return (
    <Page title={words.title}>
      <Text mb="md" maw={720}>
        {words.text}
      </Text>
      {data ? (
        data.length === 0 ? (
          <NoAccount />
        ) : (
          <Signatures accounts={data} />
        )
      ) : error ? (
        <ProblemAlert error={error} retry={() => void refetch()} />
      ) : (
        <Stack gap="md" className="form-column" aria-hidden>
          <Skeleton h={60} />
          <Skeleton h={160} />
        </Stack>
      )}
    </Page>
  );
}

function NoAccount() {
  return (
    <Stack gap="xs" align="flex-start">
      <Text>{words.none}</Text>
      <AnchorLink to="/me/email-accounts">{words.noneLink}</AnchorLink>
    </Stack>
  );
}

function Signatures({ accounts }: { accounts: readonly EmailAccount[] }) {
  const [chosen, setChosen] = useState('');
  const account =
    accounts.find(({ id }) => id === chosen) ?? accounts.find(({ isDefault }) => isDefault) ?? accounts[0];
  if (!account) return null;
  return (
    <div className="form-column">
      <NativeSelect
        mb="md"
        label={words.account}
        data={accounts.map(({ id, address }) => ({ value: id, label: address }))}
        value={account.id}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <SignatureForm key={account.id} account={account} />
    </div>
  );
}

function SignatureForm({ account }: { account: EmailAccount }) {
  const queries = useQueryClient();
  const turn = useTurn();
  const [signature, setSignature] = useState(account.signature);
  const [useSignature, setUseSignature] = useState(account.useSignature);
  const unsaved = signature !== account.signature || useSignature !== account.useSignature;
  const saving = useMutation({
    mutationFn: () => prefer(account, { signature, useSignature }),
    onSuccess: () => noticeDone(emailAccounts.saved),
    // Also after a refusal: then the next Save is on top of what is stored now.
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: accountsQuery.queryKey });
      turn.end();
    },
  });
  const save = () => {
    if (turn.take()) saving.mutate();
  };
  useHotkeys([['mod+S', save]], []);
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save();
      }}
    >
      <ProblemAlert error={saving.error} />
      <Stack gap="md">
        <Textarea
          label={words.field}
          description={words.fieldHelp}
          rows={6}
          maxLength={5000}
          value={signature}
          onChange={(event) => setSignature(event.currentTarget.value)}
        />
        <Switch
          label={words.use}
          checked={useSignature}
          onChange={(event) => setUseSignature(event.currentTarget.checked)}
        />
        <Preview signature={useSignature ? signature : ''} />
      </Stack>
      <Group className="action-bar">
        <Button type="submit" loading={saving.isPending}>
          {words.save}
        </Button>
      </Group>
      <UnsavedGuard unsaved={unsaved && !saving.isPending} />
    </form>
  );
}

/** As it stands below an e-mail. */
function Preview({ signature }: { signature: string }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Title order={2} size="h4" id={heading} mb="xs">
        {words.preview}
      </Title>
      <Card withBorder padding="md">
        <Text size="sm" className="pre-text" c="dimmed">
          {words.example}
        </Text>
        <Text size="sm" mt="md" className="pre-text">
          {signature.trim() === '' ? words.off : signature}
        </Text>
      </Card>
    </section>
  );
}
