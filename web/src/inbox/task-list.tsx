import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { noticeProblem } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { mailTasks as words } from '../words/mail-tasks.ts';
import { takeTask, tasksQuery } from './task-queries.ts';

/** E-mails that rules made for the person, or for whoever of a group is first. */
export function TaskList({ mailbox }: { mailbox: string | undefined }) {
  const { data = [], error, refetch } = useQuery(tasksQuery);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const take = useMutation({
    mutationFn: takeTask,
    onSuccess: ({ id }) =>
      navigate({ to: '/inbox', search: { ...(mailbox === undefined ? {} : { mailbox }), draft: id } }),
    onError: noticeProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: tasksQuery.queryKey }),
  });
  if (error && data.length === 0) return <ProblemAlert error={error} retry={() => void refetch()} />;
  if (data.length === 0) return null;
  return (
    <Stack gap="xs" mb="md" component="section" aria-label={words.heading}>
      <Title order={2} size="h4">
        {words.heading}
      </Title>
      {data.map(({ id, subject, rule, to, instanceId, takenBy, mine }) => (
        <Group key={id} justify="space-between" gap="sm">
          <div>
            <Text size="sm" fw={600} className="any-break">
              {words.subjectOf(subject)}
            </Text>
            <Text size="xs" className="any-break">
              {words.from(rule.name, to.map(({ address }) => address).join(', '))}
              {instanceId !== null && `, ${words.record(instanceId)}`}
            </Text>
          </div>
          {takenBy !== null && !mine ? (
            <Text size="sm">{words.takenBy(takenBy)}</Text>
          ) : (
            <Button
              variant="default"
              size="xs"
              aria-label={words.take(words.subjectOf(subject))}
              loading={take.isPending && take.variables === id}
              onClick={() => take.mutate(id)}
            >
              {words.open}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}
