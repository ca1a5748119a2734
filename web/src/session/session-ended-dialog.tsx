import { Text } from '@mantine/core';
import { OtherTab } from '../sign-on/other-tab.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { session } from '../words/session.ts';
import { useMe } from './me.ts';
import { SignInForm } from './sign-in-form.tsx';

interface SessionEndedProps {
  opened: boolean;
  onClose: () => void;
  onGone: () => void;
}

/** Over the page, not instead of it: what was typed stays. */
export function SessionEndedDialog({ opened, onClose, onGone }: SessionEndedProps) {
  const known = useMe();
  return (
    <Dialog opened={opened} title={session.ended} onClose={onClose} onGone={onGone}>
      <Text size="sm" mb="md">
        {session.endedText}
      </Text>
      <SignInForm known={known} onDone={onClose} />
      <OtherTab />
    </Dialog>
  );
}
