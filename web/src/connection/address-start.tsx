import { Button, Card, Group, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { ROLES } from '../app/navigation.ts';
import type { Change } from '../json-form/form-context.ts';
import { mayUse, useMe } from '../session/me.ts';
import { ButtonLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { connection } from '../words/connection.ts';
import { type ProviderFinding, providerFindingQuery } from './connection-queries.ts';
import { findingHosts, type ProviderFields, startChanges } from './provider-values.ts';

const words = connection.start;
const TYPED_MS = 500;

interface AddressStartProps {
  fields: ProviderFields;
  /** from the address of the page: after Add New Server the account goes on with it */
  given: string | undefined;
  onTake(address: string, provider: string | undefined, changes: readonly Change[]): void;
}

/** New email account: it starts from the address, by which the provider is known (or a new server is added). */
export function AddressStart({ fields, given, onTake }: AddressStartProps) {
  const heading = useId();
  const [typed, setTyped] = useState(given ?? '');
  const address = typed.trim();
  const [settled] = useDebouncedValue(address, TYPED_MS);
  const complete = settled === address && /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(address);
  const { data, error, refetch } = useQuery({ ...providerFindingQuery(address), enabled: complete });
  const finding = complete ? data : undefined;
  const take = (found: ProviderFinding) => onTake(address, found.provider?.id, startChanges(fields, found, address));
  // Whoever has just added the server wants exactly this: nothing is asked again.
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current || address !== given || !finding?.provider) return;
    asked.current = true;
    take(finding);
  });
  return (
    <Card withBorder padding="lg" mb="md" component="section" aria-labelledby={heading}>
      <Title order={2} size="h4" id={heading} mb="sm">
        {words.title}
      </Title>
      <TextInput
        label={words.address}
        description={words.help}
        type="email"
        autoComplete="off"
        data-1p-ignore
        maxLength={320}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {finding && <Found finding={finding} address={address} onTake={() => take(finding)} />}
      </div>
      {complete && <ProblemAlert error={error} retry={() => void refetch()} />}
    </Card>
  );
}

interface FoundProps {
  finding: ProviderFinding;
  address: string;
  onTake(): void;
}

function Found({ finding, address, onTake }: FoundProps) {
  const { domain, provider } = finding;
  if (finding.foundBy === 'nothing') return <Unknown domain={domain} address={address} />;
  return (
    <Group gap="xs" mt="xs">
      <Text size="sm">
        {provider
          ? connection.provider.recognised(domain, provider.label)
          : connection.provider.foundServers(domain, findingHosts(finding).join(', '))}
      </Text>
      <Button size="compact-sm" variant="default" onClick={onTake}>
        {provider ? words.use(provider.label) : words.useFound}
      </Button>
    </Group>
  );
}

/** Only administrators keep the catalogue; whoever else adds an account types the servers in. */
function Unknown({ domain, address }: { domain: string; address: string }) {
  const mayAdd = mayUse(useMe(), ROLES.providers);
  return (
    <Group gap="xs" mt="xs">
      <Text size="sm">{mayAdd ? words.unknown(domain) : words.unknownToAsk(domain)}</Text>
      {mayAdd && (
        <ButtonLink size="compact-sm" variant="default" to="/admin/providers/new" search={{ address }}>
          {words.addServer}
        </ButtonLink>
      )}
    </Group>
  );
}
