import { Alert } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { Connector } from '../connection/connection-queries.ts';
import { security } from '../words/security.ts';

/** Why the page of a data source lets nothing be changed. */
export function SecurityNotice({ connector }: { connector: Connector }) {
  const words = wordsFor(connector);
  if (words === undefined) return null;
  return (
    <Alert title={words.title} icon={<IconLock aria-hidden />} mb="md" color="gray">
      {words.text}
    </Alert>
  );
}

function wordsFor({ mayEdit, managedBy, security: { readOnly } }: Connector) {
  if (!mayEdit) return security.lockedOut;
  if (managedBy !== null) return { title: security.managed.title, text: security.managed.text(managedBy) };
  return readOnly ? security.readOnlyNow : undefined;
}
