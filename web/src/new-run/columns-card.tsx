import { Card, Select, SimpleGrid, Table, Text, Title } from '@mantine/core';
import { newRunRows } from '../words/new-run-rows.ts';
import { filePattern } from './choices.ts';
import type { RunOptions } from './draft.ts';
import type { RunColumn } from './match-queries.ts';

const words = newRunRows.columns;

interface ColumnsCardProps {
  columns: readonly RunColumn[];
  options: RunOptions;
  suggested: boolean;
  onChange: (change: Partial<RunOptions>) => void;
}

/** Which column tells people apart, and which one says where their document goes; the first rows beside it. */
export function ColumnsCard({ columns, options, suggested, onChange }: ColumnsCardProps) {
  const changeOwner = (ownerField: string) => {
    const { documents } = options;
    // A pattern that nobody has touched follows the column.
    const follows = documents?.by === 'name' && documents.pattern === filePattern(options.ownerField ?? '');
    onChange({ ownerField, ...(follows && { documents: { by: 'name', pattern: filePattern(ownerField) } }) });
  };
  return (
    <Card withBorder component="section" aria-labelledby="run-columns">
      <Title order={3} id="run-columns" mb="xs">
        {words.title}
      </Title>
      {suggested && (
        <Text size="sm" c="dimmed" mb="sm" role="status">
          {words.suggested}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" mb="md">
        <ColumnSelect
          id="run-owner"
          label={words.owner}
          description={words.ownerText}
          columns={columns}
          value={options.ownerField ?? ''}
          onChange={changeOwner}
        />
        <ColumnSelect
          id="run-address"
          label={words.address}
          description={words.addressText}
          columns={columns}
          value={options.addressField ?? ''}
          onChange={(addressField) => onChange({ addressField })}
        />
        <Select
          id="run-zone-column"
          label={words.zone}
          description={words.zoneText}
          data={[{ value: '', label: words.noZone }, ...new Set(columns.map(({ name }) => name))]}
          value={options.timeZoneField ?? ''}
          allowDeselect={false}
          searchable={columns.length > 8}
          // A choice that is taken back is not sent at all.
          onChange={(column) => onChange({ timeZoneField: column || undefined } as never)}
        />
        {options.confidential !== false && (
          <Select
            id="run-registered"
            label={words.registered}
            description={words.registeredText}
            data={[
              { value: 'column', label: words.registeredColumn },
              { value: 'contacts', label: words.registeredContacts },
            ]}
            value={options.registered ?? 'column'}
            allowDeselect={false}
            // What is so by itself is not sent.
            onChange={(where) => onChange({ registered: where === 'contacts' ? where : undefined } as never)}
          />
        )}
      </SimpleGrid>
      <Sample columns={columns} chosen={[options.ownerField, options.addressField]} />
    </Card>
  );
}

interface ColumnSelectProps {
  id: string;
  label: string;
  description?: string;
  columns: readonly RunColumn[];
  value: string;
  onChange: (column: string) => void;
}

export function ColumnSelect({ id, label, description, columns, value, onChange }: ColumnSelectProps) {
  const isKnown = columns.some(({ name }) => name === value);
  return (
    <Select
      id={id}
      label={label}
      description={description}
      required
      data={[...new Set(columns.map(({ name }) => name))]}
      value={isKnown ? value : null}
      error={isKnown ? undefined : words.missing(value)}
      allowDeselect={false}
      searchable={columns.length > 8}
      onChange={(column) => column !== null && onChange(column)}
    />
  );
}

/** Each column with its first values; the chosen ones first. */
function Sample({ columns, chosen }: { columns: readonly RunColumn[]; chosen: readonly (string | undefined)[] }) {
  const rank = ({ name }: RunColumn) => (chosen.includes(name) ? chosen.indexOf(name) : chosen.length);
  const sorted = [...columns].sort((a, b) => rank(a) - rank(b));
  const rows = [...Array(Math.max(0, ...columns.map(({ samples }) => samples.length))).keys()];
  return (
    <Table.ScrollContainer
      minWidth={Math.min(1200, sorted.length * 130)}
      tabIndex={0}
      role="region"
      aria-label={words.sample}
    >
      <Table withTableBorder className="example-table" fz="sm">
        <Table.Thead>
          <Table.Tr>
            {sorted.map(({ name }) => (
              <Table.Th key={name} c={chosen.includes(name) ? undefined : 'dimmed'}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row}>
              {sorted.map(({ name, samples }) => (
                <Table.Td key={name}>{samples[row]}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
