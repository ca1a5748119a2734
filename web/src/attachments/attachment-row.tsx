import { ActionIcon, Group, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconFile, IconForms, IconX } from '@tabler/icons-react';
import type { RuleField } from '../api/rule-field.ts';
import { FieldEditor } from '../editor/field-editor.tsx';
import { attachments as words } from '../words/attachments.ts';
import { type Attachment, sizeText, titleOf } from './attachment.ts';

interface AttachmentRowProps {
  id: string;
  entry: Attachment;
  size: number | undefined;
  isFirst: boolean;
  isLast: boolean;
  fields: readonly RuleField[];
  onName: (name: string) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One file: what it is, its name in the email, its place. */
export function AttachmentRow({ id, entry, size, fields, ...rest }: AttachmentRowProps) {
  const title = titleOf(entry, fields);
  const isField = 'field' in entry;
  const isGone = isField && fields.length > 0 && fields.every(({ name }) => name !== entry.field);
  const isKnown = isField || 'file' in entry || 'base64' in entry;
  const Glyph = isField ? IconForms : IconFile;
  return (
    <li className="attachment">
      <Group gap="xs" wrap="nowrap" align="center">
        <Glyph size={16} aria-hidden className="attachment-icon" />
        <Text size="sm" className="any-break attachment-title" c={isGone ? 'var(--mantine-color-error)' : undefined}>
          {title}
          {size !== undefined && (
            <Text span size="xs" c="dimmed" ml={8}>
              {sizeText(size)}
            </Text>
          )}
        </Text>
        <RowButton
          id={`${id}-up`}
          label={words.up(title)}
          off={rest.isFirst}
          onClick={() => rest.onMove(-1)}
          icon={IconArrowUp}
        />
        <RowButton
          id={`${id}-down`}
          label={words.down(title)}
          off={rest.isLast}
          onClick={() => rest.onMove(1)}
          icon={IconArrowDown}
        />
        <RowButton label={words.remove(title)} onClick={rest.onRemove} icon={IconX} />
      </Group>
      {isGone && (
        <Text size="xs" c="var(--mantine-color-error)">
          {words.fieldRemovedText(entry.field)}
        </Text>
      )}
      {isKnown && (
        <FieldEditor
          id={`${id}-name`}
          label={words.fileName}
          description={'base64' in entry ? undefined : words.ownName}
          required={'base64' in entry}
          value={entry.name ?? ''}
          onChange={rest.onName}
          fields={fields}
        />
      )}
    </li>
  );
}

interface RowButtonProps {
  id?: string;
  label: string;
  off?: boolean;
  icon: typeof IconX;
  onClick: () => void;
}

function RowButton({ id, label, off, icon: Glyph, onClick }: RowButtonProps) {
  return (
    <ActionIcon
      id={id}
      size="md"
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      // Not disabled: at the end of the list it would lose the focus.
      aria-disabled={off || undefined}
      onClick={() => !off && onClick()}
    >
      <Glyph size={16} aria-hidden />
    </ActionIcon>
  );
}
