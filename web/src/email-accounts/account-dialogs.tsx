import { Button, Group, Stack, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { emailAccounts } from '../words/email-accounts.ts';
import type { EmailAccount } from './account-queries.ts';
import type { AccountWork, Open } from './use-account-work.ts';

const words = emailAccounts.names;

/** What is asked before an account ends, and its names. What was open last stays while it fades out. */
export function AccountDialogs({ work }: { work: AccountWork }) {
  const last = useRef<Open>(undefined);
  last.current = work.open ?? last.current;
  const open = last.current;
  if (open === undefined) return null;
  const { kind, account } = open;
  const question = kind === 'remove' ? emailAccounts.confirmRemove : emailAccounts.confirmDisconnect;
  return (
    <>
      <ConfirmDialog
        opened={work.open !== undefined && kind !== 'names'}
        title={question.title(account.address)}
        text={question.text}
        stay={question.stay}
        go={question.go}
        danger
        busy={work.busy}
        onStay={work.close}
        onGo={() => work.go(open)}
      />
      <Dialog
        opened={work.open !== undefined && kind === 'names'}
        title={words.title(account.address)}
        onClose={work.close}
      >
        <NamesForm key={`${account.id} ${account.version}`} account={account} work={work} />
      </Dialog>
    </>
  );
}

function NamesForm({ account, work }: { account: EmailAccount; work: AccountWork }) {
  const [displayName, setDisplayName] = useState(account.displayName);
  const [senderName, setSenderName] = useState(account.senderName);
  const [shared, setShared] = useState(account.shared);
  const [rulesMaySend, setRulesMaySend] = useState(account.rulesMaySend);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const names = { displayName: displayName.trim() || account.address, senderName: senderName.trim() };
    work.prefer(account, { ...names, shared, rulesMaySend });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={words.displayName}
          description={words.displayNameHelp}
          maxLength={80}
          data-autofocus
          value={displayName}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
        />
        <TextInput
          label={words.senderName}
          description={words.senderNameHelp}
          maxLength={200}
          value={senderName}
          onChange={(event) => setSenderName(event.currentTarget.value)}
        />
        <Switch
          label={words.shared}
          description={words.sharedHelp}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Switch
          label={words.rulesMaySend}
          description={words.rulesMaySendHelp}
          checked={rulesMaySend}
          onChange={(event) => setRulesMaySend(event.currentTarget.checked)}
        />
      </Stack>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={work.close}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={work.busy}>
          {words.save}
        </Button>
      </Group>
    </form>
  );
}
