import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { noticeDone, noticeProblem } from '../ui/notices.ts';
import { providers } from '../words/providers.ts';
import {
  deleteProvider,
  type ProviderUse,
  providerUsesQuery,
  resetProvider,
  type SavedProvider,
} from './provider-queries.ts';
import { UseList } from './provider-uses.tsx';

interface ActionsProps {
  saved: SavedProvider;
  onReset(saved: SavedProvider): void;
}

/** Delete what was added here, reset what was shipped. Each is asked for; what is in use is named instead. */
export function ProviderActions({ saved, onReset }: ActionsProps) {
  const { label, origin } = saved.provider;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'delete' | 'reset'>();
  const [used, setUsed] = useState<ProviderUse[]>();
  const close = () => setAsking(undefined);
  const look = useMutation({
    mutationFn: () => queries.fetchQuery(providerUsesQuery(saved.provider.id)),
    onSuccess: (uses) => (uses.length > 0 ? setUsed(uses) : setAsking('delete')),
    onError: noticeProblem,
  });
  const go = useMutation({
    mutationFn: async () => {
      if (asking === 'reset') return onReset(await resetProvider(saved));
      await deleteProvider(saved);
    },
    onSuccess: async () => {
      noticeDone(asking === 'reset' ? providers.wasReset(label) : providers.deleted(label));
      if (asking === 'reset') return queries.invalidateQueries({ queryKey: ['providers'] });
      await navigate({ to: '/admin/providers', ignoreBlocker: true });
      queries.removeQueries({ queryKey: ['providers', 'one', saved.provider.id] });
      queries.removeQueries({ queryKey: ['providers', 'uses', saved.provider.id] });
      return queries.invalidateQueries({ queryKey: ['providers'] });
    },
    onError: noticeProblem,
    onSettled: close,
  });
  const words = asking === 'reset' ? providers.confirmReset : providers.confirmDelete;
  return (
    <>
      {origin === 'own' && (
        <Button variant="default" loading={look.isPending} onClick={() => look.mutate()}>
          {providers.delete}
        </Button>
      )}
      {origin === 'changed' && (
        <Button variant="default" onClick={() => setAsking('reset')}>
          {providers.reset}
        </Button>
      )}
      <ConfirmDialog
        opened={asking !== undefined}
        title={words.title(label)}
        text={words.text}
        stay={words.stay}
        go={words.go}
        danger
        busy={go.isPending}
        onStay={close}
        onGo={() => go.mutate()}
      />
      <Dialog opened={used !== undefined} title={providers.used.title(label)} onClose={() => setUsed(undefined)}>
        <Text size="sm">{providers.used.text}</Text>
        <UseList uses={used ?? []} />
        <Text size="sm">{providers.used.help}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setUsed(undefined)} data-autofocus>
            {providers.used.close}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
