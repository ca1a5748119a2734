import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { mayUse, useMe } from '../session/me.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { When } from '../ui/when.tsx';
import { runRows } from '../words/run-rows.ts';
import { EndRedirectForm } from './end-redirect-form.tsx';
import type { RowProps } from './row-props.ts';
import { useRereadRow } from './use-reread-row.ts';
import { choicesOf } from './zone-time.ts';

const words = runRows.redirect;
const CONFIRMERS = ['administrator', 'approver'];

/** The other side of an asked-for address: whoever may confirm it, and is not the one who asked, can. */
export function RedirectPanel({ run, row }: RowProps) {
  const me = useMe();
  const [ending, setEnding] = useState<'decline' | 'withdraw'>();
  const { redirect } = row;
  if (redirect === null) return null;
  const { to } = redirect;
  const own = redirect.by === me?.name;
  const mayDecide = mayUse(me, CONFIRMERS);
  const mayConfirm = mayDecide && !(own && choicesOf(run).confidential);
  const asked = (
    <Alert color="yellow" title={words.title} icon={<IconHandStop aria-hidden />} p="sm">
      <Text size="sm" className="any-break">
        {words.asked(redirect.by, to)} <When at={redirect.at} />
      </Text>
      <Text size="sm" className="any-break">
        <b>{words.reason}</b>
        {': '}
        {redirect.reason}
      </Text>
      {!mayConfirm && <Text size="sm">{own ? words.own : words.others}</Text>}
      {ending === undefined && (
        <Group gap="sm" align="end">
          {mayConfirm && <Confirm run={run} row={row} to={to} key={to} />}
          {own && (
            <Button size="xs" mt="xs" variant="default" onClick={() => setEnding('withdraw')}>
              {words.withdraw}
            </Button>
          )}
          {mayDecide && !own && (
            <Button size="xs" mt="xs" variant="default" onClick={() => setEnding('decline')}>
              {words.decline}
            </Button>
          )}
        </Group>
      )}
    </Alert>
  );
  return (
    <>
      {asked}
      {ending !== undefined && (
        <div className="run-drawer-part">
          <EndRedirectForm run={run} row={row} to={to} how={ending} onClose={() => setEnding(undefined)} />
        </div>
      )}
    </>
  );
}

function Confirm({ run, row, to }: RowProps & { to: string }) {
  const [asking, setAsking] = useState(false);
  const reread = useRereadRow(run.id, row.id, row.mail?.id);
  const confirm = useMutation({
    mutationFn: () => {
      const params = { path: { id: run.id, item: row.id } };
      return answer(api.POST('/runs/{id}/items/{item}/redirect/confirm', { params, body: { to } }));
    },
    onSuccess: () => noticeDone(words.done),
    onSettled: reread,
  });
  return (
    <div>
      <ProblemAlert error={confirm.error} />
      {asking ? (
        <>
          <Text size="sm" fw={600} my="xs" className="any-break">
            {words.question(row.owner, to)}
          </Text>
          <Group gap="sm">
            <Button variant="default" size="xs" autoFocus onClick={() => setAsking(false)}>
              {words.stay}
            </Button>
            <Button size="xs" loading={confirm.isPending} onClick={() => !confirm.isPending && confirm.mutate()}>
              {words.go}
            </Button>
          </Group>
        </>
      ) : (
        <Button size="xs" mt="xs" onClick={() => setAsking(true)}>
          {words.confirm}
        </Button>
      )}
    </div>
  );
}
