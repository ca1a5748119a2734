import { Card, Group, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { AnchorLink } from '../ui/link.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { providers } from '../words/providers.ts';
import type { Provider } from './provider-queries.ts';

const { columns } = providers;
const SHOWN_DOMAINS = 3;

/** A table; on a phone a card for each provider. */
export function ProviderList({ list }: { list: readonly Provider[] }) {
  const isPhone = useMediaQuery('(max-width: 61.99em)', undefined, { getInitialValueInEffect: false });
  return isPhone ? <Cards list={list} /> : <Rows list={list} />;
}

function Rows({ list }: { list: readonly Provider[] }) {
  return (
    <Table highlightOnHover verticalSpacing="sm" aria-label={providers.list} className="provider-list">
      <Table.Thead>
        <Table.Tr>
          {Object.values(columns).map((column) => (
            <Table.Th key={column}>{column}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {list.map((provider) => (
          <Table.Tr key={provider.id}>
            <Table.Th scope="row" fw={500} className="any-break">
              <Name provider={provider} />
            </Table.Th>
            <Table.Td className="any-break">{domainsOf(provider)}</Table.Td>
            <Table.Td className="any-break">{serverOf(provider.imap)}</Table.Td>
            <Table.Td className="any-break">{serverOf(provider.smtp)}</Table.Td>
            <Table.Td>{signInOf(provider)}</Table.Td>
            <Table.Td>
              <State provider={provider} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cards({ list }: { list: readonly Provider[] }) {
  return (
    <Stack gap="sm" component="ul" p={0} m={0} aria-label={providers.list}>
      {list.map((provider) => (
        <Card key={provider.id} component="li" withBorder padding="sm">
          <Group justify="space-between" align="flex-start" mb={4}>
            <Name provider={provider} />
            <State provider={provider} />
          </Group>
          {[
            [columns.domains, domainsOf(provider)],
            [columns.imap, serverOf(provider.imap)],
            [columns.smtp, serverOf(provider.smtp)],
            [columns.auth, signInOf(provider)],
          ].map(([label, value]) => (
            <Text key={label} size="sm" className="any-break">
              {`${label}: ${value}`}
            </Text>
          ))}
        </Card>
      ))}
    </Stack>
  );
}

function Name({ provider: { id, label } }: { provider: Provider }) {
  return (
    <AnchorLink to="/admin/providers/$id" params={{ id }} fw={500} size="sm">
      {label}
    </AnchorLink>
  );
}

function State({ provider: { origin, receive, send, imap } }: { provider: Provider }) {
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm">{providers.origins[origin]}</Text>
      {!receive && imap && <StateBadge tone="warning" word={providers.receiveOff} />}
      {!send && <StateBadge tone="warning" word={providers.sendOff} />}
    </Stack>
  );
}

function domainsOf({ domains }: Provider): string {
  if (domains.length === 0) return providers.none;
  const shown = domains.slice(0, SHOWN_DOMAINS).join(', ');
  const rest = domains.length - SHOWN_DOMAINS;
  return rest > 0 ? `${shown} ${providers.more(rest)}` : shown;
}

function serverOf(server: { host: string; port: number } | undefined): string {
  return server ? providers.server(server.host, server.port) : providers.none;
}

function signInOf({ auth }: Provider): string {
  return auth.map((kind) => providers.auth[kind]).join(', ');
}
