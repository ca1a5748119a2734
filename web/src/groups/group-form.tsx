import { Button, Group as Row, Skeleton, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { PeopleChoice } from '../people/people-choice.tsx';
import { peopleQuery } from '../people/people-queries.ts';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { groups } from '../words/groups.ts';
import { type Group, type GroupValues, groupsQuery, saveGroup } from './group-queries.ts';

const words = groups.form;

interface GroupFormProps {
  /** absent: a new one */
  group?: Group | undefined;
  onClose: () => void;
}

/** Name and members of a group. */
export function GroupForm({ group, onClose }: GroupFormProps) {
  const { data: people, error, refetch } = useQuery(peopleQuery);
  const [values, setValues] = useState<GroupValues>({ name: group?.name ?? '', members: group?.members ?? [] });
  const [tried, setTried] = useState(false);
  const save = useSave(group, onClose);
  const refused = fieldMistakes(save.error)['/name'];
  const nameless = values.name.trim() === '';
  if (people === undefined) {
    return error ? <ProblemAlert error={error} retry={() => void refetch()} /> : <Skeleton h={220} aria-hidden />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!nameless) save.mutate({ ...values, name: values.name.trim() });
  };
  return (
    <form onSubmit={submit} noValidate>
      {refused === undefined && <ProblemAlert error={save.error} />}
      <Stack gap="md">
        <TextInput
          label={words.name}
          autoComplete="off"
          required
          maxLength={200}
          data-autofocus
          value={values.name}
          error={tried && nameless ? words.nameMissing : refused}
          onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
        />
        <PeopleChoice
          label={words.members}
          description={words.membersHelp}
          people={people}
          withoutGroups
          value={{ users: values.members, groups: [] }}
          onChange={({ users }) => setValues({ ...values, members: users })}
        />
      </Stack>
      <Row justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </Row>
    </form>
  );
}

function useSave(group: Group | undefined, onClose: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (values: GroupValues) => saveGroup(group, values),
    onSuccess: async ({ name }) => {
      noticeDone(groups.saved(name));
      onClose();
      await queries.invalidateQueries({ queryKey: groupsQuery.queryKey });
    },
  });
}
