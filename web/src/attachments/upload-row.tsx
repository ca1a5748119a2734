import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconUpload, IconX } from '@tabler/icons-react';
import { attachments as words } from '../words/attachments.ts';
import { sizeText } from './attachment.ts';
import type { Upload } from './use-uploads.ts';

interface UploadRowProps {
  upload: Upload;
  onRetry: () => void;
  onEnd: () => void;
}

/** A file on its way, or why it did not arrive. */
export function UploadRow({ upload, onRetry, onEnd }: UploadRowProps) {
  const { file, part, problem, canRetry } = upload;
  const Glyph = problem === undefined ? IconUpload : IconAlertTriangle;
  return (
    <div className="attachment" data-failed={problem !== undefined || undefined}>
      <Group gap="xs" wrap="nowrap">
        <Glyph size={16} aria-hidden className="attachment-icon" />
        <Text size="sm" className="any-break attachment-title">
          {file.name}
          <Text span size="xs" c="dimmed" ml={8}>
            {sizeText(file.size)}
          </Text>
        </Text>
        {canRetry && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {words.again}
          </Button>
        )}
        <ActionIcon
          size="md"
          variant="subtle"
          color="gray"
          aria-label={problem === undefined ? words.cancel(file.name) : words.dismiss(file.name)}
          onClick={onEnd}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Group>
      {problem === undefined ? (
        <progress max={1} value={part} aria-label={words.uploading(file.name)} />
      ) : (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {problem}
        </Text>
      )}
    </div>
  );
}
