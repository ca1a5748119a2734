import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { Dialog } from '../ui/dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { outbox } from '../words/outbox.ts';
import type { Mail } from './mail-types.ts';
import { newKey } from './new-key.ts';
import { useRereadMail } from './use-reread-mail.ts';

const words = outbox.resend;
const SAME = 'same';
const OTHER = 'other';

/** A second e-mail with the same content. Mounted when it is opened, so that each opening has keys of its own. */
export function ResendDialog({ mail, onClose }: { mail: Mail; onClose: () => void }) {
  const [to, setTo] = useState(SAME);
  const [address, setAddress] = useState('');
  const [missing, setMissing] = useState(false);
  const resend = useResend(mail.id, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const other = to === OTHER;
    setMissing(other && address.trim() === '');
    if (resend.isPending || (other && address.trim() === '')) return;
    resend.mutate(other ? address.trim() : undefined);
  };
  const refusedAddress = problemOf(resend.error).errors?.find(({ path }) => path === '/to')?.message;
  return (
    <Dialog opened title={words.title} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{words.text}</Text>
          {resend.error && refusedAddress === undefined && <ProblemAlert error={resend.error} />}
          {mail.confidential ? (
            <Text size="sm">{words.confidential}</Text>
          ) : (
            <Radio.Group label={words.to} value={to} onChange={setTo}>
              <Stack gap="xs" mt="xs">
                <Radio
                  value={SAME}
                  label={words.same}
                  description={mail.recipients.map((one) => one.address).join(', ')}
                />
                <Radio value={OTHER} label={words.other} />
              </Stack>
            </Radio.Group>
          )}
          {to === OTHER && (
            <TextInput
              type="email"
              label={words.address}
              required
              maxLength={254}
              value={address}
              error={missing ? words.addressMissing : refusedAddress}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose} data-autofocus>
              {words.stay}
            </Button>
            <Button type="submit" loading={resend.isPending}>
              {words.go}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/**
 * One key for each address as long as the dialog is open: a double click, or a second try after an answer that got
 * lost, sends one e-mail. With the same key and another address the server would refuse.
 */
function useResend(id: string, onClose: () => void) {
  const navigate = useNavigate();
  const reread = useRereadMail(id);
  const keys = useRef(new Map<string, string>());
  return useMutation({
    mutationFn: (to: string | undefined) => {
      const key = keys.current.get(to ?? '') ?? newKey();
      keys.current.set(to ?? '', key);
      const request = { params: { path: { id } }, body: to === undefined ? {} : { to } };
      return answer(api.POST('/outbox/{id}/resend', { ...request, headers: { 'Idempotency-Key': key } }));
    },
    onSuccess: async (second) => {
      noticeDone(words.done);
      onClose();
      await navigate({ to: '/outbox/$id', params: { id: second.id } });
    },
    onSettled: reread,
  });
}
