import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useMe } from '../session/me.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { When } from '../ui/when.tsx';
import { held as words } from '../words/held.ts';
import { approveHeld, cancelHeld, fourEyesQuery, type HeldByLimit, heldQuery } from './guard-queries.ts';

/** What waits above the limits of an hour, or of events with many e-mails; nothing where nothing waits. */
export function HeldSection({ of }: { of: 'limits' | 'events' }) {
  const heading = useId();
  const queries = useQueryClient();
  const { data: all, error, refetch } = useQuery(heldQuery);
  const data = all?.filter(({ kind }) => (kind === 'event') === (of === 'events'));
  const [asked, setAsked] = useState<HeldByLimit>();
  const renew = { onSettled: () => queries.invalidateQueries({ queryKey: ['outbox'] }) };
  const approving = useMutation({
    mutationFn: approveHeld,
    onSuccess: ({ count }) => noticeDone(words.let(words.count(count))),
    ...renew,
  });
  const cancelling = useMutation({
    mutationFn: cancelHeld,
    onSuccess: ({ count }) => noticeDone(words.taken(words.count(count))),
    ...renew,
  });
  if (data === undefined) return error ? <ProblemAlert error={error} retry={() => void refetch()} /> : null;
  if (data.length === 0) return null;
  const busy = approving.isPending || cancelling.isPending;
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb={4}>
        {words.titles[of]}
      </Title>
      <Text size="sm" mb="sm">
        {words.texts[of]}
      </Text>
      <ProblemAlert error={approving.error ?? cancelling.error} />
      <Stack gap="sm">
        {data.map((held) => (
          <HeldLine key={held.key} held={held} busy={busy} onApprove={approving.mutate} onCancel={setAsked} />
        ))}
      </Stack>
      <ConfirmDialog
        opened={asked !== undefined}
        title={words.sure}
        text={words.sureText(words.count(asked?.count ?? 0))}
        stay={words.stay}
        go={words.cancel}
        danger
        onStay={() => setAsked(undefined)}
        onGo={() => {
          if (asked) cancelling.mutate(asked.key);
          setAsked(undefined);
        }}
      />
    </section>
  );
}

interface HeldLineProps {
  held: HeldByLimit;
  busy: boolean;
  onApprove: (key: string) => void;
  onCancel: (held: HeldByLimit) => void;
}

function HeldLine({ held, busy, onApprove, onCancel }: HeldLineProps) {
  const what = words[held.kind](held.name);
  const needsSecond = useNeedsSecond(held);
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" className="any-break">
        {what}: <b>{words.count(held.count)}</b>, {words.since} <When at={held.oldestAt} />
        {needsSecond && <> {words.second}</>}
      </Text>
      <Group gap="xs">
        {!needsSecond && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={busy}
            aria-label={words.approveAll(what)}
            onClick={() => onApprove(held.key)}
          >
            {words.approve}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          aria-label={words.cancelAll(what)}
          onClick={() => onCancel(held)}
        >
          {words.cancel}
        </Button>
      </Group>
    </Group>
  );
}

/** The server checks the same; here it is said before anybody presses. */
function useNeedsSecond({ kind, causedBy }: HeldByLimit): boolean {
  const mine = useMe()?.id === causedBy && kind === 'event';
  const { data } = useQuery({ ...fourEyesQuery, enabled: mine });
  return mine && data !== false;
}
