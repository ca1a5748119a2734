import { Button, Group, TextInput } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { type FormEvent, useId, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { Dialog } from '../ui/dialog.tsx';
import { editor as words } from '../words/editor.ts';
import { isPictureAddress } from './body-doc.ts';
import { FieldMenu } from './field-menu.tsx';

interface PictureDialogProps {
  editor: Editor;
  fields: readonly RuleField[];
  onClose: () => void;
}

/** Puts a picture where the caret is, or changes the marked one. */
export function PictureDialog({ editor, fields, onClose }: PictureDialogProps) {
  const id = useId();
  const before = editor.isActive('picture') ? editor.getAttributes('picture') : {};
  const [src, setSrc] = useState(String(before['src'] ?? ''));
  const [alt, setAlt] = useState(String(before['alt'] ?? ''));
  const [width, setWidth] = useState(before['width'] ? String(before['width']) : '');
  const [refused, setRefused] = useState({ src: false, width: false });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form of the page is around this dialog in React, though not in the document.
    event.stopPropagation();
    const wrong = {
      src: !isPictureAddress(src.trim()),
      width: !/^(?:[1-9][0-9]{0,3})?$/.test(width.trim()),
    };
    setRefused(wrong);
    if (wrong.src) return document.getElementById(id)?.focus();
    if (wrong.width) return document.getElementById(`${id}-width`)?.focus();
    const attrs = { src: src.trim(), alt: alt.trim(), width: width.trim() === '' ? null : Number(width) };
    editor.chain().insertContent({ type: 'picture', attrs }).run();
    onClose();
  };
  return (
    <Dialog opened title={words.pictures.title} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <TextInput
          id={id}
          label={words.pictures.address}
          description={words.pictures.addressHint}
          required
          withAsterisk
          data-autofocus
          value={src}
          error={refused.src && words.pictures.refused}
          onChange={(event) => setSrc(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt={4}>
          <FieldMenu
            fields={fields}
            onPick={({ name }) => {
              setSrc(`{{url ${name}}}`);
              document.getElementById(id)?.focus();
            }}
          />
        </Group>
        <TextInput
          label={words.pictures.alt}
          description={words.pictures.altHint}
          value={alt}
          onChange={(event) => setAlt(event.currentTarget.value)}
          mt="xs"
        />
        <TextInput
          id={`${id}-width`}
          label={words.pictures.width}
          inputMode="numeric"
          value={width}
          error={refused.width && words.pictures.refusedWidth}
          onChange={(event) => setWidth(event.currentTarget.value)}
          mt="xs"
          maw={200}
        />
        <Group justify="flex-end" gap="sm" mt="lg">
          <Button variant="default" onClick={onClose}>
            {words.pictures.cancel}
          </Button>
          <Button type="submit">{words.pictures.set}</Button>
        </Group>
      </form>
    </Dialog>
  );
}
