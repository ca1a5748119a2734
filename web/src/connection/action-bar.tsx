import { Button, Group } from '@mantine/core';
import { SecurityButton } from '../security/security-button.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { connection } from '../words/connection.ts';
import type { Editor } from './use-editor.ts';

/** One bar that stays in sight: test, save, close. */
export function ActionBar({ editor, deleted }: { editor: Editor; deleted: boolean }) {
  const { saving, test, base } = editor;
  const mayNot = deleted || base?.connector.mayEdit === false;
  const readOnly = base !== undefined && (base.connector.security.readOnly || base.connector.managedBy !== null);
  return (
    <Group className="action-bar" gap="xs" role="group" aria-label={connection.actions}>
      <Button variant="default" loading={test.run?.phase === 'running'} onClick={editor.runTest} disabled={mayNot}>
        {connection.test}
      </Button>
      <Button loading={saving.busy} onClick={editor.save} disabled={mayNot || readOnly}>
        {connection.save}
      </Button>
      {base && !deleted && <SecurityButton saved={base} onSaved={editor.rebase} />}
      <ButtonLink variant="subtle" px="sm" to="/admin/data-sources">
        {connection.close}
      </ButtonLink>
    </Group>
  );
}
