import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { AnchorLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { rule } from '../words/rule.ts';

const words = rule.test;
const REMEMBERED = 'mailrule.test-address';
const FINAL = ['accepted', 'failed', 'cancelled', 'bounced', 'uncertain', 'held'];
const POLL_MS = 1000;

/** Where the last test went. */
export function rememberedAddress(): string {
  return localStorage.getItem(REMEMBERED) ?? '';
}

export function rememberAddress(address: string): void {
  localStorage.setItem(REMEMBERED, address);
}

/** What became of one test mail, by the outbox. */
export function MailOutcome({ id, to }: { id: string; to: string }) {
  const mail = useQuery({
    queryKey: ['outbox', 'test-mail', id],
    queryFn: ({ signal }) => answer(api.GET('/outbox/{id}', { params: { path: { id } }, signal })),
    // The live stream tells it too; a test must also end when that is lost.
    refetchInterval: ({ state }) => (FINAL.includes(state.data?.delivery.state ?? '') ? false : POLL_MS),
  });
  if (mail.error) return <ProblemAlert error={mail.error} retry={() => void mail.refetch()} />;
  if (!mail.data) return <Text size="sm">{words.sending}</Text>;
  const { state, detail, response } = mail.data.delivery;
  if (state === 'accepted') return <Alert color="green">{words.done(to)}</Alert>;
  const waits = !FINAL.includes(state);
  return (
    <Alert color={waits ? 'gray' : 'red'} title={words.states[state] ?? state}>
      <Text size="sm" className="any-break">
        {detail}
      </Text>
      {response && (
        <Text size="sm" className="any-break">
          {words.server(response)}
        </Text>
      )}
      <AnchorLink to="/outbox/$id" params={{ id }} size="sm">
        {words.open}
      </AnchorLink>
    </Alert>
  );
}
