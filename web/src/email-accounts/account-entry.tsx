import { ActionIcon, Badge, Button, Group, Menu, Switch, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { ConnectorBadge, ConnectorReason } from '../data-sources/connector-state.tsx';
import { emailAccounts } from '../words/email-accounts.ts';
import { usesOauth } from './account-oauth.ts';
import type { EmailAccount } from './account-queries.ts';
import { AccountSignIn } from './account-sign-in.tsx';
import type { AccountWork } from './use-account-work.ts';

interface AccountEntryProps {
  account: EmailAccount;
  work: AccountWork;
  onConnect(): void;
}

/** One own mailbox: its state with the reason, and what can be done. */
export function AccountEntry({ account, work, onConnect }: AccountEntryProps) {
  const { address, displayName, connected } = account;
  return (
    <li className="account-entry">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div>
          <Text fw={600} size="sm" className="any-break">
            {address}
          </Text>
          {displayName !== address && (
            <Text size="sm" c="dimmed" className="any-break">
              {displayName}
            </Text>
          )}
        </div>
        <AccountMenu account={account} work={work} onConnect={onConnect} />
      </Group>
      <Group gap="xs" my={6}>
        <ConnectorBadge connector={account} />
        {account.isDefault && <Badge variant="light">{emailAccounts.isDefault}</Badge>}
        {account.shared && (
          <Badge variant="light" color="gray">
            {emailAccounts.shared}
          </Badge>
        )}
      </Group>
      {connected && usesOauth(account) && <AccountSignIn account={account} />}
      {connected ? (
        <ConnectorReason connector={account} mb="xs" />
      ) : (
        <Text size="sm" c="dimmed" mb="xs">
          {emailAccounts.notConnected}
        </Text>
      )}
      {connected && (
        <Switch
          mb="sm"
          label={emailAccounts.readEmail}
          description={emailAccounts.readEmailHelp}
          checked={account.readEmail}
          disabled={work.busy}
          onChange={(event) => work.prefer(account, { readEmail: event.currentTarget.checked })}
        />
      )}
      <Group gap="xs">
        <ConnectButton account={account} work={work} onConnect={onConnect} />
        {connected && usesOauth(account) && account.state !== 'active' && (
          <Button size="compact-sm" aria-label={emailAccounts.reconnectOf(address)} onClick={onConnect}>
            {emailAccounts.reconnect}
          </Button>
        )}
      </Group>
    </li>
  );
}

function ConnectButton({ account, work, onConnect }: AccountEntryProps) {
  const { address, connected } = account;
  return connected ? (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={emailAccounts.disconnectOf(address)}
      onClick={() => work.ask({ kind: 'disconnect', account })}
    >
      {emailAccounts.disconnect}
    </Button>
  ) : (
    <Button size="compact-sm" aria-label={emailAccounts.reconnectOf(address)} onClick={onConnect}>
      {emailAccounts.reconnect}
    </Button>
  );
}

function AccountMenu({ account, work, onConnect }: AccountEntryProps) {
  const { address, connected, isDefault } = account;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" loading={work.busy} aria-label={emailAccounts.menuOf(address)}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {connected && <Menu.Item onClick={() => work.test(account)}>{emailAccounts.test}</Menu.Item>}
        {connected && <Menu.Item onClick={onConnect}>{emailAccounts.edit}</Menu.Item>}
        {connected && !isDefault && (
          <Menu.Item onClick={() => work.prefer(account, { isDefault: true }, emailAccounts.madeDefault(address))}>
            {emailAccounts.makeDefault}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => work.ask({ kind: 'names', account })}>{emailAccounts.preferences}</Menu.Item>
        <Menu.Item onClick={() => work.ask({ kind: 'remove', account })}>{emailAccounts.remove}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
