import { Button, Group, List, Text } from '@mantine/core';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { dataSources } from '../words/data-sources.ts';
import type { DataSource } from './data-source-queries.ts';

export interface Deletion {
  source: DataSource;
  /** what keeps it from being deleted */
  uses: readonly string[];
}

interface DeleteDialogsProps {
  deletion: Deletion | undefined;
  onClose(): void;
  onDelete(source: DataSource): void;
}

/** What is in use is not deleted, and says by what; anything else is asked for. */
export function DeleteDialogs({ deletion, onClose, onDelete }: DeleteDialogsProps) {
  const name = deletion?.source.displayName ?? '';
  const used = (deletion?.uses.length ?? 0) > 0;
  const { used: usedWords, confirm } = dataSources;
  return (
    <>
      <Dialog opened={deletion !== undefined && used} title={usedWords.title(name)} onClose={onClose}>
        <Text size="sm">{usedWords.text}</Text>
        <Uses uses={deletion?.uses ?? []} />
        <Text size="sm">{usedWords.help}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose} data-autofocus>
            {usedWords.close}
          </Button>
        </Group>
      </Dialog>
      <ConfirmDialog
        opened={deletion !== undefined && !used}
        title={confirm.title(name)}
        text={confirm.text}
        stay={confirm.stay}
        go={confirm.go}
        danger
        onStay={onClose}
        onGo={() => deletion && onDelete(deletion.source)}
      />
    </>
  );
}

interface SwitchOffDialogProps {
  switching: Deletion | undefined;
  onStay(): void;
  onGo(source: DataSource): void;
}

/** What is in use is switched off only after its users were named. */
export function SwitchOffDialog({ switching, onStay, onGo }: SwitchOffDialogProps) {
  const words = dataSources.confirmOff;
  return (
    <Dialog opened={switching !== undefined} title={words.title(switching?.source.displayName ?? '')} onClose={onStay}>
      <Text size="sm">{words.text}</Text>
      <Uses uses={switching?.uses ?? []} />
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onStay} data-autofocus>
          {words.stay}
        </Button>
        <Button color="red" onClick={() => switching && onGo(switching.source)}>
          {words.go}
        </Button>
      </Group>
    </Dialog>
  );
}

function Uses({ uses }: { uses: readonly string[] }) {
  return (
    <List size="sm" my="xs">
      {uses.map((use) => (
        <List.Item key={use} className="any-break">
          {use}
        </List.Item>
      ))}
    </List>
  );
}
