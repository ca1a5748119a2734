import { Paper, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { sandbox } from '../words/setup.ts';
import { mailText } from './mail-text.ts';
import { type SandboxMail, sandboxSourceQuery } from './setup-queries.ts';

/** A mail as its recipient would read it: always as text, whatever is in it. */
export function ReceivedMail({ mail }: { mail: SandboxMail }) {
  const { data, error, refetch } = useQuery(sandboxSourceQuery(mail.id));
  const text = data && mailText(data);
  return (
    <Paper component="article" withBorder p="md" aria-label={mail.subject || sandbox.noSubject}>
      <dl className="mail-head">
        <dt>{sandbox.from}</dt>
        <dd>{mail.from}</dd>
        <dt>{sandbox.columns.mailbox}</dt>
        <dd>{`${mail.address} · ${mail.folder}`}</dd>
        <dt>{sandbox.subject}</dt>
        <dd>
          <b>{mail.subject || sandbox.noSubject}</b>
        </dd>
      </dl>
      {error ? <ProblemAlert error={error} retry={() => void refetch()} /> : null}
      {data === undefined && !error && <Skeleton h={60} aria-hidden />}
      {data && (
        <Text size="sm" className="pre-text" c={text === undefined ? 'dimmed' : undefined}>
          {text ?? sandbox.noText}
        </Text>
      )}
    </Paper>
  );
}
