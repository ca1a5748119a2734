import { IconClearFormatting, IconLetterCase, IconPalette, IconTextSize } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { editor as words } from '../words/editor.ts';
import { type Choice, ChoiceTool } from './choice-tool.tsx';
import { FONTS, type Look, SIZES, writeLook } from './look.ts';
import { ToolButton } from './tool-button.tsx';

const NO_LOOK: Look = { color: null, size: null, font: null };

/** Colour, size and font of what is marked, and all of it taken away again. */
export function LookTools({ editor }: { editor: Editor }) {
  const look = useEditorState({
    editor,
    selector: ({ editor: of }): Look => ({ ...NO_LOOK, ...of.getAttributes('look') }),
  });
  const choice = (part: keyof Look, value: string | null, label: string, style?: React.CSSProperties): Choice => ({
    label,
    ...(style ? { style } : {}),
    isOn: look[part] === value,
    run: () => setLook(editor, { ...look, [part]: value }),
  });
  const usual = (part: keyof Look) => choice(part, null, words.looks.usual);
  return (
    <>
      <ChoiceTool
        label={words.looks.color}
        icon={IconPalette}
        on={look.color !== null}
        choices={() => [
          usual('color'),
          ...Object.entries(words.looks.colors).map(([color, name]) =>
            choice('color', color, name, { borderLeft: `14px solid ${color}`, paddingLeft: 8 }),
          ),
        ]}
      />
      <ChoiceTool
        label={words.looks.size}
        icon={IconTextSize}
        on={look.size !== null}
        choices={() => [usual('size'), ...SIZES.map((size) => choice('size', size, words.looks.pixels(size)))]}
      />
      <ChoiceTool
        label={words.looks.font}
        icon={IconLetterCase}
        on={look.font !== null}
        choices={() => [
          usual('font'),
          ...FONTS.map((font) => choice('font', font, font.split(',')[0] ?? font, { fontFamily: font })),
        ]}
      />
      <ToolButton
        label={words.removeStyle}
        icon={IconClearFormatting}
        onClick={() => editor.chain().focus().unsetAllMarks().clearNodes().run()}
      />
    </>
  );
}

function setLook(editor: Editor, look: Look): void {
  const chain = editor.chain().focus().extendMarkRange('look');
  if (writeLook(look) === '') chain.unsetMark('look').run();
  else chain.setMark('look', { ...look }).run();
}
