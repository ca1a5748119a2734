import { useRef, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { recipients as words } from '../words/recipients.ts';
import { keyOf, labelOf, type Names, type Recipient, readRecipients, textOf } from './recipient.ts';

interface Options {
  value: readonly Recipient[];
  onChange: (value: Recipient[]) => void;
  fields: readonly RuleField[];
  names: Names | undefined;
}

/** The list and what is being typed. An entry that is edited comes back to its place, also when the editing is given up. */
export function useRecipients({ value, onChange, fields, names }: Options) {
  const [text, setText] = useState('');
  const [notice, setNotice] = useState('');
  const editing = useRef<{ index: number; entry: Recipient }>(undefined);

  const add = (entries: readonly Recipient[]) => {
    const known = new Set(value.map(keyOf));
    const fresh = entries.filter((entry) => !known.has(keyOf(entry)) && known.add(keyOf(entry)));
    const double = entries.filter((entry) => !fresh.includes(entry));
    const at = Math.min(editing.current?.index ?? value.length, value.length);
    const isEdited = editing.current !== undefined;
    editing.current = undefined;
    setText('');
    if (fresh.length > 0) onChange([...value.slice(0, at), ...fresh, ...value.slice(at)]);
    const doubled = double.map((entry) => labelOf(entry, fields, names)).join(', ');
    setNotice(
      double.length > 0
        ? words.already(doubled)
        : isEdited
          ? ''
          : words.added(fresh.length, value.length + fresh.length),
    );
  };
  return {
    text,
    notice,
    setText,
    add,
    addText: (list: string) => add(readRecipients(text + list)),
    /** Takes what is typed into the list. */
    commit: () => {
      const entries = readRecipients(text);
      if (entries.length > 0) add(entries);
      else if (editing.current) editing.current = undefined;
    },
    edit: (index: number) => {
      const entry = value[index];
      if (entry === undefined) return;
      // What is being typed is not lost by it.
      const typed = readRecipients(text);
      editing.current = { index, entry };
      setText(textOf(entry));
      onChange([...value.filter((_, place) => place !== index), ...typed]);
    },
    /** Gives up the editing: the entry is as it was. */
    cancel: () => {
      if (editing.current) add([editing.current.entry]);
      else setText('');
    },
    remove: (index: number) => {
      const entry = value[index];
      onChange(value.filter((_, place) => place !== index));
      setNotice(words.removed(labelOf(entry, fields, names)));
    },
  };
}
