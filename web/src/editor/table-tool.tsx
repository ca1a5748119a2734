import { IconTable } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, toggleHeaderRow } from '@tiptap/pm/tables';
import { useEditorState } from '@tiptap/react';
import { editor as words } from '../words/editor.ts';
import { type Choice, ChoiceTool } from './choice-tool.tsx';

const NEW_ROWS = 3;
const NEW_COLUMNS = 3;

/** Makes a table, and changes the one around the caret. */
export function TableTool({ editor }: { editor: Editor }) {
  const lines = useEditorState({
    editor,
    selector: ({ editor: of }) => (of.isActive('table') ? of.getAttributes('table')['lines'] !== false : undefined),
  });
  const by = (label: string, command: Command): Choice => ({
    label,
    run: () => {
      command(editor.state, editor.view.dispatch, editor.view);
      editor.commands.focus();
    },
  });
  const inTable = () => [
    by(words.tables.rowBelow, addRowAfter),
    by(words.tables.columnRight, addColumnAfter),
    by(words.tables.deleteRow, deleteRow),
    by(words.tables.deleteColumn, deleteColumn),
    by(words.tables.headerRow, toggleHeaderRow),
    {
      label: words.tables.lines,
      isOn: lines === true,
      run: () =>
        editor
          .chain()
          .focus()
          .updateAttributes('table', { lines: lines !== true })
          .run(),
    },
    by(words.tables.delete, deleteTable),
  ];
  const insert = { label: words.tables.insert, run: () => editor.chain().focus().insertContent(newTable()).run() };
  return (
    <ChoiceTool
      label={words.table}
      icon={IconTable}
      on={lines !== undefined}
      choices={() => (lines === undefined ? [insert] : inTable())}
    />
  );
}

function newTable() {
  const cell = { type: 'tableCell', content: [{ type: 'paragraph' }] };
  const row = { type: 'tableRow', content: Array.from({ length: NEW_COLUMNS }, () => cell) };
  return { type: 'table', attrs: { lines: true }, content: Array.from({ length: NEW_ROWS }, () => row) };
}
