import { Button, Group } from '@mantine/core';
import { ButtonLink } from '../ui/link.tsx';
import { connection } from '../words/connection.ts';
import type { Editor } from './use-editor.ts';

/** One bar that stays in sight: test, save, close. */
export function ActionBar({ editor, deleted }: { editor: Editor; deleted: boolean }) {
  const { saving, test } = editor;
  return (
    <Group className="action-bar" gap="xs" role="group" aria-label={connection.actions}>
      <Button variant="default" loading={test.run?.phase === 'running'} onClick={editor.runTest} disabled={deleted}>
        {connection.test}
      </Button>
      <Button loading={saving.busy} onClick={editor.save} disabled={deleted}>
        {connection.save}
      </Button>
      <ButtonLink variant="subtle" px="sm" to="/admin/data-sources">
        {connection.close}
      </ButtonLink>
    </Group>
  );
}
