import { IconBraces, IconUser, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { recipients as words } from '../words/recipients.ts';

export type ChipKind = 'address' | 'field' | 'named' | 'wrong' | 'unknown';

interface RecipientChipProps {
  kind: ChipKind;
  label: string;
  /** more about it: the whole entry, or what is wrong */
  title: string;
  onKey: (event: KeyboardEvent) => void;
  onEdit?: (() => void) | undefined;
  onRemove: () => void;
}

/** One entry. The arrow keys go from one to the next; Tab passes them. */
export function RecipientChip({ kind, label, title, onKey, onEdit, onRemove }: RecipientChipProps) {
  return (
    <span className="recipient" data-kind={kind} title={title}>
      <button
        type="button"
        className="recipient-text"
        tabIndex={-1}
        data-recipient
        aria-label={onEdit ? words.edit(label) : label}
        aria-description={title}
        onKeyDown={onKey}
        onClick={onEdit}
      >
        {kind === 'field' && <IconBraces size={12} aria-hidden />}
        {kind === 'named' && <IconUser size={12} aria-hidden />}
        {label}
      </button>
      <button
        type="button"
        className="recipient-remove"
        tabIndex={-1}
        aria-label={words.remove(label)}
        onClick={onRemove}
      >
        <IconX size={13} aria-hidden />
      </button>
    </span>
  );
}
