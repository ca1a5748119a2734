import { Button, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import type { RuleField } from '../../api/rule-field.ts';
import { FieldEditor } from '../../editor/field-editor.tsx';
import { madeFile as words } from '../../words/made-file.ts';
import { below, errorHere, problemAt, type Spot } from '../spot.ts';
import { AddButton } from './add-button.tsx';
import type { Column, TableRow } from './layout.ts';
import { replaced, without, withPart } from './list-change.ts';
import { TableGroup } from './table-group.tsx';
import { WhenSelect } from './when-select.tsx';

/** More rows than this, each with an editor for each cell, would make the page slow for nobody's good. */
const SHOWN_ROWS = 20;

interface TableRowsProps {
  spot: Spot;
  columns: readonly Column[];
  rows: readonly TableRow[];
  fields: readonly RuleField[];
  onChange: (rows: TableRow[]) => void;
}

export function TableRows({ spot, columns, rows, fields, onChange }: TableRowsProps) {
  const all = below(spot, 'rows');
  const [isWhole, setWhole] = useState(false);
  const isCut = rows.length > SHOWN_ROWS && !isWhole && problemAt(all) === undefined;
  return (
    <div id={all.id} tabIndex={-1}>
      {(isCut ? rows.slice(0, SHOWN_ROWS) : rows).map((row, index) => {
        const title = words.row(index + 1);
        const at = below(all, index);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
          <TableGroup key={index} id={at.id} title={title} onRemove={() => onChange(without(rows, index))}>
            <RowCells
              {...{ spot: below(at, 'cells'), columns, cells: row.cells, fields, title }}
              onChange={(cells) => onChange(replaced(rows, index, { ...row, cells }))}
            />
            <WhenSelect
              spot={below(at, 'when')}
              label={words.whenOf(title)}
              what={title}
              value={row.when}
              fields={fields}
              onChange={(when) => onChange(replaced(rows, index, withPart(row, 'when', when)))}
            />
          </TableGroup>
        );
      })}
      {isCut && (
        <Button size="compact-sm" variant="subtle" onClick={() => setWhole(true)}>
          {words.allRows(rows.length)}
        </Button>
      )}
      <AddButton
        onClick={() => {
          setWhole(true);
          onChange([...rows, { cells: columns.map(() => '') }]);
        }}
      >
        {words.addRow}
      </AddButton>
    </div>
  );
}

interface RowCellsProps {
  spot: Spot;
  columns: readonly Column[];
  cells: readonly string[];
  fields: readonly RuleField[];
  title: string;
  onChange: (cells: string[]) => void;
}

export function RowCells({ spot, columns, cells, fields, title, onChange }: RowCellsProps) {
  return (
    <div id={spot.id} tabIndex={-1}>
      <SimpleGrid cols={{ base: 1, sm: Math.min(3, Math.max(1, columns.length)) }} spacing="xs" verticalSpacing="xs">
        {cells.map((cell, index) => (
          <FieldEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: cells go by their column
            key={index}
            id={below(spot, index).id}
            label={words.cell(columns[index]?.title || words.column(index + 1), title)}
            value={cell}
            onChange={(text) => onChange(replaced(cells, index, text))}
            fields={fields}
            error={problemAt(below(spot, index))}
            isBrief
          />
        ))}
      </SimpleGrid>
      {errorHere(spot) && (
        <Text size="xs" c="var(--mantine-color-error)">
          {errorHere(spot)}
        </Text>
      )}
    </div>
  );
}
