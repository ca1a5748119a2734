import { Button, Group, Text } from '@mantine/core';
import { Dialog } from './dialog.tsx';

interface ConfirmProps {
  opened: boolean;
  title: string;
  text: string;
  /** the safe way out; has the focus */
  stay: string;
  go: string;
  danger?: boolean;
  busy?: boolean;
  onStay: () => void;
  onGo: () => void;
}

/** Asks before something that cannot be taken back. The buttons say what they do. */
export function ConfirmDialog({ opened, title, text, stay, go, danger, busy, onStay, onGo }: ConfirmProps) {
  return (
    <Dialog opened={opened} title={title} onClose={onStay}>
      <Text size="sm" mb="lg" className="pre-text">
        {text}
      </Text>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onStay} data-autofocus>
          {stay}
        </Button>
        <Button color={danger ? 'red' : undefined} loading={busy} onClick={onGo}>
          {go}
        </Button>
      </Group>
    </Dialog>
  );
}
