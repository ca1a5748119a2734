import { Alert, Anchor, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { connection } from '../words/connection.ts';
import type { Editor } from './use-editor.ts';
import { fieldErrors } from './use-problems.ts';

/** Saved, but not complete: what is still needed, with a link to each field. */
export function MissingDetails({ editor: { type, draft, base } }: { editor: Editor }) {
  const missing = base?.connector.missing ?? [];
  return (
    <Alert color="yellow" title={connection.missing.title} icon={<IconAlertTriangle aria-hidden />} mb="md">
      <Text size="sm">{connection.missing.text}</Text>
      <List size="sm">
        {fieldErrors(type, draft, missing).map(({ inputId, message }) => (
          <List.Item key={`${inputId} ${message}`}>
            <Anchor
              size="sm"
              c="inherit"
              underline="always"
              href={`#${inputId}`}
              className="error-link"
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(inputId)?.focus();
              }}
            >
              {message}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
