import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { AnchorLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { firstSteps } from '../words/setup.ts';
import { type ProgressLine, ProgressList } from './progress-list.tsx';
import { ReceivedMail } from './received-mail.tsx';
import {
  isUnderWay,
  localSmtpPortQuery,
  type Mail,
  mailQuery,
  type SandboxMail,
  sandboxMailsQuery,
  sandboxQuery,
} from './setup-queries.ts';

const words = firstSteps.send;
const WATCH_EVERY_MS = 500;

/** Follows a mail from the outbox to the inbox it is for, and its copy into Sent Items. */
export function MailProgress({ id, to, connector }: { id: string; to: string; connector: string }) {
  const { data: mail, error } = useQuery(mailQuery(id));
  const received = useReceived(mail, to, connector);
  if (error) return <ProblemAlert error={error} />;
  return (
    <Stack gap="sm" mt="md">
      <ProgressList label={words.progress} lines={mail ? linesOf(mail, received) : []} />
      {received.mail && <ReceivedMail mail={received.mail} />}
      {mail && !received.watched && mail.delivery.state === 'accepted' && <Text size="sm">{words.lookThere(to)}</Text>}
      {mail && !isUnderWay(mail) && (
        <AnchorLink to="/outbox/$id" params={{ id }} size="sm">
          {words.outbox}
        </AnchorLink>
      )}
    </Stack>
  );
}

interface Received {
  /** whether the inbox is one of this program's own */
  watched: boolean;
  address: string;
  mail: SandboxMail | undefined;
}

/** The mail in the mailbox for trying out: newest of its subject that came after it was made. */
function useReceived(mail: Mail | undefined, to: string, connector: string): Received {
  const { data: sandbox } = useQuery(sandboxQuery);
  const address = to.toLowerCase();
  const { data: port } = useQuery(localSmtpPortQuery(connector));
  // A source of the same name may send to the mail server of another process, or to a real one.
  const own = sandbox?.state === 'running' && port !== undefined && port === sandbox.smtpPort;
  const watched = own && sandbox.addresses.includes(address);
  const { data } = useQuery({
    ...sandboxMailsQuery(address),
    refetchInterval: WATCH_EVERY_MS,
    enabled: watched && mail !== undefined,
  });
  const found = data?.items.find(
    ({ folder, subject, receivedAt }) =>
      mail !== undefined && folder === 'INBOX' && subject === mail.subject && receivedAt >= mail.createdAt - 1000,
  );
  return { watched, address, mail: found };
}

function linesOf(mail: Mail, { watched, address, mail: received }: Received): ProgressLine[] {
  const { state, detail } = mail.delivery;
  const accepted = state === 'accepted';
  const bad = !accepted && !isUnderWay(mail);
  return [
    { label: words.stored, state: 'good' },
    bad
      ? { label: words.notAccepted, state: 'bad', detail }
      : { label: words.accepted, state: accepted ? 'good' : 'running', detail: accepted ? undefined : detail },
    ...(accepted && watched
      ? [{ label: words.arrived(address), state: received ? ('good' as const) : ('running' as const) }]
      : []),
    ...(accepted ? [copyLine(mail)] : []),
  ];
}

function copyLine({ sentCopy }: Mail): ProgressLine {
  switch (sentCopy?.state) {
    case 'filed':
    case 'filed_by_provider':
      return { label: words.copied(sentCopy.folder ?? 'Sent Items'), state: 'good' };
    case 'failed':
      return { label: words.copyFailed, state: 'bad', detail: sentCopy.detail };
    case 'pending':
    case 'filing':
      return { label: words.copy, state: 'running' };
    default:
      return { label: words.copySkipped, state: 'skipped', detail: sentCopy?.detail };
  }
}
