import { Badge, Card, Group, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { AnchorLink } from '../ui/link.tsx';
import { When } from '../ui/when.tsx';
import { dataSources } from '../words/data-sources.ts';
import { keptInFile } from '../words/kept-in-file.ts';
import { ConnectorBadge, ConnectorReason } from './connector-state.tsx';
import type { DataSource } from './data-source-queries.ts';
import { type RowActions, RowMenu } from './row-menu.tsx';
import { TypeIcon } from './type-icon.tsx';

const { columns } = dataSources;

interface SourceListProps {
  sources: readonly DataSource[];
  actions: RowActions;
  /** ids with something under way */
  busy: ReadonlySet<string>;
}

/** A table; on a phone a card for each row. */
export function SourceList(props: SourceListProps) {
  const isPhone = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  return isPhone ? <Cards {...props} /> : <Rows {...props} />;
}

function Rows({ sources, actions, busy }: SourceListProps) {
  return (
    <Table className="source-list" highlightOnHover verticalSpacing="sm" aria-label={dataSources.list}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{columns.name}</Table.Th>
          <Table.Th>{columns.type}</Table.Th>
          <Table.Th>{columns.status}</Table.Th>
          <Table.Th>{columns.modified}</Table.Th>
          <Table.Th>{columns.modifiedBy}</Table.Th>
          <Table.Th className="source-menu">
            <VisuallyHidden>{columns.menu}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sources.map((source) => (
          <Table.Tr key={source.id} data-source={source.id} data-in-file={source.managedBy !== null || undefined}>
            <Table.Th scope="row" fw={500}>
              <Name source={source} />
            </Table.Th>
            <Table.Td>
              <Type source={source} />
            </Table.Td>
            <Table.Td maw={420}>
              <Status source={source} busy={busy.has(source.id)} />
            </Table.Td>
            <Table.Td className="nowrap">
              <When at={source.modifiedAt} />
            </Table.Td>
            <Table.Td className="any-break">{source.modifiedBy}</Table.Td>
            <Table.Td className="source-menu">
              <RowMenu source={source} actions={actions} busy={busy.has(source.id)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cards({ sources, actions, busy }: SourceListProps) {
  return (
    <Stack gap="sm" component="ul" p={0} m={0} aria-label={dataSources.list}>
      {sources.map((source) => (
        <Card
          key={source.id}
          data-source={source.id}
          data-in-file={source.managedBy !== null || undefined}
          component="li"
          withBorder
          padding="sm"
        >
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Name source={source} />
            <RowMenu source={source} actions={actions} busy={busy.has(source.id)} />
          </Group>
          <Type source={source} />
          <Status source={source} busy={busy.has(source.id)} />
          <Text size="sm" c="dimmed" mt="xs" className="any-break">
            {columns.modified} <When at={source.modifiedAt} />
            {' · '}
            {source.modifiedBy}
          </Text>
        </Card>
      ))}
    </Stack>
  );
}

function Name({ source: { id, displayName, managedBy } }: { source: DataSource }) {
  return (
    <Group gap={8}>
      <AnchorLink to="/admin/data-sources/$id" params={{ id }} size="sm" fw={600} className="any-break">
        {displayName}
      </AnchorLink>
      {managedBy !== null && (
        <Badge variant="light" color="gray" title={keptInFile.help(managedBy)}>
          {keptInFile.mark}
        </Badge>
      )}
    </Group>
  );
}

function Type({ source: { typeIcon, typeTitle } }: { source: DataSource }) {
  return (
    <Group gap={6} wrap="nowrap">
      <TypeIcon icon={typeIcon} size={16} />
      <Text size="sm">{typeTitle}</Text>
    </Group>
  );
}

function Status({ source, busy }: { source: DataSource; busy: boolean }) {
  return (
    <div>
      <ConnectorBadge connector={source} />
      {busy ? (
        <Text size="sm" c="dimmed" mt={4}>
          {dataSources.testing}
        </Text>
      ) : (
        <ConnectorReason connector={source} mt={4} lineClamp={3} />
      )}
    </div>
  );
}
