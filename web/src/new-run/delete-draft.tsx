import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Run } from '../payroll/run-model.ts';
import { runQuery } from '../payroll/run-queries.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { noticeDone, noticeProblem } from '../ui/notices.ts';
import { newRun } from '../words/new-run.ts';
import { deleteRun } from './run-calls.ts';

const words = newRun.delete;

/** Nothing of a draft or a plan was sent, so it may go; after asking. */
export function DeleteDraft({ run, etag }: { run: Run; etag: string }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const deleting = useMutation({
    mutationFn: () => deleteRun(run.id, etag),
    onSuccess: async () => {
      noticeDone(words.done);
      await navigate({ to: '/payroll', ignoreBlocker: true });
      queries.removeQueries({ queryKey: runQuery(run.id).queryKey });
      await queries.invalidateQueries({ queryKey: ['runs', 'list'] });
    },
    onError: (error) => {
      noticeProblem(error);
      void queries.invalidateQueries({ queryKey: runQuery(run.id).queryKey });
    },
    onSettled: () => setAsking(false),
  });
  if (run.state !== 'draft' && run.state !== 'planned') return null;
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {words.button}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={words.title(run.name)}
        text={words.text}
        stay={words.stay}
        go={words.go}
        danger
        busy={deleting.isPending}
        onStay={() => setAsking(false)}
        onGo={() => deleting.mutate()}
      />
    </>
  );
}
