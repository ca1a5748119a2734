import { Text } from '@mantine/core';
import { Dialog } from '../ui/dialog.tsx';
import { session } from '../words/session.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Over the page, not instead of it: what was typed stays. */
export function SessionEndedDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} title={session.ended} onClose={onClose}>
      <Text size="sm" mb="md">
        {session.endedText}
      </Text>
      <SignInForm onDone={onClose} />
    </Dialog>
  );
}
