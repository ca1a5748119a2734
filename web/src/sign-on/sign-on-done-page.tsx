import { Center, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { tellOtherTabs } from '../api/session-ended.ts';
import { shell } from '../words/shell.ts';
import { signOn } from '../words/sign-on.ts';

/** Signed in: other tabs go on, too, and this one goes to the page that was asked for. */
export function SignOnDonePage() {
  const { to } = useSearch({ from: '/sign-on/done' });
  const navigate = useNavigate();
  useEffect(() => {
    document.title = shell.title(signOn.done);
    tellOtherTabs('signed-in');
    void navigate({ to: to ?? '/', replace: true });
  }, [navigate, to]);
  return (
    <Center component="main" mih="80dvh" p="md">
      <Title order={1}>{signOn.done}</Title>
    </Center>
  );
}
