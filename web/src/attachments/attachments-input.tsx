import { Button, Group, Input } from '@mantine/core';
import { IconFiles, IconFileText, IconPaperclip } from '@tabler/icons-react';
import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { FieldMenu } from '../editor/field-menu.tsx';
import { attachments as words } from '../words/attachments.ts';
import { type Attachment, sizeOfBase64 } from './attachment.ts';
import { AttachmentRow } from './attachment-row.tsx';
import { newDocument } from './made/new-document.ts';
import { below, errorHere, type Spot } from './spot.ts';
import { UploadRow } from './upload-row.tsx';
import { useAttachments } from './use-attachments.ts';
import { MOST_MEGABYTES, useUploads } from './use-uploads.ts';
import './attachments.css';

interface AttachmentsInputProps {
  spot: Spot;
  value: readonly Attachment[];
  onChange: (value: Attachment[]) => void;
  fields: readonly RuleField[];
  /** the PDFs that become one, not the files of an email */
  isMerge?: boolean;
  /** 1: files are on their way, or were refused; -1: no more. Stays the same function */
  onUploads?: (by: 1 | -1) => void;
}

/** The files of an email in their order: uploads, what a field holds when the email is made, and PDFs that are made then. */
export function AttachmentsInput({ spot, value, onChange, fields, isMerge = false, onUploads }: AttachmentsInputProps) {
  const { id } = spot;
  const [dragging, setDragging] = useState(false);
  const list = useAttachments({ value, onChange, fields, isMerge });
  const uploads = useUploads(list.stored);
  useTold(uploads.uploads.length > 0, onUploads);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
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
        {isMerge ? words.parts : words.label}
      </Input.Label>
      <Input.Description id={`${id}-description`} mb={4}>
        {isMerge && `${words.partsText} `}
        {words.limit(MOST_MEGABYTES)}
      </Input.Description>
      <Rows {...{ spot, value, fields, isMerge, list }} />
      {uploads.uploads.map((upload) => (
        <UploadRow
          key={upload.key}
          upload={upload}
          onRetry={() => uploads.retry(upload)}
          onEnd={() => uploads.end(upload)}
        />
      ))}
      <AddButtons {...{ id, fields, isMerge }} onFiles={uploads.add} onEntry={list.append} />
      <Input.Error id={`${id}-error`} mt={4}>
        {errorHere(spot)}
      </Input.Error>
      <div role="status" className="attachment-notice">
        {list.notice}
      </div>
    </div>
  );
}

/** An upload belongs to the place where it was begun: the list above keeps its order for so long. */
function useTold(some: boolean, tell: AttachmentsInputProps['onUploads']) {
  useEffect(() => {
    if (!some || !tell) return undefined;
    tell(1);
    return () => tell(-1);
  }, [some, tell]);
}

interface RowsProps extends Required<Omit<AttachmentsInputProps, 'onChange' | 'onUploads'>> {
  list: ReturnType<typeof useAttachments>;
}

function Rows({ spot, value, fields, isMerge, list }: RowsProps) {
  const [uploading, setUploading] = useState(0);
  const onUploads = useCallback((by: 1 | -1) => setUploading((count) => count + by), []);
  if (value.length === 0) return null;
  return (
    <ol className="attachment-list" aria-label={isMerge ? words.partsList : words.list}>
      {value.map((entry, index) => (
        <AttachmentRow
          // biome-ignore lint/suspicious/noArrayIndexKey: one file may be attached twice
          key={index}
          spot={below(spot, index)}
          entry={entry}
          isPart={isMerge}
          isNew={list.made === index}
          size={'base64' in entry ? sizeOfBase64(entry.base64) : 'file' in entry ? list.sizes[entry.file] : undefined}
          isHeld={uploading > 0}
          onUploads={onUploads}
          isFirst={index === 0}
          isLast={index === value.length - 1}
          fields={fields}
          onChange={(next) => list.change(index, next)}
          onName={(name) => list.rename(index, name)}
          onMove={(by) => {
            list.move(index, by);
            // The focus goes with the file.
            document.getElementById(`${below(spot, index + by).id}-${by < 0 ? 'up' : 'down'}`)?.focus();
          }}
          onRemove={() => {
            list.remove(index);
            document.getElementById(spot.id)?.focus();
          }}
        />
      ))}
    </ol>
  );
}

interface AddButtonsProps {
  id: string;
  fields: readonly RuleField[];
  isMerge: boolean;
  onFiles: (files: File[]) => void;
  onEntry: (entry: Attachment) => void;
}

const SMALL = { size: 'compact-sm', variant: 'default' } as const;

function AddButtons({ id, fields, isMerge, onFiles, onEntry }: AddButtonsProps) {
  const picker = useRef<HTMLInputElement>(null);
  const fileFields = fields.filter(({ type }) => type === 'file');
  return (
    <Group gap="xs">
      <Button
        {...SMALL}
        id={id}
        leftSection={<IconPaperclip size={14} aria-hidden />}
        aria-describedby={`${id}-description ${id}-error`}
        onClick={() => picker.current?.click()}
      >
        {words.attach}
      </Button>
      {fileFields.length > 0 && (
        <FieldMenu fields={fileFields} label={words.field} onPick={({ name }) => onEntry({ field: name })} />
      )}
      <Button
        {...SMALL}
        leftSection={<IconFileText size={14} aria-hidden />}
        onClick={() => onEntry({ document: newDocument(fields) })}
      >
        {words.draw}
      </Button>
      {!isMerge && (
        <Button
          {...SMALL}
          leftSection={<IconFiles size={14} aria-hidden />}
          onClick={() => onEntry({ merge: [], name: words.mergedName })}
        >
          {words.merge}
        </Button>
      )}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // So that the same file can be chosen once more.
          currentTarget.value = '';
        }}
      />
    </Group>
  );
}
