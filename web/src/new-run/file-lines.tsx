import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconFile, IconUpload, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { sizeText } from '../attachments/attachment.ts';
import type { Run } from '../payroll/run-model.ts';
import { newRun } from '../words/new-run.ts';
import type { FileKind } from './file-check.ts';
import { isBusy, type QueueState, type RunUpload, type UploadQueue } from './upload-queue.ts';

const words = newRun.files;
/** More of them are told by number. */
const SHOWN = 8;

type StoredFile = Run['files'][number];

interface StoredFilesProps {
  files: readonly StoredFile[];
  onRemove: (file: StoredFile) => void;
}

/** What is on the server. A thousand PDFs are one line until somebody wants to see them. */
export function StoredFiles({ files, onRemove }: StoredFilesProps) {
  const [all, setAll] = useState(false);
  if (files.length === 0) return null;
  const isLong = files.length > SHOWN;
  const size = sizeText(files.reduce((sum, file) => sum + file.size, 0));
  return (
    <>
      {isLong && (
        <Group gap="sm">
          <Text size="sm">{words.count(files.length, size)}</Text>
          {!all && (
            <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
              {words.showAll(files.length)}
            </Button>
          )}
        </Group>
      )}
      {(!isLong || all) && (
        <ul className="file-list">
          {files.map((file) => (
            <li key={file.id}>
              <Line
                icon={IconFile}
                name={file.name}
                size={file.size}
                note={file.state === 'read' ? words.read : words.stored}
              >
                <EndButton label={words.remove(file.name)} onClick={() => onRemove(file)} />
              </Line>
              {file.note !== '' && (
                <Text size="sm" className="any-break">
                  {file.note}
                </Text>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface UploadLinesProps {
  kind: FileKind;
  state: QueueState;
  queue: UploadQueue;
}

/** What is on its way, and what did not arrive, each with its reason. */
export function UploadLines({ kind, state, queue }: UploadLinesProps) {
  const own = state.uploads.filter((upload) => upload.kind === kind);
  const failed = own.filter(({ problem }) => problem !== undefined);
  const going = own.filter(({ problem, part }) => problem === undefined && part !== null);
  const waiting = own.filter(({ problem, part }) => problem === undefined && part === null);
  const isLong = going.length + waiting.length > SHOWN;
  return (
    <>
      {isLong && isBusy({ uploads: own }) && (
        <>
          <Group gap="sm" justify="space-between">
            <Text size="sm" role="status">
              {words.underWay(state.done, state.all)}
            </Text>
            <Button size="compact-sm" variant="default" onClick={() => queue.endAll(kind)}>
              {words.cancelAll}
            </Button>
          </Group>
          <progress max={state.all} value={state.done} aria-label={words.underWay(state.done, state.all)} />
        </>
      )}
      <ul className="file-list">
        {[...failed, ...(isLong ? [] : [...going, ...waiting])].map((upload) => (
          <li key={upload.key} data-failed={upload.problem !== undefined || undefined}>
            <UploadLine upload={upload} queue={queue} />
          </li>
        ))}
      </ul>
    </>
  );
}

function UploadLine({ upload, queue }: { upload: RunUpload; queue: UploadQueue }) {
  const { file, part, problem, canRetry } = upload;
  const note = problem !== undefined ? '' : part === null ? words.waiting : words.percent(part);
  return (
    <>
      <Line icon={problem === undefined ? IconUpload : IconAlertTriangle} name={file.name} size={file.size} note={note}>
        {canRetry && (
          <Button size="compact-sm" variant="default" onClick={() => queue.retry(upload)}>
            {words.again}
          </Button>
        )}
        <EndButton
          label={problem === undefined ? words.cancel(file.name) : words.dismiss(file.name)}
          onClick={() => queue.end(upload)}
        />
      </Line>
      {problem === undefined ? (
        part !== null && <progress max={1} value={part} aria-label={words.uploading(file.name)} />
      ) : (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" className="any-break">
          {problem}
        </Text>
      )}
    </>
  );
}

interface LineProps {
  icon: typeof IconFile;
  name: string;
  size: number;
  note: string;
  children: React.ReactNode;
}

function Line({ icon: Glyph, name, size, note, children }: LineProps) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Glyph size={16} aria-hidden style={{ flex: 'none' }} />
      <Text size="sm" className="any-break" flex={1}>
        {name}{' '}
        <Text span size="xs" c="dimmed">
          {[sizeText(size), note].filter((text) => text !== '').join(' · ')}
        </Text>
      </Text>
      {children}
    </Group>
  );
}

function EndButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon size="md" variant="subtle" color="gray" aria-label={label} title={label} onClick={onClick}>
      <IconX size={16} aria-hidden />
    </ActionIcon>
  );
}
