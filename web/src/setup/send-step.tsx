import { Alert, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { ButtonLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { firstSteps } from '../words/setup.ts';
import type { FirstSteps, OwnRule } from './first-steps.ts';
import { MailProgress } from './mail-progress.tsx';

const words = firstSteps.send;

/** Step 4: the form is submitted, and the mail is followed to its inbox. */
export function SendStep({ steps }: { steps: FirstSteps }) {
  if (steps.ownRule !== undefined) return <Submit rule={steps.ownRule} again={steps.sent} />;
  if (steps.sent) return null;
  return (
    <Alert mt="sm">
      <Text size="sm" mb="xs">
        {words.noRule}
      </Text>
      <ButtonLink to="/rules" size="compact-sm" variant="default">
        {words.rules}
      </ButtonLink>
    </Alert>
  );
}

function Submit({ rule, again }: { rule: OwnRule; again: boolean }) {
  const [name, setName] = useState<string>(words.nameValue);
  const [tried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: async () => {
      const event = await answer(
        api.POST('/forms/{id}/instances', {
          params: { path: { id: rule.form } },
          body: { event: 'submit', facts: { name: name.trim() } as never },
        }),
      );
      const mails = event.rules.find(({ ruleId }) => ruleId === rule.id)?.mails ?? [];
      return mails[0]?.id;
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '') send.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Text size="sm" my="sm">
        {again && !send.isSuccess ? words.textAgain : words.text}
      </Text>
      <ProblemAlert error={send.error} />
      <Stack gap="sm" maw={480}>
        <TextInput
          label={words.name}
          required
          maxLength={200}
          value={name}
          error={tried && name.trim() === '' && words.nameMissing}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" variant={again ? 'default' : 'filled'} loading={send.isPending}>
            {again || send.isSuccess ? words.sendAgain : words.send}
          </Button>
        </div>
      </Stack>
      {send.isSuccess &&
        (send.data === undefined ? (
          <Alert color="yellow" mt="md">
            {words.noMail}
          </Alert>
        ) : (
          <MailProgress key={send.data} id={send.data} to={rule.to} connector={rule.connector} />
        ))}
    </form>
  );
}
