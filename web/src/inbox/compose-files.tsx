import { ActionIcon, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { sizeText } from '../attachments/attachment.ts';
import { UploadRow } from '../attachments/upload-row.tsx';
import { useUploads } from '../attachments/use-uploads.ts';
import '../attachments/attachments.css';
import { compose as words } from '../words/compose.ts';
import type { Draft } from './draft-queries.ts';

interface ComposeFilesProps {
  files: Draft['attachments'];
  onChange: (files: Draft['attachments']) => void;
  error: string | undefined;
}

/** The files of an e-mail that a person writes. */
export function ComposeFiles({ files, onChange, error }: ComposeFilesProps) {
  const latest = useRef(files);
  latest.current = files;
  const { uploads, add, retry, end } = useUploads(({ id, name, contentType, size }) =>
    onChange([...latest.current, { file: id, name, contentType, size }]),
  );
  return (
    <Stack gap="xs">
      {files.length > 0 && (
        <ul className="message-files" aria-label={words.files}>
          {files.map(({ file, name, size }) => (
            <li key={file}>
              <Group gap="xs" wrap="nowrap">
                <Text size="sm" className="any-break">
                  {name}{' '}
                  <Text span size="xs" c="dimmed">
                    {sizeText(size)}
                  </Text>
                </Text>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={words.remove(name)}
                  onClick={() => onChange(files.filter((one) => one.file !== file))}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </Group>
            </li>
          ))}
        </ul>
      )}
      {uploads.map((upload) => (
        <UploadRow key={upload.key} upload={upload} onRetry={() => retry(upload)} onEnd={() => end(upload)} />
      ))}
      {error && (
        <Text size="sm" c="var(--ui-danger-text)">
          {error}
        </Text>
      )}
      <div>
        <FileButton onChange={add} multiple>
          {(props) => (
            <Button
              {...props}
              size="compact-sm"
              variant="default"
              leftSection={<IconPaperclip size={14} aria-hidden />}
            >
              {words.attach}
            </Button>
          )}
        </FileButton>
      </div>
    </Stack>
  );
}
