import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { sessionEnded } from '../api/session-ended.ts';
import { Dialog } from '../ui/dialog.tsx';
import { session } from '../words/session.ts';
import { useMe } from './me.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Over the page, not instead of it: what was typed stays. */
export function SessionEndedDialog() {
  const me = useMe();
  const [opened, setOpened] = useState(false);
  const known = me !== null;
  useEffect(() => sessionEnded.listen(() => known && setOpened(true)), [known]);
  return (
    <Dialog opened={opened} title={session.ended} onClose={() => setOpened(false)}>
      <Text size="sm" mb="md">
        {session.endedText}
      </Text>
      <SignInForm onDone={() => setOpened(false)} />
    </Dialog>
  );
}
