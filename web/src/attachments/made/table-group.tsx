import { Group, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { attachments } from '../../words/attachments.ts';
import { RowButton } from '../row-button.tsx';

interface TableGroupProps {
  id?: string;
  title: string;
  onRemove?: (() => void) | undefined;
  children: ReactNode;
}

/** A column or a row of a table, with its name above it. */
export function TableGroup({ id, title, onRemove, children }: TableGroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be given the focus by the links of the error summary
    <div role="group" aria-label={title} id={id} tabIndex={-1}>
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <Text size="xs" c="dimmed">
          {title}
        </Text>
        {onRemove && <RowButton label={attachments.remove(title)} onClick={onRemove} icon={IconX} />}
      </Group>
      {children}
    </div>
  );
}
