import {
  type Icon,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconPhoto,
  IconUnderline,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { editor as words } from '../words/editor.ts';
import { LookTools } from './look-tools.tsx';
import { TableTool } from './table-tool.tsx';
import { ToolButton } from './tool-button.tsx';

interface Tool {
  label: string;
  icon: Icon;
  run: (editor: Editor) => void;
  isOn?: (editor: Editor) => boolean;
  can?: (editor: Editor) => boolean;
}

const TOOLS: Tool[] = [
  {
    label: words.undo,
    icon: IconArrowBackUp,
    run: (editor) => editor.chain().focus().undo().run(),
    can: (editor) => editor.can().undo(),
  },
  {
    label: words.redo,
    icon: IconArrowForwardUp,
    run: (editor) => editor.chain().focus().redo().run(),
    can: (editor) => editor.can().redo(),
  },
  {
    label: words.bold,
    icon: IconBold,
    run: (editor) => editor.chain().focus().toggleBold().run(),
    isOn: (editor) => editor.isActive('bold'),
  },
  {
    label: words.italic,
    icon: IconItalic,
    run: (editor) => editor.chain().focus().toggleItalic().run(),
    isOn: (editor) => editor.isActive('italic'),
  },
  {
    label: words.underline,
    icon: IconUnderline,
    run: (editor) => editor.chain().focus().toggleUnderline().run(),
    isOn: (editor) => editor.isActive('underline'),
  },
  {
    label: words.heading,
    icon: IconH2,
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
    isOn: (editor) => editor.isActive('heading', { level: 2 }),
  },
  {
    label: words.subheading,
    icon: IconH3,
    run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
    isOn: (editor) => editor.isActive('heading', { level: 3 }),
  },
  {
    label: words.bullets,
    icon: IconList,
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
    isOn: (editor) => editor.isActive('bulletList'),
  },
  {
    label: words.numbers,
    icon: IconListNumbers,
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    isOn: (editor) => editor.isActive('orderedList'),
  },
];

interface ToolsProps {
  editor: Editor;
  onLink: () => void;
  onPicture: () => void;
}

/** The buttons that format; their states follow the caret. */
export function Tools({ editor, onLink, onPicture }: ToolsProps) {
  const states = useEditorState({
    editor,
    selector: (context) => TOOLS.map(({ isOn, can }) => ({ on: isOn?.(context.editor), can: can?.(context.editor) })),
  });
  const [isLink, isPicture] = useEditorState({
    editor,
    selector: (context) => ['link', 'picture'].map((name) => context.editor.isActive(name)),
  });
  return (
    <>
      {TOOLS.map((tool, index) => (
        <ToolButton
          key={tool.label}
          label={tool.label}
          icon={tool.icon}
          first={index === 0}
          on={states[index]?.on}
          off={states[index]?.can === false}
          onClick={() => tool.run(editor)}
        />
      ))}
      <LookTools editor={editor} />
      <TableTool editor={editor} />
      <ToolButton label={words.link} icon={IconLink} on={isLink} onClick={onLink} />
      <ToolButton label={words.picture} icon={IconPhoto} on={isPicture} onClick={onPicture} />
    </>
  );
}
