import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { attachments as words } from '../words/attachments.ts';
import { RowButton } from './row-button.tsx';

interface RowToolsProps {
  id: string;
  title: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** Moves an entry of a list, or takes it out. */
export function RowTools({ id, title, isFirst, isLast, onMove, onRemove }: RowToolsProps) {
  return (
    <>
      <RowButton id={`${id}-up`} label={words.up(title)} off={isFirst} onClick={() => onMove(-1)} icon={IconArrowUp} />
      <RowButton
        id={`${id}-down`}
        label={words.down(title)}
        off={isLast}
        onClick={() => onMove(1)}
        icon={IconArrowDown}
      />
      <RowButton label={words.remove(title)} onClick={onRemove} icon={IconX} />
    </>
  );
}
