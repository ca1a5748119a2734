import { Button, Group, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type ReactNode, useId, useRef, useState } from 'react';

interface DropAreaProps {
  id: string;
  title: string;
  text: string;
  drop: string;
  choose: string;
  accept: string;
  multiple: boolean;
  onFiles: (files: File[]) => void;
  /** what is there already */
  children?: ReactNode;
}

/** A place to drop files on, and a button that does the same. */
export function DropArea({ id, title, text, drop, choose, accept, multiple, onFiles, children }: DropAreaProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [dragging, setDragging] = useState(false);
  const titleId = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of files is no fieldset
    <div
      role="group"
      aria-labelledby={titleId}
      className="drop-area"
      data-dragging={dragging || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDragging(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <Text fw={600} id={titleId}>
        {title}
      </Text>
      <Text size="sm" c="dimmed" mb="sm" id={`${id}-text`}>
        {text}
      </Text>
      {children}
      <Group gap="sm" mt="sm">
        <Button
          id={id}
          variant="default"
          leftSection={<IconUpload size={16} aria-hidden />}
          aria-describedby={`${id}-text`}
          onClick={() => picker.current?.click()}
        >
          {choose}
        </Button>
        <Text size="sm" c="dimmed" visibleFrom="sm">
          {drop}
        </Text>
      </Group>
      <input
        ref={picker}
        type="file"
        hidden
        multiple={multiple}
        accept={accept}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // So that the same file can be chosen once more.
          currentTarget.value = '';
        }}
      />
    </div>
  );
}
