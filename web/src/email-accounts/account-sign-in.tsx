import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { StateBadge } from '../ui/state-badge.tsx';
import { day } from '../ui/when.tsx';
import { oauth } from '../words/oauth.ts';
import { signInQuery } from './account-oauth.ts';
import type { EmailAccount } from './account-queries.ts';

const words = oauth.card;

/** Not authenticated, Authenticated or Reconnect needed, with the reason and the end of the permission. */
export function AccountSignIn({ account }: { account: EmailAccount }) {
  const { data } = useQuery(signInQuery(account.id));
  if (data === undefined) return null;
  const { state, reason, account: user, consentEndsAt, consentEndsSoon } = data;
  return (
    <div role="status">
      <Group mb={4}>
        {state === 'authenticated' ? (
          <StateBadge tone="good" word={words.authenticated} />
        ) : (
          <StateBadge
            tone={state === 'reconnect' ? 'bad' : 'quiet'}
            word={state === 'reconnect' ? words.reconnectNeeded : words.notAuthenticated}
          />
        )}
      </Group>
      {state === 'authenticated' && user !== null && user.toLowerCase() !== account.address.toLowerCase() && (
        <Text size="sm" c="dimmed" className="any-break">
          {words.signsIn(user)}
        </Text>
      )}
      {reason !== '' && (
        <Text size="sm" c={state === 'reconnect' ? 'var(--ui-danger-text)' : 'dimmed'} className="any-break">
          {reason}
        </Text>
      )}
      {state === 'authenticated' && consentEndsAt !== null && (
        <Text size="sm" c={consentEndsSoon ? undefined : 'dimmed'} mb="xs">
          {consentEndsSoon ? words.consentEndsSoon : words.consentEnds} {day(consentEndsAt)}
        </Text>
      )}
    </div>
  );
}
