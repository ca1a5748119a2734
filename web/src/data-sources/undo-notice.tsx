import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { dataSources } from '../words/data-sources.ts';
import { shell } from '../words/shell.ts';
import { UNDO_MS } from './delayed-delete.ts';

const noticeId = (id: string) => `deleted-${id}`;

/** "Data source deleted", with Undo as long as it can be taken back. */
export function showUndo(id: string, name: string, undo: () => void): void {
  notifications.show({
    id: noticeId(id),
    color: 'green',
    title: dataSources.deleted,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" className="any-break">
          {name}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            undo();
            hideUndo(id);
          }}
        >
          {dataSources.undo}
        </Button>
      </Group>
    ),
    autoClose: UNDO_MS,
    closeButtonProps: { 'aria-label': shell.dismiss },
  });
}

export function hideUndo(id: string): void {
  notifications.hide(noticeId(id));
}
