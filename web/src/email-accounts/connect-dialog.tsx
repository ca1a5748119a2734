import { Alert, Anchor, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Dialog } from '../ui/dialog.tsx';
import { emailAccounts } from '../words/email-accounts.ts';
import { type Kind, providerOfKind, takesPassword } from './account-kind.ts';
import type { EmailAccount, Provider } from './account-queries.ts';
import { ConnectForm } from './connect-form.tsx';
import { OauthPlace } from './oauth-place.tsx';

const words = emailAccounts.form;

/** What is to be connected: a new account of a kind, or one that is there. */
export interface Connect {
  kind: Kind;
  account?: EmailAccount;
}

interface ConnectDialogProps {
  connect: Connect;
  opened: boolean;
  providers: readonly Provider[];
  onClose(): void;
}

/** OAuth first; then the password, where the provider takes one. */
export function ConnectDialog({ connect, opened, providers, onClose }: ConnectDialogProps) {
  const { kind, account } = connect;
  const provider = account ? providers.find(({ id }) => id === account.provider) : providerOfKind(kind, providers);
  const title = account?.connected
    ? words.changeTitle(account.address)
    : words.title(account?.address ?? emailAccounts.kinds[kind]);
  return (
    <Dialog opened={opened} title={title} onClose={onClose} size="lg">
      <OauthPlace key={`${kind} ${account?.id ?? ''}`} kind={kind} account={account} providers={providers} />
      {provider && <ProviderHelp provider={provider} />}
      {(provider === undefined || takesPassword(provider)) && (
        <ConnectForm
          key={`${kind} ${account?.id ?? ''} ${account?.version ?? ''}`}
          kind={kind}
          account={account}
          provider={provider}
          providers={providers}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function ProviderHelp({ provider: { label, loginHelp, help, ...provider } }: { provider: Provider }) {
  if (!loginHelp && !help && takesPassword(provider)) return null;
  return (
    <Alert variant="light" mb="md" icon={<IconInfoCircle aria-hidden />} title={label}>
      <Text size="sm">{loginHelp ?? (takesPassword(provider) ? '' : words.noPassword)}</Text>
      {help && (
        <Anchor size="sm" href={help} target="_blank" rel="noopener noreferrer">
          {words.helpLink}
        </Anchor>
      )}
    </Alert>
  );
}
