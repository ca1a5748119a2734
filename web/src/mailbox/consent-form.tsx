import { Anchor, Button, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Provider } from '../connection/connection-queries.ts';
import { ConnectedCard } from '../oauth/connected-card.tsx';
import { authorizationQuery, authorize } from '../oauth/oauth-queries.ts';
import { consentSettings } from '../oauth/oauth-settings.ts';
import { keepWayBack } from '../oauth/way-back.ts';
import { fieldMistakes } from '../ui/field-mistakes.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { mailbox } from '../words/mailbox.ts';
import { oauth } from '../words/oauth.ts';
import { type Connector, connectMailbox } from './mailbox-queries.ts';

const words = mailbox.consent;

interface ConsentFormProps {
  provider: Provider;
  /** of this provider already, connected or not */
  connector: Connector | undefined;
  /** of the mailbox: the first guess */
  address: string;
}

/** Authenticate with Google, or with Microsoft: the provider asks a person, and gives a token. */
export function ConsentForm({ provider, connector, address }: ConsentFormProps) {
  const [another, setAnother] = useState(false);
  const found = useQuery({ ...authorizationQuery(connector?.id ?? ''), enabled: connector !== undefined });
  const used = connector && found.data && found.data.state !== 'not_used' && !another;
  const { state } = found.data ?? {};
  const policy = provider.oauth?.help ?? provider.help;
  const authenticated = used && state === 'authenticated';
  return (
    <>
      <div role="status">
        <StateBadge
          tone={authenticated ? 'good' : 'quiet'}
          word={authenticated ? oauth.card.authenticated : oauth.card.notAuthenticated}
        />
      </div>
      <Text size="sm" my="sm">
        {words.token}{' '}
        {policy && (
          <Anchor href={policy} target="_blank" rel="noopener noreferrer" inherit underline="always">
            {words.policy(provider.oauth?.name ?? provider.label)}
          </Anchor>
        )}
      </Text>
      <ProblemAlert error={found.error} retry={() => void found.refetch()} />
      {used ? (
        <>
          <ConnectedCard
            id={connector.id}
            displayName={connector.displayName}
            authorization={found.data}
            back="/admin/mailbox"
          />
          <Button variant="subtle" size="compact-sm" onClick={() => setAnother(true)}>
            {words.another}
          </Button>
        </>
      ) : (
        (!connector || found.data) && <Begin provider={provider} address={address} />
      )}
    </>
  );
}

/** Stores the servers of the provider for this address, then goes there. */
function Begin({ provider, address }: { provider: Provider; address: string }) {
  const queries = useQueryClient();
  const [user, setUser] = useState(address);
  const [tried, setTried] = useState(false);
  const beginning = useMutation({
    mutationFn: async () => {
      const settings = consentSettings(provider, { user: user.trim() });
      const id = await connectMailbox({ provider: provider.id, settings });
      try {
        const url = await authorize(id);
        if (url !== null) {
          keepWayBack(id, '/admin/mailbox');
          window.location.assign(url);
        }
      } finally {
        // Stored it is, whatever the provider's application is missing.
        await Promise.all(['settings', 'connectors'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      }
    },
  });
  const refused = fieldMistakes(beginning.error);
  const wrong = !/^[^@\s]+@[^@\s]+$/.test(user.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong && !beginning.isPending) beginning.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      {Object.keys(refused).length === 0 && <ProblemAlert error={beginning.error} />}
      <TextInput
        type="email"
        label={words.user}
        description={words.userHelp}
        required
        maxLength={320}
        value={user}
        error={tried && wrong ? words.userMissing : Object.values(refused)[0]}
        onChange={(event) => setUser(event.currentTarget.value)}
      />
      <Button type="submit" mt="md" loading={beginning.isPending}>
        {words.authenticate(provider.oauth?.name ?? provider.label)}
      </Button>
    </form>
  );
}
