import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { ConflictDialog } from '../ui/conflict-dialog.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { ago } from '../ui/when.tsx';
import { connection } from '../words/connection.ts';
import type { SavedConnector } from './connection-queries.ts';
import { differencesOf } from './differences.ts';
import { draftOf } from './draft.ts';
import type { Editor } from './use-editor.ts';

interface MeanwhileProps {
  editor: Editor;
  latest: SavedConnector | undefined;
  deleted: boolean;
}

/** What others did while this page was open: saved the same connector, or deleted it. */
export function Meanwhile({ editor, latest, deleted }: MeanwhileProps) {
  const { base, unsaved, saving, load } = editor;
  const newer = latest && base && latest.connector.version > base.connector.version ? latest : undefined;
  // Nothing typed, nothing lost: the newer version is simply shown.
  const adopt = newer !== undefined && !unsaved && !saving.busy;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each newer version
  useEffect(() => {
    if (adopt && newer) load(newer);
  }, [adopt, newer?.connector.version]);
  if (deleted) {
    return (
      <Alert color="red" title={connection.deleted.title} icon={<IconAlertTriangle aria-hidden />} mb="md" role="alert">
        <Text size="sm" mb="xs">
          {connection.deleted.text}
        </Text>
        <ButtonLink size="compact-sm" variant="default" to="/admin/data-sources">
          {connection.deleted.back}
        </ButtonLink>
      </Alert>
    );
  }
  return (
    <>
      {newer && unsaved && !saving.theirs && (
        <Alert color="yellow" title={connection.newerSaved.title} mb="md" role="status">
          <Text size="sm" mb="xs">
            {connection.newerSaved.text(newer.connector.modifiedBy)}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => saving.compareWith(newer)}>
            {connection.newerSaved.compare}
          </Button>
        </Alert>
      )}
      <Conflict editor={editor} />
    </>
  );
}

function Conflict({ editor: { type, draft, saving, load, keepYours } }: { editor: Editor }) {
  const { theirs } = saving;
  return (
    <ConflictDialog
      opened={theirs !== undefined}
      who={theirs?.connector.modifiedBy ?? ''}
      when={theirs ? ago(theirs.connector.modifiedAt) : ''}
      differences={theirs ? differencesOf(type, draft, draftOf(theirs.connector)) : []}
      onKeepYours={keepYours}
      onTakeTheirs={() => {
        if (theirs) load(theirs);
        saving.compareWith(undefined);
      }}
      onClose={() => saving.compareWith(undefined)}
    />
  );
}
