import { Alert, Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { outbox } from '../words/outbox.ts';
import type { Mail } from './mail-types.ts';
import { useRereadMail } from './use-reread-mail.ts';

const words = outbox.resolve;
type Resolution = 'accepted' | 'failed' | 'send_again';

const CHOICES: { as: Resolution; label: string; text: string }[] = [
  { as: 'accepted', label: words.accepted, text: words.acceptedText },
  { as: 'failed', label: words.failed, text: words.failedText },
  { as: 'send_again', label: words.sendAgain, text: words.sendAgainText },
];

interface ResolveProps {
  mail: Mail;
  onClose: () => void;
}

/** A person decides what nobody can know from here. Nothing is chosen beforehand. */
export function ResolveForm({ mail, onClose }: ResolveProps) {
  const [as, setAs] = useState<Resolution>();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const resolve = useResolve(mail.id, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (as !== undefined && reason.trim() !== '' && !resolve.isPending) resolve.mutate({ as, reason: reason.trim() });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{words.text}</Text>
        {resolve.error && <ProblemAlert error={resolve.error} />}
        <Radio.Group
          label={words.choice}
          required
          value={as ?? null}
          onChange={(value) => setAs(value as Resolution)}
          error={tried && as === undefined ? words.choiceMissing : undefined}
        >
          <Stack gap="xs" mt="xs" mb={4}>
            {CHOICES.map((choice) => (
              <Radio key={choice.as} value={choice.as} label={choice.label} description={choice.text} />
            ))}
          </Stack>
        </Radio.Group>
        {as === 'send_again' && (
          <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} p="sm" role="alert">
            {words.duplicate}
          </Alert>
        )}
        <Textarea
          label={words.reason}
          description={words.reasonHelp}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          error={tried && reason.trim() === '' ? words.reasonMissing : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {words.stay}
          </Button>
          <Button type="submit" loading={resolve.isPending}>
            {as === 'send_again' ? words.goAgain : words.go}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useResolve(id: string, onClose: () => void) {
  const reread = useRereadMail(id);
  return useMutation({
    mutationFn: (decision: { as: Resolution; reason: string }) =>
      answer(api.POST('/outbox/{id}/resolve', { params: { path: { id } }, body: decision })),
    onSuccess: () => {
      noticeDone(words.done);
      onClose();
    },
    onSettled: reread,
  });
}
