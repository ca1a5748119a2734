import { Text } from '@mantine/core';
import type { EditorView } from '@tiptap/pm/view';
import { useLayoutEffect, useRef, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { editor as words } from '../words/editor.ts';
import { FieldLine } from './field-line.tsx';
import { chooseField, type Trigger, triggerItems } from './field-trigger.ts';

interface FieldPopupProps {
  id: string;
  view: EditorView;
  trigger: Trigger;
  fields: readonly RuleField[];
}

/** The listbox below the caret; the keys are handled in the editor, which keeps the focus. */
export function FieldPopup({ id, view, trigger, fields }: FieldPopupProps) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  const items = triggerItems(fields, trigger);
  useLayoutEffect(() => {
    const around = box.current?.offsetParent?.getBoundingClientRect();
    if (!box.current || !around) return;
    const caret = view.coordsAtPos(trigger.from);
    const widest = Math.max(0, around.width - box.current.offsetWidth);
    setPlace({ left: Math.min(Math.max(0, caret.left - around.left), widest), top: caret.bottom - around.top + 4 });
  }, [view, trigger.from]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen has to be seen, and the list when it opens
  useLayoutEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    if (trigger.index === 0) box.current?.scrollIntoView({ block: 'nearest' });
  }, [place, trigger.index]);
  return (
    <div ref={box} className="field-popup" style={place}>
      {items.length === 0 && (
        <Text size="sm" c="dimmed" p="xs" role="status">
          {words.noField}
        </Text>
      )}
      <div id={`${id}-list`} role="listbox" aria-label={words.fields}>
        {items.map((field, index) => (
          <div
            key={field.name}
            id={`${id}-option-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === trigger.index}
            className="field-option"
            onMouseDown={(event) => {
              event.preventDefault();
              chooseField(view, field);
            }}
          >
            <FieldLine field={field} />
          </div>
        ))}
      </div>
    </div>
  );
}
