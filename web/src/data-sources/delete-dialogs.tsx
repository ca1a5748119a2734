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
        <List size="sm" my="xs">
          {deletion?.uses.map((use) => (
            <List.Item key={use} className="any-break">
              {use}
            </List.Item>
          ))}
        </List>
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
