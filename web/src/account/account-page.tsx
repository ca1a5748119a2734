import { Alert, Stack, Text } from '@mantine/core';
import { useMe } from '../session/me.ts';
import { Page } from '../ui/page.tsx';
import { account } from '../words/account.ts';
import { shell } from '../words/shell.ts';
import { users } from '../words/users.ts';
import { PasswordSection } from './password-section.tsx';
import { SessionList } from './session-list.tsx';
import { TokenList } from './token-list.tsx';

/** The own password, where one is signed in, and what works in one's name. */
export function AccountPage() {
  const me = useMe();
  if (me?.signIn === 'host') {
    return (
      <Page title={account.title}>
        <Alert title={users.hosted.title} maw={600}>
          {users.hosted.text}
        </Alert>
      </Page>
    );
  }
  const roles = me?.roles.map((role) => shell.roles[role] ?? role).join(', ');
  return (
    <Page title={account.title}>
      <Text mb="lg">{roles ? account.roles(roles) : account.noRoles}</Text>
      <Stack gap="xl" className="form-column">
        <PasswordSection name={me?.name ?? ''} />
        <SessionList />
        <TokenList />
      </Stack>
    </Page>
  );
}
