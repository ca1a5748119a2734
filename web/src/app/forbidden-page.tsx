import { Alert } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Page } from '../ui/page.tsx';
import { shell } from '../words/shell.ts';

export function ForbiddenPage({ roles }: { roles: readonly string[] }) {
  return (
    <Page title={shell.forbidden.title}>
      <Alert icon={<IconLock aria-hidden />} maw={600}>
        {shell.forbidden.text(shell.roleList(roles))}
      </Alert>
    </Page>
  );
}
