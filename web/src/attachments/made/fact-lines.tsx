import { Group, SimpleGrid, Text } from '@mantine/core';
import type { RuleField } from '../../api/rule-field.ts';
import { FieldEditor } from '../../editor/field-editor.tsx';
import { madeFile as words } from '../../words/made-file.ts';
import { RowTools } from '../row-tools.tsx';
import { below, errorHere, problemAt, type Spot } from '../spot.ts';
import { AddButton } from './add-button.tsx';
import type { FactLine, FactsBlock } from './layout.ts';
import { moved, replaced, without, withPart } from './list-change.ts';
import { WhenSelect } from './when-select.tsx';

interface FactLinesProps {
  spot: Spot;
  block: FactsBlock;
  fields: readonly RuleField[];
  onChange: (block: FactsBlock) => void;
}

/** Labels and values, one below the other. */
export function FactLines({ spot, block, fields, onChange }: FactLinesProps) {
  const { lines } = block;
  const set = (next: FactLine[]) => onChange({ ...block, lines: next });
  const all = below(spot, 'lines');
  return (
    <div id={all.id} tabIndex={-1}>
      {lines.map((line, index) => (
        <LineFields
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
          key={index}
          {...{ spot: below(all, index), line, fields, place: index + 1 }}
          isFirst={index === 0}
          isLast={index === lines.length - 1}
          onChange={(next) => set(replaced(lines, index, next))}
          onMove={(by) => {
            set(moved(lines, index, by));
            document.getElementById(`${below(all, index + by).id}-${by < 0 ? 'up' : 'down'}`)?.focus();
          }}
          onRemove={() => {
            set(without(lines, index));
            document.getElementById(all.id)?.focus();
          }}
        />
      ))}
      <AddButton onClick={() => set([...lines, { label: '', value: '' }])}>{words.addLine}</AddButton>
      {errorHere(all) && (
        <Text size="xs" c="var(--mantine-color-error)">
          {errorHere(all)}
        </Text>
      )}
    </div>
  );
}

interface LineFieldsProps {
  spot: Spot;
  place: number;
  line: FactLine;
  isFirst: boolean;
  isLast: boolean;
  fields: readonly RuleField[];
  onChange: (line: FactLine) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function LineFields({ spot, place, line, fields, onChange, ...tools }: LineFieldsProps) {
  return (
    <fieldset className="plain-fieldset" aria-label={words.line(place)}>
      <Group gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed" className="attachment-title">
          {words.line(place)}
        </Text>
        <RowTools id={spot.id} title={words.line(place)} {...tools} />
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" verticalSpacing="xs">
        {(['label', 'value'] as const).map((name) => (
          <FieldEditor
            key={name}
            id={below(spot, name).id}
            label={words[name](place)}
            value={line[name]}
            onChange={(text) => onChange({ ...line, [name]: text })}
            fields={fields}
            error={problemAt(below(spot, name))}
            isBrief
          />
        ))}
      </SimpleGrid>
      <WhenSelect
        spot={below(spot, 'when')}
        label={words.whenOf(words.line(place))}
        what={words.line(place)}
        value={line.when}
        fields={fields}
        onChange={(when) => onChange(withPart(line, 'when', when))}
      />
    </fieldset>
  );
}
