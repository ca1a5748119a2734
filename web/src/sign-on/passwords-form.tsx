import { Button, Group, MultiSelect, Radio, Stack, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isProblem, problemOf } from '../api/problem.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { usersQuery } from '../users/user-queries.ts';
import { signOn } from '../words/sign-on.ts';
import { putSignIn, type SignInView } from './sign-on-queries.ts';

const words = signOn.passwords;

interface PasswordsFormProps {
  stored: SignInView;
  etag: string;
}

/** Whom passwords let in. What another administrator stored meanwhile is read anew. */
export function PasswordsForm(props: PasswordsFormProps) {
  return <Form key={props.etag} {...props} />;
}

function Form({ stored, etag }: PasswordsFormProps) {
  const queries = useQueryClient();
  const [passwords, setPasswords] = useState(stored.passwords);
  const [chosen, setChosen] = useState(stored.chosen ?? []);
  const readAgain = () => queries.invalidateQueries({ queryKey: ['sign-on'] });
  const saving = useMutation({
    mutationFn: () => putSignIn({ passwords, chosen: passwords === 'chosen' ? chosen : [] }, etag),
    onSuccess: () => noticeDone(words.saved),
    onSettled: (_done, error) => (error ? undefined : readAgain()),
  });
  const mistakes = saving.error ? (problemOf(saving.error).errors ?? []) : [];
  const wrong = mistakes.find(({ path }) => path.startsWith('/chosen'))?.message;
  const retry = isProblem(saving.error, 'STALE') ? { retry: () => void readAgain() } : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  const unsaved = passwords !== stored.passwords || chosen.join() !== (stored.chosen ?? []).join();
  return (
    <form onSubmit={submit} noValidate aria-labelledby="sign-on-passwords">
      <Title order={2} id="sign-on-passwords" mb="xs">
        {words.title}
      </Title>
      {wrong === undefined && <ProblemAlert error={saving.error} {...retry} />}
      <Stack gap="md">
        <Radio.Group
          aria-label={words.title}
          value={passwords}
          onChange={(value) => {
            saving.reset();
            setPasswords(value === 'chosen' ? 'chosen' : 'everybody');
          }}
        >
          <Stack gap={8}>
            <Radio value="everybody" label={words.everybody} />
            <Radio value="chosen" label={words.chosen} description={words.chosenHelp} />
          </Stack>
        </Radio.Group>
        {passwords === 'chosen' && <Chosen value={chosen} error={wrong} onChange={setChosen} />}
      </Stack>
      <Group mt="md">
        <Button type="submit" loading={saving.isPending}>
          {words.save}
        </Button>
      </Group>
      <UnsavedGuard unsaved={unsaved} />
    </form>
  );
}

interface ChosenProps {
  value: string[];
  error: string | undefined;
  onChange: (ids: string[]) => void;
}

function Chosen({ value, error, onChange }: ChosenProps) {
  const { data = [] } = useQuery(usersQuery);
  const able = data.filter(({ id, roles, state }) => {
    return value.includes(id) || (state !== 'disabled' && roles.includes('administrator'));
  });
  return (
    <MultiSelect
      label={words.who}
      description={words.whoHelp}
      required
      error={error}
      data={able.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      searchable
      hidePickedOptions
      comboboxProps={{ withinPortal: true }}
    />
  );
}
