import { useRef, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { attachments as words } from '../words/attachments.ts';
import { type Attachment, isMade, titleOf, withName } from './attachment.ts';
import { moved, replaced, without } from './made/list-change.ts';

interface AttachmentsOptions {
  value: readonly Attachment[];
  onChange: (value: Attachment[]) => void;
  fields: readonly RuleField[];
  /** an upload that is merged with others has no name of its own */
  isMerge: boolean;
}

/** Changes a list of files, and tells what became of it. */
export function useAttachments({ value, onChange, fields, isMerge }: AttachmentsOptions) {
  const [notice, setNotice] = useState('');
  const [sizes, setSizes] = useState<Record<string, number>>({});
  // What is made begins with its settings open.
  const [made, setMade] = useState<number>();
  // Two uploads may end before the page is drawn again: the second one must see what the first one added.
  const latest = useRef(value);
  latest.current = value;
  const emit = (next: Attachment[], told: string) => {
    latest.current = next;
    setNotice(told);
    onChange(next);
  };
  const append = (entry: Attachment) => {
    setMade(isMade(entry) ? latest.current.length : undefined);
    emit([...latest.current, entry], words.attached(titleOf(entry, fields)));
  };
  const change = (index: number, entry: Attachment) => emit(replaced(latest.current, index, entry), '');
  return {
    notice,
    sizes,
    made,
    append,
    change,
    stored: ({ id, name, size }: { id: string; name: string; size: number }) => {
      setSizes((known) => ({ ...known, [id]: size }));
      append({ file: id, ...(isMerge ? {} : { name }) });
    },
    rename: (index: number, name: string) => {
      const entry = latest.current[index];
      if (entry) change(index, withName(entry, name));
    },
    move: (index: number, by: -1 | 1) => {
      const entry = latest.current[index];
      if (entry === undefined) return;
      emit(
        moved(latest.current, index, by),
        words.moved(titleOf(entry, fields), index + by + 1, latest.current.length),
      );
    },
    remove: (index: number) => {
      const entry = latest.current[index];
      if (entry) emit(without(latest.current, index), words.removed(titleOf(entry, fields)));
    },
  };
}
