import { Button, Group, Input } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { FieldMenu } from '../editor/field-menu.tsx';
import { attachments as words } from '../words/attachments.ts';
import { type Attachment, sizeOfBase64, titleOf, withName } from './attachment.ts';
import { AttachmentRow } from './attachment-row.tsx';
import { UploadRow } from './upload-row.tsx';
import { MOST_MEGABYTES, useUploads } from './use-uploads.ts';
import './attachments.css';

interface AttachmentsInputProps {
  id: string;
  value: readonly Attachment[];
  onChange: (value: Attachment[]) => void;
  fields: readonly RuleField[];
  error?: string | undefined;
}

/** The files of an email in their order: uploads, and what a field holds when the email is made. */
export function AttachmentsInput({ id, value, onChange, fields, error }: AttachmentsInputProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [dragging, setDragging] = useState(false);
  const list = useAttachments(value, onChange, fields);
  const uploads = useUploads(list.stored);
  const fileFields = fields.filter(({ type }) => type === 'file');
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDragging(false);
    uploads.add([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button does the same
    <div
      className="attachments"
      data-dragging={dragging || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={drop}
    >
      <Input.Label labelElement="div" id={`${id}-label`}>
        {words.label}
      </Input.Label>
      <Input.Description id={`${id}-description`} mb={4}>
        {words.limit(MOST_MEGABYTES)}
      </Input.Description>
      {value.length > 0 && (
        <ol className="attachment-list" aria-label={words.list}>
          {value.map((entry, index) => (
            <AttachmentRow
              // biome-ignore lint/suspicious/noArrayIndexKey: one file may be attached twice
              key={index}
              id={`${id}-${index}`}
              entry={entry}
              size={
                'base64' in entry ? sizeOfBase64(entry.base64) : 'file' in entry ? list.sizes[entry.file] : undefined
              }
              isFirst={index === 0}
              isLast={index === value.length - 1}
              fields={fields}
              onName={(name) => list.rename(index, name)}
              onMove={(by) => {
                list.move(index, by);
                // The focus goes with the file.
                document.getElementById(`${id}-${index + by}-${by < 0 ? 'up' : 'down'}`)?.focus();
              }}
              onRemove={() => {
                list.remove(index);
                document.getElementById(id)?.focus();
              }}
            />
          ))}
        </ol>
      )}
      {uploads.uploads.map((upload) => (
        <UploadRow
          key={upload.key}
          upload={upload}
          onRetry={() => uploads.retry(upload)}
          onEnd={() => uploads.end(upload)}
        />
      ))}
      <Group gap="xs">
        <Button
          id={id}
          size="compact-sm"
          variant="default"
          leftSection={<IconPaperclip size={14} aria-hidden />}
          aria-describedby={`${id}-description ${id}-error`}
          onClick={() => picker.current?.click()}
        >
          {words.attach}
        </Button>
        {fileFields.length > 0 && (
          <FieldMenu fields={fileFields} label={words.field} onPick={({ name }) => list.append({ field: name })} />
        )}
      </Group>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          uploads.add([...(currentTarget.files ?? [])]);
          // So that the same file can be chosen once more.
          currentTarget.value = '';
        }}
      />
      <Input.Error id={`${id}-error`} mt={4}>
        {error}
      </Input.Error>
      <div role="status" className="attachment-notice">
        {list.notice}
      </div>
    </div>
  );
}

function useAttachments(
  value: readonly Attachment[],
  onChange: (value: Attachment[]) => void,
  fields: readonly RuleField[],
) {
  const [notice, setNotice] = useState('');
  const [sizes, setSizes] = useState<Record<string, number>>({});
  // Two uploads may end before the page is drawn again: the second one must see what the first one added.
  const latest = useRef(value);
  latest.current = value;
  const emit = (next: Attachment[], told: string) => {
    latest.current = next;
    setNotice(told);
    onChange(next);
  };
  const append = (entry: Attachment) => emit([...latest.current, entry], words.attached(titleOf(entry, fields)));
  return {
    notice,
    sizes,
    append,
    stored: ({ id, name, size }: { id: string; name: string; size: number }) => {
      setSizes((known) => ({ ...known, [id]: size }));
      append({ file: id, name });
    },
    rename: (index: number, name: string) =>
      emit(
        latest.current.map((entry, place) => (place === index ? withName(entry, name) : entry)),
        '',
      ),
    move: (index: number, by: -1 | 1) => {
      const next = [...latest.current];
      const [moved] = next.splice(index, 1);
      if (moved === undefined) return;
      next.splice(index + by, 0, moved);
      emit(next, words.moved(titleOf(moved, fields), index + by + 1, next.length));
    },
    remove: (index: number) => {
      const entry = latest.current[index];
      if (entry === undefined) return;
      emit(
        latest.current.filter((_, place) => place !== index),
        words.removed(titleOf(entry, fields)),
      );
    },
  };
}
