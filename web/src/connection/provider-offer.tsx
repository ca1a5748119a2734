import { Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Change } from '../json-form/form-context.ts';
import { valueAt } from '../json-form/pointer.ts';
import { connection } from '../words/connection.ts';
import { providerFindingQuery } from './connection-queries.ts';
import { findingChanges, findingHosts, type ProviderFields } from './provider-values.ts';

const words = connection.provider;
const TYPED_MS = 500;

interface ProviderOfferProps {
  fields: ProviderFields;
  settings: Record<string, unknown>;
  onTake(provider: string | undefined, changes: readonly Change[]): void;
}

/** Below the field with the address: whose servers it has, as an offer. Nothing is filled in unasked. */
export function ProviderOffer({ fields, settings, onTake }: ProviderOfferProps) {
  const typed = String(valueAt(settings, fields.address ?? '') ?? '').trim();
  const [address] = useDebouncedValue(typed, TYPED_MS);
  const complete = address === typed && /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(address);
  const { data: finding } = useQuery({ ...providerFindingQuery(address), enabled: complete });
  const changes = complete && finding ? findingChanges(fields, finding, settings) : [];
  const { provider, domain = '' } = finding ?? {};
  const hosts = finding ? findingHosts(finding) : [];
  return (
    <div aria-live="polite">
      {changes.length > 0 && (
        <Group gap="xs" mt={6}>
          <Text size="sm" c="dimmed">
            {provider ? words.recognised(domain, provider.label) : words.foundServers(domain, hosts.join(', '))}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => onTake(provider?.id, changes)}>
            {provider ? words.fill(provider.label) : words.fillFound}
          </Button>
        </Group>
      )}
    </div>
  );
}
