import { Button, Group as Row, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { groups as words } from '../words/groups.ts';
import { deleteGroup, type Group, groupsQuery } from './group-queries.ts';

const GroupForm = lazy(async () => ({ default: (await import('./group-form.tsx')).GroupForm }));

type Open = { kind: 'add' } | { kind: 'edit' | 'delete'; group: Group };

/** The groups, below the people who are in them. */
export function GroupSection({ names }: { names: ReadonlyMap<string, string> }) {
  const { data, error, refetch } = useQuery(groupsQuery);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const remove = useRemove(close);
  const edited = open?.kind === 'edit' ? open.group : undefined;
  const asked = open?.kind === 'delete' ? open.group : undefined;
  return (
    <section aria-labelledby="groups-title">
      <Row justify="space-between" mt="xl" mb="xs">
        <Title order={2} id="groups-title">
          {words.title}
        </Title>
        <Button variant="default" onClick={() => setOpen({ kind: 'add' })}>
          {words.add}
        </Button>
      </Row>
      <Text size="sm" c="dimmed" mb="sm">
        {words.text}
      </Text>
      <ProblemAlert error={remove.error} />
      <ProblemAlert error={error} retry={() => void refetch()} />
      {data === undefined && !error && <Skeleton h={58} aria-hidden />}
      {data?.length === 0 && <Text size="sm">{words.none}</Text>}
      {data && data.length > 0 && <List groups={data} names={names} onOpen={setOpen} />}
      <Dialog
        opened={open?.kind === 'add' || edited !== undefined}
        title={edited ? words.form.editTitle(edited.name) : words.form.addTitle}
        onClose={close}
        size="lg"
      >
        <Suspense fallback={null}>
          {open && open.kind !== 'delete' && (
            <GroupForm key={edited?.id} {...(edited && { group: edited })} onClose={close} />
          )}
        </Suspense>
      </Dialog>
      <ConfirmDialog
        opened={asked !== undefined}
        title={words.confirmDelete.title(asked?.name ?? '')}
        text={words.confirmDelete.text}
        stay={words.confirmDelete.stay}
        go={words.confirmDelete.go}
        danger
        busy={remove.isPending}
        onStay={close}
        onGo={() => asked && remove.mutate(asked)}
      />
    </section>
  );
}

interface ListProps {
  groups: readonly Group[];
  names: ReadonlyMap<string, string>;
  onOpen: (open: Open) => void;
}

function List({ groups, names, onOpen }: ListProps) {
  return (
    <Stack gap="xs" component="ul" p={0} m={0} aria-label={words.list}>
      {groups.map((group) => (
        <Row component="li" key={group.id} gap="sm" mih={36} justify="space-between">
          <div className="any-break">
            <Text size="sm" fw={600}>
              {group.name}
            </Text>
            <Text size="sm" c="dimmed">
              {group.members.map((id) => names.get(id) ?? id).join(', ') || words.nobody}
            </Text>
          </div>
          <Row gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={words.editOf(group.name)}
              onClick={() => onOpen({ kind: 'edit', group })}
            >
              {words.edit}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={words.deleteOf(group.name)}
              onClick={() => onOpen({ kind: 'delete', group })}
            >
              {words.delete}
            </Button>
          </Row>
        </Row>
      ))}
    </Stack>
  );
}

function useRemove(onSettled: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (group: Group) => deleteGroup(group),
    onSuccess: (_done, { name }) => noticeDone(words.deleted(name)),
    onSettled: () => {
      onSettled();
      return queries.invalidateQueries({ queryKey: groupsQuery.queryKey });
    },
  });
}
