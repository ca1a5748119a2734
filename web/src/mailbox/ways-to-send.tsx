import { Card, SegmentedControl, Text, Title } from '@mantine/core';
import { useId, useState } from 'react';
import type { Provider } from '../connection/connection-queries.ts';
import { mailbox } from '../words/mailbox.ts';
import { ConsentForm } from './consent-form.tsx';
import type { Connector, SavedMailbox } from './mailbox-queries.ts';
import { SmtpForm } from './smtp-form.tsx';

const words = mailbox.ways;

type Way = 'smtp' | 'gmail' | 'microsoft';
/** The providers of a way; the first one is meant where nothing is stored. */
const PROVIDERS: Record<Exclude<Way, 'smtp'>, readonly string[]> = {
  gmail: ['gmail', 'google-workspace'],
  microsoft: ['microsoft365', 'outlook.com'],
};

interface WaysProps {
  saved: SavedMailbox;
  /** the one that it has of its own */
  connector: Connector | undefined;
  providers: readonly Provider[];
}

/** The three integrations: SMTP, Gmail, Microsoft. */
export function WaysToSend({ saved, connector, providers }: WaysProps) {
  const heading = useId();
  const stored = wayOf(connector);
  const [chosen, setChosen] = useState<Way>();
  const way = chosen ?? stored;
  const isStored = stored === way ? connector : undefined;
  const provider =
    way === 'smtp' ? undefined : providers.find(({ id }) => id === (isStored?.provider ?? PROVIDERS[way][0]));
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby={heading}>
      <Title order={2} size="h3" id={heading} mb={4}>
        {words.title}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {words.text}
      </Text>
      <SegmentedControl
        aria-label={words.label}
        mb="md"
        data={[
          { value: 'smtp', label: words.smtp },
          { value: 'gmail', label: words.gmail },
          { value: 'microsoft', label: words.microsoft },
        ]}
        value={way}
        onChange={(value) => setChosen(value as Way)}
      />
      {way === 'smtp' && <SmtpForm key={isStored?.id ?? ''} connector={isStored} />}
      {provider && (
        <ConsentForm
          key={`${way} ${isStored?.id ?? ''}`}
          provider={provider}
          connector={isStored}
          address={saved.mailbox.replyTo?.address ?? ''}
        />
      )}
    </Card>
  );
}

function wayOf(connector: Connector | undefined): Way {
  const id = connector?.provider ?? '';
  if (PROVIDERS.gmail.includes(id)) return 'gmail';
  return PROVIDERS.microsoft.includes(id) ? 'microsoft' : 'smtp';
}
