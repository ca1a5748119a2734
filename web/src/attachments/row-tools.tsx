import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { attachments as words } from '../words/attachments.ts';
import { RowButton } from './row-button.tsx';

interface RowToolsProps {
  id: string;
  title: string;
  isFirst: boolean;
  isLast: boolean;
  /** nothing moves or goes for now */
  isHeld?: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** Moves an entry of a list, or takes it out. */
export function RowTools({ id, title, isFirst, isLast, isHeld = false, onMove, onRemove }: RowToolsProps) {
  const why = isHeld ? words.held : undefined;
  return (
    <>
      <RowButton
        id={`${id}-up`}
        label={words.up(title)}
        off={isFirst || isHeld}
        why={why}
        onClick={() => onMove(-1)}
        icon={IconArrowUp}
      />
      <RowButton
        id={`${id}-down`}
        label={words.down(title)}
        off={isLast || isHeld}
        why={why}
        onClick={() => onMove(1)}
        icon={IconArrowDown}
      />
      <RowButton label={words.remove(title)} off={isHeld} why={why} onClick={onRemove} icon={IconX} />
    </>
  );
}
