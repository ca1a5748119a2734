import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { suppression as words } from '../words/suppression.ts';
import { type AddressLine, endAddress, type ListName } from './suppression-queries.ts';

interface EndProps {
  list: ListName;
  line: AddressLine;
  onClose: () => void;
}

/** The address gets e-mail again, with the reason, which stays. */
export function EndForm({ list, line: { id, address }, onClose }: EndProps) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (why: string) => endAddress(list, id, why),
    onSuccess: () => {
      noticeDone(words[list].done(address));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['suppressed'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '' && !end.isPending) end.mutate(reason.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" className="any-break">
          {words[list].endText(address)}
        </Text>
        <Textarea
          label={words.reason}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && reason.trim() === '' && words.reasonMissing}
          data-autofocus
        />
        <ProblemAlert error={end.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={end.isPending}>
            {words[list].end}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
