import { Alert, Button, Group, Text } from '@mantine/core';
import { ago } from '../ui/when.tsx';
import { rule as words } from '../words/rule.ts';
import type { useEditing } from './use-editing.ts';

/** What was typed before this tab was loaded again. */
export function DraftOffer({ editing }: { editing: ReturnType<typeof useEditing> }) {
  const { offered, answerOffer, stored } = editing;
  if (offered === undefined) return null;
  return (
    <Alert title={words.draft.title} mb="md">
      <Text size="sm">
        {words.draft.text(ago(offered.at))}
        {stored && stored.rule.version > offered.version && ` ${words.draft.older}`}
      </Text>
      <Group gap="sm" mt="xs">
        <Button size="compact-sm" onClick={() => answerOffer(offered)}>
          {words.draft.use}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => answerOffer()}>
          {words.draft.drop}
        </Button>
      </Group>
    </Alert>
  );
}
