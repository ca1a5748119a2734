import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { components } from '../api/schema.gen.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { signOn } from '../words/sign-on.ts';
import { deleteProvider, type Provider } from './sign-on-queries.ts';

const ProviderForm = lazy(async () => ({ default: (await import('./provider-form.tsx')).ProviderForm }));

const words = signOn.providers;

type Open = { kind: 'add' } | { kind: 'edit' | 'delete'; provider: Provider };

/** The providers, and the dialogs that change them. */
export function ProviderSection({ list }: { list: components['schemas']['SignOnProviderList'] }) {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const remove = useRemove(close);
  const edited = open?.kind === 'edit' ? open.provider : undefined;
  const asked = open?.kind === 'delete' ? open.provider : undefined;
  return (
    <section aria-labelledby="sign-on-providers">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="sign-on-providers">
          {words.title}
        </Title>
        <Button onClick={() => setOpen({ kind: 'add' })}>{words.add}</Button>
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {words.text}
      </Text>
      <ProblemAlert error={remove.error} />
      {list.items.length === 0 ? <Text size="sm">{words.none}</Text> : <List providers={list.items} onOpen={setOpen} />}
      <Dialog
        opened={open?.kind === 'add' || edited !== undefined}
        title={edited ? signOn.form.editTitle(edited.name) : signOn.form.addTitle}
        onClose={close}
        size="lg"
      >
        <Suspense fallback={null}>
          {open && open.kind !== 'delete' && (
            <ProviderForm key={edited?.id} provider={edited} redirectUri={list.redirectUri} onClose={close} />
          )}
        </Suspense>
      </Dialog>
      <ConfirmDialog
        opened={asked !== undefined}
        title={signOn.confirmDelete.title(asked?.name ?? '')}
        text={signOn.confirmDelete.text}
        stay={signOn.confirmDelete.stay}
        go={signOn.confirmDelete.go}
        danger
        busy={remove.isPending}
        onStay={close}
        onGo={() => asked && remove.mutate(asked)}
      />
    </section>
  );
}

function List({ providers, onOpen }: { providers: readonly Provider[]; onOpen: (open: Open) => void }) {
  return (
    <Stack gap="xs" component="ul" p={0} m={0} aria-label={words.list}>
      {providers.map((provider) => (
        <Group component="li" key={provider.id} gap="sm" mih={36} justify="space-between">
          <div className="any-break">
            <Text size="sm" fw={600}>
              {provider.name}
            </Text>
            <Text size="sm" c="dimmed">
              {aboutOf(provider)}
            </Text>
          </div>
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={words.editOf(provider.name)}
              onClick={() => onOpen({ kind: 'edit', provider })}
            >
              {words.edit}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={words.deleteOf(provider.name)}
              onClick={() => onOpen({ kind: 'delete', provider })}
            >
              {words.delete}
            </Button>
          </Group>
        </Group>
      ))}
    </Stack>
  );
}

function aboutOf({ enabled, issuer, createsPeople, domains = [] }: Provider): string {
  const who = createsPeople ? words.makes(domains.join(', ')) : words.links;
  return [enabled ? words.on : words.off, issuer, who].join(' · ');
}

function useRemove(onSettled: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (provider: Provider) => deleteProvider(provider),
    onSuccess: (_done, { name }) => noticeDone(words.deleted(name)),
    onSettled: () => {
      onSettled();
      return queries.invalidateQueries({ queryKey: ['sign-on'] });
    },
  });
}
