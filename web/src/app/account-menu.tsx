import { Button, Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconInbox,
  IconKeyboard,
  IconListCheck,
  IconLogout,
  IconMail,
  IconMoon,
  IconSignature,
  IconSun,
  IconUser,
  IconUserCog,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { answer, api } from '../api/client.ts';
import { tellOtherTabs } from '../api/session-ended.ts';
import { mayUse, useMe } from '../session/me.ts';
import { sandboxQuery } from '../setup/setup-queries.ts';
import { noticeProblem } from '../ui/notices.ts';
import { shell } from '../words/shell.ts';
import { ROLES } from './navigation.ts';
import { shortcutsList } from './shortcuts.ts';

/** Colours and sign out. */
export function AccountMenu() {
  const me = useMe();
  const { setColorScheme } = useMantineColorScheme();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const administrator = mayUse(me, ROLES.settings);
  const signOut = useMutation({
    mutationFn: () => answer(api.DELETE('/session')),
    onSuccess: async ({ providerUrl }) => {
      tellOtherTabs('signed-out');
      queries.clear();
      if (providerUrl !== null) return window.location.assign(providerUrl);
      await navigate({ to: '/login' });
    },
    onError: noticeProblem,
  });
  if (me === null) return null;
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          leftSection={<IconUser size={18} aria-hidden />}
          aria-label={shell.account(me.name)}
          maw={220}
        >
          {me.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconSun size={16} aria-hidden />} onClick={() => setColorScheme('light')}>
          {shell.useLight}
        </Menu.Item>
        <Menu.Item leftSection={<IconMoon size={16} aria-hidden />} onClick={() => setColorScheme('dark')}>
          {shell.useDark}
        </Menu.Item>
        <Menu.Item leftSection={<IconDeviceDesktop size={16} aria-hidden />} onClick={() => setColorScheme('auto')}>
          {shell.useSystem}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={() => shortcutsList.set(true)}>
          {shell.shortcuts}
        </Menu.Item>
        <OwnMailboxes />
        {administrator && <TryingOut />}
        {me.signIn !== 'host' && (
          <>
            <Menu.Divider />
            <Menu.Item component={Link} to="/account" leftSection={<IconUserCog size={16} aria-hidden />}>
              {shell.myAccount}
            </Menu.Item>
            <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
              {shell.signOut}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function OwnMailboxes() {
  return (
    <>
      <Menu.Divider />
      <Menu.Item component={Link} to="/inbox" leftSection={<IconInbox size={16} aria-hidden />}>
        {shell.inbox}
      </Menu.Item>
      <Menu.Item component={Link} to="/me/email-accounts" leftSection={<IconMail size={16} aria-hidden />}>
        {shell.emailAccounts}
      </Menu.Item>
      <Menu.Item component={Link} to="/me/signature" leftSection={<IconSignature size={16} aria-hidden />}>
        {shell.signature}
      </Menu.Item>
    </>
  );
}

/** The way back to the first steps, and to the mailboxes for trying out while there are some. */
function TryingOut() {
  const { data: sandbox } = useQuery(sandboxQuery);
  return (
    <>
      <Menu.Divider />
      <Menu.Item component={Link} to="/first-steps" leftSection={<IconListCheck size={16} aria-hidden />}>
        {shell.nav.firstSteps}
      </Menu.Item>
      {sandbox?.state === 'running' && (
        <Menu.Item component={Link} to="/sandbox" leftSection={<IconInbox size={16} aria-hidden />}>
          {shell.nav.sandbox}
        </Menu.Item>
      )}
    </>
  );
}
