import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { outbox } from '../words/outbox.ts';
import type { Mail, MailState } from './mail-types.ts';
import { ResendDialog } from './resend-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { useRereadMail } from './use-reread-mail.ts';

const words = outbox.actions;
/** While the first one may still go out, a second one would be a mistake; the API leaves that to its caller. */
const ENDED: readonly MailState[] = ['accepted', 'failed', 'cancelled', 'bounced'];
type Opened = 'cancel' | 'resend' | 'resolve';

/** What the state and the caller's roles allow. The one that the state asks for comes first and is filled. */
export function MailActions({ mail }: { mail: Mail }) {
  const [opened, setOpened] = useState<Opened>();
  const { can, delivery, id } = mail;
  const copyOnly = delivery.state === 'accepted';
  const retry = useDecision(mail, 'retry');
  const close = () => setOpened(undefined);
  if (!Object.values(can).some(Boolean)) return null;
  return (
    <>
      <Group gap="sm" mt="md">
        {can.resolve && <Button onClick={() => setOpened('resolve')}>{words.resolve}</Button>}
        {can.retry && (
          <Button
            variant={delivery.state === 'failed' ? 'filled' : 'default'}
            loading={retry.isPending}
            onClick={() => retry.mutate(copyOnly ? words.copyRetried : words.retried)}
          >
            {copyOnly ? words.retryCopy : words.retry}
          </Button>
        )}
        {can.resend && ENDED.includes(delivery.state) && (
          <Button variant="default" onClick={() => setOpened('resend')}>
            {words.resend}
          </Button>
        )}
        {can.cancel && (
          <Button variant="default" onClick={() => setOpened('cancel')}>
            {words.cancel}
          </Button>
        )}
      </Group>
      <ProblemAlert error={retry.error} />
      <CancelDialog mail={mail} opened={opened === 'cancel'} onClose={close} />
      {opened === 'resend' && <ResendDialog key={id} mail={mail} onClose={close} />}
      {opened === 'resolve' && <ResolveDialog key={id} mail={mail} onClose={close} />}
    </>
  );
}

/** What is told in the end is about the state in which it was pressed: the e-mail may be on its way before the answer. */
function useDecision({ id }: Mail, name: 'retry' | 'cancel') {
  const reread = useRereadMail(id);
  return useMutation({
    mutationFn: (_done: string) => answer(api.POST(`/outbox/{id}/${name}`, { params: { path: { id } }, body: {} })),
    onSuccess: (_, done) => noticeDone(done),
    onSettled: reread,
  });
}

function CancelDialog({ mail, opened, onClose }: { mail: Mail; opened: boolean; onClose: () => void }) {
  const cancel = useDecision(mail, 'cancel');
  return (
    <>
      <ConfirmDialog
        opened={opened}
        title={outbox.cancel.title}
        text={outbox.cancel.text}
        stay={outbox.cancel.stay}
        go={outbox.cancel.go}
        danger
        busy={cancel.isPending}
        onStay={onClose}
        onGo={() => cancel.mutate(outbox.cancel.done, { onSettled: onClose })}
      />
      <ProblemAlert error={cancel.error} />
    </>
  );
}
