import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { emailAccounts } from '../words/email-accounts.ts';
import { AccountEntry } from './account-entry.tsx';
import type { Kind } from './account-kind.ts';
import type { EmailAccount } from './account-queries.ts';
import type { AccountWork } from './use-account-work.ts';

interface KindCardProps {
  kind: Kind;
  accounts: readonly EmailAccount[];
  work: AccountWork;
  /** an account: to be connected again, or changed */
  onConnect(account?: EmailAccount): void;
}

/** Connect, and what is connected: there Connect has become Disconnect. */
export function KindCard({ kind, accounts, work, onConnect }: KindCardProps) {
  const heading = useId();
  const title = emailAccounts.kinds[kind];
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby={heading}>
      <Title order={2} size="h4" id={heading}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {emailAccounts.kindHelp[kind]}
      </Text>
      {accounts.length > 0 && (
        <Stack gap="md" component="ul" p={0} mt={0} mb="md" mx={0} aria-label={emailAccounts.list(title)}>
          {accounts.map((account) => (
            <AccountEntry key={account.id} account={account} work={work} onConnect={() => onConnect(account)} />
          ))}
        </Stack>
      )}
      <Button
        variant={accounts.length > 0 ? 'default' : 'filled'}
        w="fit-content"
        aria-label={emailAccounts.connectOf(title)}
        onClick={() => onConnect()}
      >
        {accounts.length > 0 ? emailAccounts.connectAnother : emailAccounts.connect}
      </Button>
    </Card>
  );
}
