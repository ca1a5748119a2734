import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { guard } from '../words/guard.ts';
import { approveHeld, cancelHeld, type HeldByLimit, heldQuery } from './guard-queries.ts';

const words = guard.held;

/** What waits above the limits of an hour; nothing where nothing waits. */
export function HeldSection() {
  const heading = useId();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(heldQuery);
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
        {words.title}
      </Title>
      <Text size="sm" mb="sm">
        {words.text}
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
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" className="any-break">
        {what}: <b>{words.count(held.count)}</b>
      </Text>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          aria-label={words.approveAll(what)}
          onClick={() => onApprove(held.key)}
        >
          {words.approve}
        </Button>
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
