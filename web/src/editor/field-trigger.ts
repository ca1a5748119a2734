import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { RuleField } from '../api/rule-field.ts';
import { searchFields } from './field-search.ts';

/** The list of fields that `{` opens: where it began, what was typed since, which field is chosen. */
export interface Trigger {
  from: number;
  query: string;
  index: number;
}

const MOST_SHOWN = 50;
const TYPED = /^\{\{?\s?([^{}\n]{0,60})$/;
const key = new PluginKey<Trigger | null>('fieldTrigger');

export const findTrigger = (state: EditorState): Trigger | null => key.getState(state) ?? null;

export function triggerItems(fields: readonly RuleField[], { query }: Trigger): RuleField[] {
  return searchFields(fields, query).slice(0, MOST_SHOWN);
}

/** Puts the field in the place of what was typed. */
export function chooseField(view: EditorView, { name }: RuleField): void {
  const trigger = findTrigger(view.state);
  const token = view.state.schema.nodes['token']?.create({ source: `{{${name}}}` });
  if (trigger === null || token === undefined) return;
  const { $from } = view.state.selection;
  const marked = token.mark(view.state.storedMarks ?? $from.marks());
  view.dispatch(view.state.tr.replaceWith(trigger.from, $from.pos, marked).scrollIntoView());
}

export const FieldTrigger = Extension.create({
  name: 'fieldTrigger',
  addProseMirrorPlugins() {
    const { token } = this.editor.storage;
    return [
      new Plugin<Trigger | null>({
        key,
        state: { init: () => null, apply: nextTrigger },
        props: {
          handleTextInput: (view, from, to, text) => {
            if (text !== '{' || findTrigger(view.state)) return false;
            view.dispatch(view.state.tr.insertText(text, from, to).setMeta(key, { from, query: '', index: 0 }));
            return true;
          },
          handleKeyDown: (view, event) => handleKey(view, event, token.fields),
          handleDOMEvents: { blur: (view) => close(view) },
        },
      }),
    ];
  },
});

function nextTrigger(tr: Transaction, before: Trigger | null): Trigger | null {
  const told = tr.getMeta(key) as Trigger | 'close' | undefined;
  if (told === 'close') return null;
  if (told !== undefined) return told;
  if (before === null) return null;
  const from = tr.mapping.map(before.from, -1);
  const { $from, empty } = tr.selection;
  if (!empty || from < $from.start() || from >= $from.pos) return null;
  const typed = TYPED.exec($from.parent.textBetween(from - $from.start(), $from.parentOffset, '\n', '\n'))?.[1];
  if (typed === undefined) return null;
  return { from, query: typed, index: typed === before.query ? before.index : 0 };
}

function handleKey(view: EditorView, event: KeyboardEvent, fields: readonly RuleField[]): boolean {
  const trigger = findTrigger(view.state);
  if (trigger === null || event.isComposing) return false;
  if (event.key === 'Escape') return close(view, true);
  const items = triggerItems(fields, trigger);
  const chosen = items[trigger.index];
  if (chosen === undefined) {
    // Whoever types on has not meant a field.
    if (event.key === 'Enter' || event.key === ' ') close(view);
    return false;
  }
  if (event.key === 'Enter') {
    chooseField(view, chosen);
    return true;
  }
  const step = { ArrowDown: 1, ArrowUp: items.length - 1 }[event.key];
  if (step === undefined) return false;
  view.dispatch(view.state.tr.setMeta(key, { ...trigger, index: (trigger.index + step) % items.length }));
  return true;
}

function close(view: EditorView, handled = false): boolean {
  if (findTrigger(view.state)) view.dispatch(view.state.tr.setMeta(key, 'close'));
  return handled;
}
