import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { going } from '../api/going.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { noticeDone, noticeProblem } from '../ui/notices.ts';
import { templates as words } from '../words/templates.ts';
import { type StoredTemplate, templateQuery } from './template-api.ts';

/** Asks, and says who uses it where it cannot go. */
export function DeleteTemplate({ stored, onGoing }: { stored: StoredTemplate; onGoing: () => void }) {
  const { id, name } = stored.template;
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const deleting = useMutation({
    mutationFn: () =>
      going(
        id,
        answer(api.DELETE('/templates/{id}', { params: { path: { id }, header: { 'if-match': stored.etag } } })),
      ),
    onSettled: () => setAsking(false),
    onSuccess: async () => {
      onGoing();
      noticeDone(words.deleted);
      await navigate({ to: '/rules/templates', ignoreBlocker: true });
      queries.removeQueries({ queryKey: templateQuery(id).queryKey });
      void queries.invalidateQueries({ queryKey: ['rules', 'templates'] });
    },
    onError: noticeProblem,
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {words.delete}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={words.deleteTitle(name)}
        text={words.deleteText}
        stay={words.keep}
        go={words.delete}
        danger
        busy={deleting.isPending}
        onStay={() => setAsking(false)}
        onGo={() => deleting.mutate()}
      />
    </>
  );
}
