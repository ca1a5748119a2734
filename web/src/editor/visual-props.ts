import type { EditorOptions } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { findTrigger } from './field-trigger.ts';
import { cleanPastedHtml } from './pasted-html.ts';

interface VisualPropsOptions {
  id: string;
  rich: boolean;
  required: boolean;
  invalid: boolean;
  focusBar: () => void;
}

/** How the editor looks to assistive technology, and which keys it leaves to the browser. */
export function visualProps(options: VisualPropsOptions): EditorOptions['editorProps'] {
  const { rich, focusBar } = options;
  return {
    attributes: (state) => attributesOf(options, state),
    handleDOMEvents: {
      keydown: (_view, event) => {
        if (event.altKey && event.key === 'F10') {
          event.preventDefault();
          focusBar();
          return true;
        }
        // Tab leaves the editor, also out of a list.
        return event.key === 'Tab';
      },
    },
    transformPastedHTML: cleanPastedHtml,
    ...(rich
      ? {}
      : {
          handlePaste: (view, event) => {
            const text = event.clipboardData?.getData('text/plain') ?? '';
            view.dispatch(view.state.tr.insertText(text.trim().replace(/\s*[\r\n]+\s*/g, ' ')).scrollIntoView());
            return true;
          },
        }),
  };
}

function attributesOf({ id, rich, required, invalid }: VisualPropsOptions, state: EditorState): Record<string, string> {
  const trigger = findTrigger(state);
  return {
    id,
    role: trigger ? 'combobox' : 'textbox',
    'aria-labelledby': `${id}-label`,
    'aria-describedby': `${id}-description ${id}-error`,
    ...(required ? { 'aria-required': 'true' } : {}),
    ...(invalid ? { 'aria-invalid': 'true' } : {}),
    ...(trigger
      ? {
          'aria-expanded': 'true',
          'aria-autocomplete': 'list',
          'aria-haspopup': 'listbox',
          'aria-controls': `${id}-list`,
          'aria-activedescendant': `${id}-option-${trigger.index}`,
        }
      : { 'aria-multiline': String(rich) }),
  };
}
