import { NumberInput, Select, SimpleGrid, Switch, TextInput } from '@mantine/core';
import type { RuleField } from '../../api/rule-field.ts';
import { madeFile as words } from '../../words/made-file.ts';
import { below, problemAt, type Spot } from '../spot.ts';
import { AddButton } from './add-button.tsx';
import type { Column, TableBlock } from './layout.ts';
import { replaced, without, withPart } from './list-change.ts';
import { TableGroup } from './table-group.tsx';
import { RowCells, TableRows } from './table-rows.tsx';

interface TableFieldsProps {
  spot: Spot;
  block: TableBlock;
  fields: readonly RuleField[];
  onChange: (block: TableBlock) => void;
}

/** Columns, rows and the total. Every row has a cell for each column. */
export function TableFields({ spot, block, fields, onChange }: TableFieldsProps) {
  const { columns, rows, total } = block;
  const all = below(spot, 'columns');
  const setColumn = (index: number, column: Column) =>
    onChange({ ...block, columns: replaced(columns, index, column) });
  return (
    <>
      <div id={all.id} tabIndex={-1}>
        {columns.map((column, index) => (
          <ColumnFields
            // biome-ignore lint/suspicious/noArrayIndexKey: columns may have the same title
            key={index}
            {...{ spot: below(all, index), column, place: index + 1 }}
            onChange={(next) => setColumn(index, next)}
            onRemove={columns.length > 1 ? () => onChange(withoutColumn(block, index)) : undefined}
          />
        ))}
        <AddButton onClick={() => onChange(withColumn(block))}>{words.addColumn}</AddButton>
      </div>
      <TableRows {...{ spot, columns, rows, fields }} onChange={(next) => onChange({ ...block, rows: next })} />
      <Switch
        label={words.total}
        description={words.totalText}
        checked={total !== undefined}
        onChange={(event) =>
          onChange(withPart(block, 'total', event.currentTarget.checked ? columns.map(() => '') : undefined))
        }
      />
      {total && (
        <RowCells
          {...{ spot: below(spot, 'total'), columns, cells: total, fields, title: words.totalOf }}
          onChange={(cells) => onChange({ ...block, total: cells })}
        />
      )}
    </>
  );
}

interface ColumnFieldsProps {
  spot: Spot;
  place: number;
  column: Column;
  onChange: (column: Column) => void;
  /** undefined: the only one */
  onRemove: (() => void) | undefined;
}

function ColumnFields({ spot, place, column, onChange, onRemove }: ColumnFieldsProps) {
  return (
    <TableGroup title={words.column(place)} onRemove={onRemove}>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs" verticalSpacing="xs">
        <TextInput
          id={below(spot, 'title').id}
          label={words.columnTitle(place)}
          value={column.title}
          onChange={(event) => onChange({ ...column, title: event.currentTarget.value })}
          error={problemAt(below(spot, 'title'))?.error}
        />
        <Select
          id={below(spot, 'align').id}
          label={words.align(place)}
          data={(['left', 'right'] as const).map((value) => ({ value, label: words.aligns[value] }))}
          value={column.align ?? 'left'}
          onChange={(value) => onChange(withPart(column, 'align', value === 'right' ? value : undefined))}
          allowDeselect={false}
        />
        <NumberInput
          id={below(spot, 'width').id}
          label={words.width(place)}
          min={0.1}
          max={100}
          value={column.width ?? 1}
          onChange={(width) => onChange(withPart(column, 'width', Number(width) > 0 ? Number(width) : undefined))}
          error={problemAt(below(spot, 'width'))?.error}
        />
      </SimpleGrid>
    </TableGroup>
  );
}

function withColumn(block: TableBlock): TableBlock {
  const { columns, rows, total } = block;
  return {
    ...block,
    columns: [...columns, { title: '' }],
    rows: rows.map((row) => ({ ...row, cells: [...row.cells, ''] })),
    ...(total && { total: [...total, ''] }),
  };
}

function withoutColumn(block: TableBlock, index: number): TableBlock {
  const { columns, rows, total } = block;
  return {
    ...block,
    columns: without(columns, index),
    rows: rows.map((row) => ({ ...row, cells: without(row.cells, index) })),
    ...(total && { total: without(total, index) }),
  };
}
