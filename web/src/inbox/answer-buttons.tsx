import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconMailPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { compose as words } from '../words/compose.ts';
import { beginDraft, draftQuery } from './draft-queries.ts';

/** Begins a draft and shows it. */
function useBegin() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const search = useSearch({ from: '/signed-in/inbox' });
  return useMutation({
    mutationFn: beginDraft,
    onSuccess: (draft) => {
      queries.setQueryData(draftQuery(draft.id).queryKey, draft);
      void queries.invalidateQueries({ queryKey: ['compose', 'drafts'] });
      void navigate({ to: '/inbox', search: { ...search, draft: draft.id } });
    },
  });
}

/** What can be done with a message. */
export function AnswerButtons({ mailbox, message }: { mailbox: string; message: string }) {
  const begin = useBegin();
  const button = (kind: 'reply' | 'reply_all' | 'forward', label: string, Icon: typeof IconArrowBackUp) => (
    <Button
      variant="default"
      size="compact-md"
      leftSection={<Icon size={16} aria-hidden />}
      disabled={begin.isPending}
      onClick={() => begin.mutate({ kind, mailbox, message })}
    >
      {label}
    </Button>
  );
  return (
    <>
      <ProblemAlert error={begin.error} />
      <Group gap="sm">
        {button('reply', words.reply, IconArrowBackUp)}
        {button('reply_all', words.replyAll, IconArrowBackUp)}
        {button('forward', words.forward, IconArrowForwardUp)}
      </Group>
    </>
  );
}

export function NewEmailButton({ mailbox }: { mailbox: string }) {
  const begin = useBegin();
  return (
    <>
      <Button
        leftSection={<IconMailPlus size={16} aria-hidden />}
        loading={begin.isPending}
        onClick={() => begin.mutate({ kind: 'new', mailbox })}
      >
        {words.newEmail}
      </Button>
      <ProblemAlert error={begin.error} />
    </>
  );
}
