import { Group, Text } from '@mantine/core';
import { AnchorLink } from '../ui/link.tsx';
import { When } from '../ui/when.tsx';
import { outbox } from '../words/outbox.ts';
import { MailSection, ServerWords, withoutReply } from './mail-section.tsx';
import type { Mail } from './mail-types.ts';

type Attempt = Mail['attempts'][number];

const words = outbox.history;

/** What was tried and decided, oldest first. */
export function History({ attempts }: { attempts: readonly Attempt[] }) {
  return (
    <MailSection title={words.title}>
      {attempts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.empty}
        </Text>
      ) : (
        <ol className="mail-history">
          {attempts.map((attempt) => (
            <li key={attempt.id}>
              <AttemptText attempt={attempt} />
            </li>
          ))}
        </ol>
      )}
    </MailSection>
  );
}

function AttemptText({ attempt }: { attempt: Attempt }) {
  const { kind, verdict, by, at, ms, response } = attempt;
  const isResend = kind === 'person' && verdict === 'resend';
  return (
    <>
      <Group gap={8} align="baseline">
        <Text size="sm" fw={600}>
          {words.verdicts[`${kind} ${verdict}`] ?? `${words.kinds[kind]}: ${verdict}`}
          {by !== null && ` ${words.by(by)}`}
        </Text>
        <Text size="xs" c="dimmed">
          <When at={at} />
          {ms > 0 && `, ${words.took(ms)}`}
        </Text>
      </Group>
      <Circumstances attempt={attempt} />
      {isResend && attempt.detail !== null ? (
        <AnchorLink to="/outbox/$id" params={{ id: attempt.detail }} size="sm">
          {words.resent}
        </AnchorLink>
      ) : (
        <Text size="sm" className="any-break">
          {withoutReply(attempt.detail ?? '', response)}
        </Text>
      )}
      <ServerWords text={response} />
    </>
  );
}

/** Code and how far it had come; a good try had no trouble anywhere. */
function Circumstances({ attempt: { verdict, code, enhanced, phase } }: { attempt: Attempt }) {
  const where = verdict === 'accepted' ? undefined : words.phase[phase ?? ''];
  const parts = [code === null ? undefined : words.code(code, enhanced), where].filter((part) => part !== undefined);
  return parts.length === 0 ? null : (
    <Text size="xs" c="dimmed">
      {parts.join(', ')}
    </Text>
  );
}
