import { Card, NumberInput, Select, SimpleGrid, TagsInput, Text, Title } from '@mantine/core';
import { newRunParts } from '../words/new-run-parts.ts';
import type { RunOptions } from './draft.ts';
import type { RunColumn } from './match-queries.ts';
import { type PartChoice, partOf, selectOf } from './part-choice.ts';

const words = newRunParts.part;

interface PartCardProps {
  columns: readonly RunColumn[];
  options: RunOptions;
  errors: Readonly<Record<string, string>>;
  onChange: (options: RunOptions) => void;
}

/** Which rows get an e-mail: all, those from one to another, those with certain values. */
export function PartCard({ columns, options, errors, onChange }: PartCardProps) {
  const part = partOf(options.select);
  const change = (next: Partial<PartChoice>) => {
    const { select: _, ...rest } = options;
    const select = selectOf({ ...part, ...next });
    onChange(select === undefined ? rest : { ...rest, select });
  };
  const number = (value: number | string) => (value === '' ? undefined : Number(value));
  return (
    <Card withBorder component="section" aria-labelledby="run-part">
      <Title order={3} id="run-part" mb="xs">
        {words.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {words.text}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <NumberInput
          id="run-part-from"
          label={words.from}
          min={1}
          allowDecimal={false}
          value={part.from ?? ''}
          error={errors['run-part-from']}
          onChange={(value) => change({ from: number(value) })}
        />
        <NumberInput
          id="run-part-to"
          label={words.to}
          min={1}
          allowDecimal={false}
          value={part.to ?? ''}
          error={errors['run-part-to']}
          onChange={(value) => change({ to: number(value) })}
        />
        {part.other === undefined && (
          <>
            <Select
              id="run-part-column"
              label={words.column}
              clearable
              data={[...new Set(columns.map(({ name }) => name))]}
              value={part.column ?? null}
              onChange={(column) => change({ column: column ?? undefined, values: [] })}
            />
            {part.column !== undefined && (
              <TagsInput
                id="run-part-values"
                label={words.values}
                description={words.valuesText}
                data={[...new Set(columns.find(({ name }) => name === part.column)?.samples ?? [])]}
                value={part.values}
                error={errors['run-part-values']}
                onChange={(values) => change({ values })}
              />
            )}
          </>
        )}
      </SimpleGrid>
      {part.other !== undefined && <Text size="sm">{words.other}</Text>}
    </Card>
  );
}
