import { Anchor, Button, Card, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Provider } from '../connection/connection-queries.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { oauth } from '../words/oauth.ts';
import { ConnectedCard } from './connected-card.tsx';
import { authorizationQuery } from './oauth-queries.ts';

const words = oauth.card;

interface SignInCardProps {
  /** of the saved data source; absent for a new one */
  id: string | undefined;
  displayName: string;
  provider: Provider | undefined;
  /** as the form has it now */
  uses: boolean;
  unsaved: boolean;
  onUse(kind: 'oauth2' | 'password'): void;
}

/** How a mailbox signs in: with OAuth 2.0, whose state is told and changed here, or with a password of the form below. */
export function SignInCard(props: SignInCardProps) {
  const { provider, uses } = props;
  // A provider that is known to take passwords only needs no choice.
  if (provider !== undefined && !provider.auth.includes('oauth2') && !uses) return null;
  return uses ? <WithOauth {...props} /> : <WithPassword {...props} />;
}

function Frame({ children, badge }: { children: ReactNode; badge?: ReactNode }) {
  return (
    <Card withBorder padding="lg" mb="md" component="section" aria-labelledby="sign-in-title">
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2} size="h3" id="sign-in-title">
          {words.title}
        </Title>
        {badge}
      </Group>
      {children}
    </Card>
  );
}

function WithPassword({ provider, onUse }: SignInCardProps) {
  const name = provider?.oauth?.name;
  return (
    <Frame>
      <Group gap="sm">
        <Text size="sm">{words.byPasswordHere}</Text>
        <Button size="compact-sm" variant="default" onClick={() => onUse('oauth2')}>
          {name === undefined ? words.useOauth : words.authenticate(name)}
        </Button>
      </Group>
    </Frame>
  );
}

function WithOauth(props: SignInCardProps) {
  const { id, displayName, provider, unsaved, onUse } = props;
  const name = provider?.oauth?.name ?? provider?.label;
  const instead = <PasswordInstead provider={provider} onUse={onUse} />;
  const found = useQuery({ ...authorizationQuery(id ?? ''), enabled: id !== undefined });
  if (id === undefined || unsaved || found.data?.state === 'not_used') {
    return (
      <Frame badge={<StateBadge tone="quiet" word={words.notAuthenticated} />}>
        <Text size="sm" mb={4}>
          {words.intro(name ?? oauthName(found.data?.providerName))}
        </Text>
        <Text size="sm" c="dimmed" mb="sm">
          {words.saveFirst}
        </Text>
        {instead}
      </Frame>
    );
  }
  if (found.error) {
    return (
      <Frame>
        <ProblemAlert error={found.error} retry={() => void found.refetch()} />
        {instead}
      </Frame>
    );
  }
  return (
    <Frame badge={found.data && <AuthorizationBadge state={found.data.state} />}>
      {found.data && <ConnectedCard id={id} displayName={displayName} authorization={found.data} />}
      {instead}
    </Frame>
  );
}

function oauthName(known: string | null | undefined): string {
  return known ?? oauth.card.yourProvider;
}

function AuthorizationBadge({ state }: { state: string }) {
  if (state === 'authenticated') return <StateBadge tone="good" word={words.authenticated} />;
  if (state === 'reconnect') return <StateBadge tone="bad" word={words.reconnectNeeded} />;
  return <StateBadge tone="quiet" word={words.notAuthenticated} />;
}

/** Only where the provider takes a password at all. */
function PasswordInstead({ provider, onUse }: Pick<SignInCardProps, 'provider' | 'onUse'>) {
  const takes = (kind: 'password' | 'app_password') => provider === undefined || provider.auth.includes(kind);
  if (!takes('password') && !takes('app_password')) return null;
  return (
    <Anchor component="button" type="button" size="sm" ta="left" py={4} onClick={() => onUse('password')}>
      {takes('password') ? words.usePassword : words.useAppPassword}
    </Anchor>
  );
}
