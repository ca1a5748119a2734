import { Button, Group, Input, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { RuleField } from '../../api/rule-field.ts';
import { FieldEditor } from '../../editor/field-editor.tsx';
import { madeFile as words } from '../../words/made-file.ts';
import { below, errorHere, problemAt, type Spot } from '../spot.ts';
import { BlockFields } from './block-fields.tsx';
import type { Block, DocumentLayout, Paper } from './layout.ts';
import { moved, replaced, without, withPart } from './list-change.ts';

const PAPERS = ['A4', 'LETTER'] as const satisfies Paper[];
const KINDS = ['heading', 'text', 'facts', 'table'] as const satisfies Block['kind'][];

interface DocumentFieldsProps {
  spot: Spot;
  layout: DocumentLayout;
  fields: readonly RuleField[];
  onChange: (layout: DocumentLayout) => void;
}

/** What a PDF says, from top to bottom. */
export function DocumentFields({ spot, layout, fields, onChange }: DocumentFieldsProps) {
  const { blocks } = layout;
  const setBlocks = (next: Block[]) => onChange({ ...layout, blocks: next });
  const blocksSpot = below(spot, 'blocks');
  return (
    <Stack gap="sm">
      <FieldEditor
        id={below(spot, 'title').id}
        label={words.title}
        description={words.titleText}
        value={layout.title}
        onChange={(title) => onChange({ ...layout, title })}
        fields={fields}
        error={problemAt(below(spot, 'title'))}
      />
      <div id={blocksSpot.id} tabIndex={-1}>
        <Input.Label labelElement="div">{words.blocks}</Input.Label>
        <Input.Description mb={4}>{words.blocksText}</Input.Description>
        {blocks.map((block, index) => (
          <BlockFields
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name
            key={index}
            spot={below(blocksSpot, index)}
            place={index + 1}
            block={block}
            isFirst={index === 0}
            isLast={index === blocks.length - 1}
            fields={fields}
            onChange={(next) => setBlocks(replaced(blocks, index, next))}
            onMove={(by) => {
              setBlocks(moved(blocks, index, by));
              document.getElementById(`${below(blocksSpot, index + by).id}-${by < 0 ? 'up' : 'down'}`)?.focus();
            }}
            onRemove={() => {
              setBlocks(without(blocks, index));
              document.getElementById(blocksSpot.id)?.focus();
            }}
          />
        ))}
        <Group gap="xs">
          {KINDS.map((kind) => (
            <Button
              key={kind}
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setBlocks([...blocks, newBlock(kind)])}
            >
              {words.add[kind]}
            </Button>
          ))}
        </Group>
        <Input.Error mt={4}>{errorHere(blocksSpot)}</Input.Error>
      </div>
      <MoreFields {...{ spot, layout, fields, onChange }} />
    </Stack>
  );
}

/** What few documents need; folded until it has a value. */
function MoreFields({ spot, layout, fields, onChange }: DocumentFieldsProps) {
  const { footer, date, paper, language } = layout;
  const isUsed = [footer, date, paper, language].some((value) => value !== undefined);
  const set = <Name extends 'footer' | 'date' | 'paper' | 'language'>(name: Name, value: DocumentLayout[Name]) =>
    onChange(withPart(layout, name, value));
  return (
    <details className="fold" open={isUsed || undefined}>
      <summary>{words.more}</summary>
      <Stack gap="sm" mt="xs">
        {(['footer', 'date'] as const).map((name) => (
          <FieldEditor
            key={name}
            id={below(spot, name).id}
            label={words[name]}
            description={name === 'date' ? words.dateText : words.footerText}
            value={layout[name] ?? ''}
            onChange={(value) => set(name, value)}
            fields={fields}
            error={problemAt(below(spot, name))}
          />
        ))}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Select
            id={below(spot, 'paper').id}
            label={words.paper}
            data={PAPERS.map((value) => ({ value, label: words.papers[value] }))}
            value={paper ?? 'A4'}
            onChange={(value) => set('paper', value === 'LETTER' ? value : undefined)}
            allowDeselect={false}
          />
          <TextInput
            id={below(spot, 'language').id}
            label={words.language}
            description={words.languageText}
            maxLength={35}
            value={language ?? ''}
            onChange={(event) => set('language', event.currentTarget.value)}
            error={problemAt(below(spot, 'language'))?.error}
          />
        </SimpleGrid>
      </Stack>
    </details>
  );
}

function newBlock(kind: Block['kind']): Block {
  if (kind === 'facts') return { kind, lines: [{ label: '', value: '' }] };
  if (kind === 'table') return { kind, columns: [{ title: '' }, { title: '' }], rows: [{ cells: ['', ''] }] };
  return { kind, text: '' };
}
