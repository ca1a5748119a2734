import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import type { DocNode } from './body-doc.ts';
import { FieldMenu } from './field-menu.tsx';
import { FieldPopup } from './field-popup.tsx';
import { findTrigger } from './field-trigger.ts';
import { LinkDialog } from './link-dialog.tsx';
import { PictureDialog } from './picture-dialog.tsx';
import { showFields } from './token-node.ts';
import { Toolbar } from './toolbar.tsx';
import { Tools } from './tools.tsx';
import { bodyExtensions, subjectExtensions } from './visual-extensions.ts';
import { visualProps } from './visual-props.ts';

export interface VisualEditorProps {
  id: string;
  label: string;
  rich: boolean;
  required: boolean;
  invalid: boolean;
  fields: readonly RuleField[];
  /** what it begins with; another document needs another key */
  doc: DocNode;
  onChange: (doc: DocNode) => void;
  /** the document has no place in the schema of the editor */
  onRefused: () => void;
  autoFocus: boolean;
  /** further buttons of the toolbar */
  tools?: ReactNode;
}

/** A template as text with chips: one line, or with formatting where `rich`. */
export function VisualEditor(props: VisualEditorProps) {
  const { id, label, rich, required, invalid, fields, onChange } = props;
  const bar = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState<'link' | 'picture'>();
  const editorProps = useMemo(
    () => visualProps({ id, rich, required, invalid, focusBar: () => focusFirst(bar.current) }),
    [id, rich, required, invalid],
  );
  const editor = useEditor({
    extensions: rich ? bodyExtensions : subjectExtensions,
    content: props.doc,
    editorProps,
    autofocus: props.autoFocus && 'start',
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    enableContentCheck: true,
    onContentError: props.onRefused,
    onUpdate: (event) => onChange(event.editor.getJSON() as DocNode),
  });
  const trigger = useEditorState({ editor, selector: (context) => findTrigger(context.editor.state) });
  useEffect(() => showFields(editor, fields), [editor, fields]);
  const insert = ({ name }: RuleField) =>
    editor
      .chain()
      .focus()
      .insertContent({ type: 'token', attrs: { source: `{{${name}}}` } })
      .run();
  const answered = () => {
    setAsking(undefined);
    // After the dialog has given the focus back to the button.
    setTimeout(() => editor.commands.focus(), 0);
  };
  const menu = fields.length > 0 && <FieldMenu fields={fields} onPick={insert} tabIndex={rich ? -1 : 0} />;
  return (
    <>
      <Toolbar label={label} barRef={bar} onLeave={() => editor.commands.focus()}>
        {rich && <Tools editor={editor} onLink={() => setAsking('link')} onPicture={() => setAsking('picture')} />}
        <span className="editor-gap" />
        {menu}
        {props.tools}
      </Toolbar>
      <EditorContent editor={editor} className="editor-text" />
      {trigger && fields.length > 0 && <FieldPopup id={id} view={editor.view} trigger={trigger} fields={fields} />}
      {asking === 'link' && <LinkDialog editor={editor} fields={fields} onClose={answered} />}
      {asking === 'picture' && <PictureDialog editor={editor} fields={fields} onClose={answered} />}
    </>
  );
}

function focusFirst(bar: HTMLElement | null): void {
  bar?.querySelector<HTMLButtonElement>('button[tabindex="0"]')?.focus();
}
