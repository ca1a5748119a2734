import { Button, Group, TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { type FormEvent, useId, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { Dialog } from '../ui/dialog.tsx';
import { editor as words } from '../words/editor.ts';
import { FieldMenu } from './field-menu.tsx';
import { linkAddress } from './link-address.ts';

interface LinkDialogProps {
  editor: Editor;
  fields: readonly RuleField[];
  onClose: () => void;
}

/** Sets, changes or removes the link at the caret or over the selection. */
export function LinkDialog({ editor, fields, onClose }: LinkDialogProps) {
  const id = useId();
  const isLink = editor.isActive('link');
  const needsText = !isLink && editor.state.selection.empty;
  const [address, setAddress] = useState(String(editor.getAttributes('link')['href'] ?? ''));
  const [text, setText] = useState('');
  const [refused, setRefused] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form of the page is around this dialog in React, though not in the document.
    event.stopPropagation();
    const href = linkAddress(address);
    setRefused(href === undefined);
    if (href === undefined) return document.getElementById(id)?.focus();
    setLink(editor, href, needsText ? text.trim() || address.trim() : undefined);
    onClose();
  };
  const remove = () => {
    editor.chain().extendMarkRange('link').unsetMark('link').run();
    onClose();
  };
  return (
    <Dialog opened title={words.links.title} onClose={onClose}>
      <form onSubmit={submit}>
        <TextInput
          id={id}
          label={words.links.address}
          description={words.links.addressHint}
          required
          withAsterisk
          data-autofocus
          value={address}
          error={refused && words.links.refused}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt={4}>
          <FieldMenu
            fields={fields}
            onPick={({ name }) => {
              setAddress(`{{url ${name}}}`);
              document.getElementById(id)?.focus();
            }}
          />
        </Group>
        {needsText && (
          <TextInput
            label={words.links.text}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            mt="xs"
          />
        )}
        <Group justify="flex-end" gap="sm" mt="lg">
          {isLink && (
            <Button variant="default" onClick={remove} mr="auto">
              {words.links.remove}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {words.links.cancel}
          </Button>
          <Button type="submit">{words.links.set}</Button>
        </Group>
      </form>
    </Dialog>
  );
}

function setLink(editor: Editor, href: string, text: string | undefined): void {
  const mark = { type: 'link', attrs: { href } };
  if (text !== undefined) {
    editor
      .chain()
      .insertContent({ type: 'text', text, marks: [mark] })
      .run();
    return;
  }
  editor.chain().extendMarkRange('link').setMark('link', { href }).run();
}
