import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { noticeProblem } from '../ui/notices.ts';
import { compose as words } from '../words/compose.ts';
import { type Draft, undoDraft } from './draft-queries.ts';

/** The server waits ten seconds before an e-mail leaves. */
const UNDO_MS = 10_000;

interface SentNoticeProps {
  id: string;
  onBack: (draft: Draft) => void;
  onOver: () => void;
}

/** Sent, and for ten seconds to be taken back. */
export function SentNotice({ id, onBack, onOver }: SentNoticeProps) {
  const undo = useMutation({ mutationFn: () => undoDraft(id), onSuccess: onBack, onError: noticeProblem });
  const button = useRef<HTMLButtonElement>(null);
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    button.current?.focus();
    const timer = setTimeout(() => over.current(), UNDO_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Alert color="green" role="status" mb="sm">
      <Group gap="md">
        <Text size="sm" fw={600}>
          {words.sent}
        </Text>
        <Button ref={button} size="compact-sm" variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
          {words.undo}
        </Button>
      </Group>
    </Alert>
  );
}
