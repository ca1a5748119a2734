import { Group, Stack, Text, Textarea } from '@mantine/core';
import type { RuleField } from '../../api/rule-field.ts';
import { FieldEditor } from '../../editor/field-editor.tsx';
import { madeFile as words } from '../../words/made-file.ts';
import { RowTools } from '../row-tools.tsx';
import { below, errorHere, problemAt, type Spot } from '../spot.ts';
import { FactLines } from './fact-lines.tsx';
import type { Block, WordsBlock } from './layout.ts';
import { withPart } from './list-change.ts';
import { TableFields } from './table-fields.tsx';
import { WhenSelect } from './when-select.tsx';

interface BlockFieldsProps {
  spot: Spot;
  /** from 1 */
  place: number;
  block: Block;
  isFirst: boolean;
  isLast: boolean;
  fields: readonly RuleField[];
  onChange: (block: Block) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One part of a document. */
export function BlockFields({ spot, place, block, fields, onChange, ...tools }: BlockFieldsProps) {
  const title = words.block(words.kinds[block.kind], place);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be given the focus by the links of the error summary
    <div className="attachment" role="group" aria-label={title} id={spot.id} tabIndex={-1}>
      <Group gap="xs" wrap="nowrap" align="center">
        <Text size="sm" fw={600} className="attachment-title">
          {title}
        </Text>
        <RowTools id={spot.id} title={title} {...tools} />
      </Group>
      {errorHere(spot) && (
        <Text size="xs" c="var(--mantine-color-error)">
          {errorHere(spot)}
        </Text>
      )}
      <Stack gap="xs">
        {block.kind === 'facts' ? (
          <FactLines {...{ spot, block, fields, onChange }} />
        ) : block.kind === 'table' ? (
          <TableFields {...{ spot, block, fields, onChange }} />
        ) : (
          <BlockWords {...{ spot, title, block, fields, onChange }} />
        )}
        <WhenSelect
          spot={below(spot, 'when')}
          label={words.when}
          what={title}
          value={block.when}
          fields={fields}
          onChange={(when) => onChange(withPart<Block, 'when'>(block, 'when', when))}
        />
      </Stack>
    </div>
  );
}

interface BlockWordsProps extends Pick<BlockFieldsProps, 'spot' | 'fields'> {
  title: string;
  block: WordsBlock;
  onChange: (block: WordsBlock) => void;
}

function BlockWords({ spot, title, block, fields, onChange }: BlockWordsProps) {
  const { id } = below(spot, 'text');
  const problem = problemAt(below(spot, 'text'));
  const set = (text: string) => onChange({ ...block, text });
  // The editor with chips has one line.
  if (block.text.includes('\n')) {
    return (
      <Textarea
        id={id}
        label={words.text(title)}
        autosize
        minRows={3}
        value={block.text}
        onChange={(event) => set(event.currentTarget.value)}
        error={problem?.error}
      />
    );
  }
  return (
    <FieldEditor
      id={id}
      label={words.text(title)}
      value={block.text}
      onChange={set}
      fields={fields}
      error={problem}
      isBrief
    />
  );
}
