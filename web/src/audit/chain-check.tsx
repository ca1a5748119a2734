import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { audit as words } from '../words/audit.ts';
import { type AuditCheck, verifyAudit } from './audit-queries.ts';

/** Asks the server to follow the chain of all records; the answer stays beside the button. */
export function ChainCheck() {
  const check = useMutation({ mutationFn: verifyAudit });
  return (
    <>
      <Group mb="sm">
        <Button size="compact-sm" variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          {words.check}
        </Button>
      </Group>
      <ProblemAlert error={check.error} />
      <div role="status">{check.data && <Found {...check.data} />}</div>
    </>
  );
}

function Found({ intact, records, head, broken }: AuditCheck) {
  return (
    <Alert color={intact ? 'green' : 'red'} title={intact ? words.intact(records) : words.broken} mb="md">
      <Text size="sm" className="any-break">
        {intact ? head && words.head(head.seq, head.hash) : broken?.why}
      </Text>
    </Alert>
  );
}
