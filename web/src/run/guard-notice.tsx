import { Alert, Text } from '@mantine/core';
import { IconShield } from '@tabler/icons-react';
import type { Run } from '../payroll/run-model.ts';
import { run as words } from '../words/run.ts';

/** To whom the e-mails really go, for whoever says yes to them. */
export function GuardNotice({ guard: { text } }: Pick<Run, 'guard'>) {
  if (text === null) return null;
  return (
    <Alert color="yellow" title={words.guard.title} icon={<IconShield aria-hidden />} mt="sm" p="sm">
      <Text size="sm" className="any-break">
        {text}
      </Text>
    </Alert>
  );
}
