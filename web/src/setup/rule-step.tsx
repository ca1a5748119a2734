import { Button, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problemOf } from '../api/problem.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { firstSteps } from '../words/setup.ts';
import { createFirstRule } from './first-rule.ts';
import { type Connector, rulesQuery, sandboxQuery } from './setup-queries.ts';

const words = firstSteps.rule;

/** Step 3: a rule that is ready but for its recipient. */
export function RuleStep({ mailbox }: { mailbox: Connector }) {
  const { data: sandbox, error, refetch } = useQuery(sandboxQuery);
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />;
  if (sandbox === undefined) return <Skeleton h={220} mt="sm" aria-hidden />;
  const own = mailbox.from?.address ?? '';
  const others = mailbox.provider === 'sandbox' ? sandbox.addresses.filter((address) => address !== own) : [];
  return <RuleForm connector={mailbox.id} to={others[0] ?? own} sandboxAddresses={others} />;
}

interface RuleFormProps {
  connector: string;
  to: string;
  sandboxAddresses: readonly string[];
}

function RuleForm({ connector, to: proposal, sandboxAddresses }: RuleFormProps) {
  const queries = useQueryClient();
  const [to, setTo] = useState(proposal);
  const [subject, setSubject] = useState<string>(words.subjectValue);
  const [attempt, setAttempt] = useState(0);
  const create = useMutation({
    mutationFn: (typed: Typed) => createFirstRule({ connector, to: typed.to.trim(), subject: typed.subject }),
    onSuccess: () => queries.invalidateQueries({ queryKey: rulesQuery.queryKey }),
  });
  const refused = refusalsOf(create.error, create.variables, { to, subject });
  const toMissing = /^[^\s@]+@[^\s@]+$/.test(to.trim()) ? refused.to : words.toMissing;
  const subjectMissing = subject.trim() === '' ? words.subjectMissing : refused.subject;
  const errors = [
    ...(toMissing === undefined ? [] : [{ inputId: 'first-rule-to', message: toMissing }]),
    ...(subjectMissing === undefined ? [] : [{ inputId: 'first-rule-subject', message: subjectMissing }]),
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (errors.length === 0) create.mutate({ to, subject });
  };
  const tried = attempt > 0;
  return (
    <form onSubmit={submit} noValidate>
      <Text size="sm" my="sm">
        {words.text}
      </Text>
      {refused.to === undefined && refused.subject === undefined && <ProblemAlert error={create.error} />}
      <ErrorSummary errors={tried ? errors : []} attempt={attempt} />
      <Stack gap="sm" align="stretch" maw={480}>
        <TextInput
          id="first-rule-to"
          label={words.to}
          description={sandboxAddresses.length > 0 ? words.toHintSandbox(sandboxAddresses.join(', ')) : words.toHint}
          type="email"
          required
          value={to}
          error={tried && toMissing}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <TextInput
          id="first-rule-subject"
          label={words.subject}
          description={words.subjectHint}
          required
          maxLength={200}
          value={subject}
          error={tried && subjectMissing}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={create.isPending}>
            {words.save}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

interface Typed {
  to: string;
  subject: string;
}

/** What the server named of these two, while they are still what it was asked about. */
function refusalsOf(error: unknown, asked: Typed | undefined, now: Typed): Partial<Typed> {
  const errors = error ? (problemOf(error).errors ?? []) : [];
  const about = (field: keyof Typed) =>
    asked?.[field] === now[field]
      ? errors.find(({ path }) => path.startsWith(`/actions/0/params/${field}`))?.message
      : undefined;
  const to = about('to');
  const subject = about('subject');
  return { ...(to === undefined ? {} : { to }), ...(subject === undefined ? {} : { subject }) };
}
