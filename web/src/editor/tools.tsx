import { ActionIcon } from '@mantine/core';
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
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { editor as words } from '../words/editor.ts';

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

/** The buttons that format; their states follow the caret. */
export function Tools({ editor, onLink }: { editor: Editor; onLink: () => void }) {
  const states = useEditorState({
    editor,
    selector: (context) => TOOLS.map(({ isOn, can }) => ({ on: isOn?.(context.editor), can: can?.(context.editor) })),
  });
  const isLink = useEditorState({ editor, selector: (context) => context.editor.isActive('link') });
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
      <ToolButton label={words.link} icon={IconLink} on={isLink} onClick={onLink} />
    </>
  );
}

interface ToolButtonProps {
  label: string;
  icon: Icon;
  on?: boolean | undefined;
  off?: boolean;
  first?: boolean;
  onClick: () => void;
}

function ToolButton({ label, icon: Glyph, on, off, first, onClick }: ToolButtonProps) {
  return (
    <ActionIcon
      size="md"
      variant={on ? 'filled' : 'subtle'}
      color={on ? undefined : 'gray'}
      aria-label={label}
      title={label}
      aria-pressed={on}
      // A disabled button would lose the focus of the keyboard, for example after the last Undo.
      aria-disabled={off || undefined}
      tabIndex={first ? 0 : -1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      <Glyph size={16} aria-hidden />
    </ActionIcon>
  );
}
