import { Alert, Button, FileInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '../api/schema.gen.ts';
import { sendFile } from '../api/send-file.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { newRunParts } from '../words/new-run-parts.ts';

type Imported = components['schemas']['DocumentPasswordImport'];

const words = newRunParts.passwords;

/** Stores the passwords of a file, one for each person. They are never shown, and the file is not kept. */
export function PasswordFile({ ownerField }: { ownerField: string }) {
  const [file, setFile] = useState<File | null>(null);
  const [owner, setOwner] = useState(ownerField);
  const [password, setPassword] = useState('password');
  const sending = useMutation({
    mutationFn: (chosen: File) => {
      const query = new URLSearchParams({ name: chosen.name, owner, password });
      const options = { file: chosen, signal: new AbortController().signal, onProgress: () => undefined };
      return sendFile<Imported>(`/document-passwords/import?${query}`, options);
    },
    onSuccess: () => setFile(null),
  });
  return (
    <Stack gap="sm" component="section" aria-label={words.title}>
      <FileInput
        id="run-passwords"
        label={words.file}
        description={words.fileText}
        accept=".csv,.xlsx,.json,text/csv"
        value={file}
        onChange={(chosen) => {
          setFile(chosen);
          sending.reset();
        }}
      />
      {file !== null && (
        <>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            <TextInput label={words.owner} value={owner} onChange={(event) => setOwner(event.currentTarget.value)} />
            <TextInput
              label={words.column}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </SimpleGrid>
          <div>
            <Button
              variant="default"
              loading={sending.isPending}
              disabled={owner.trim() === '' || password.trim() === ''}
              onClick={() => !sending.isPending && sending.mutate(file)}
            >
              {words.store}
            </Button>
          </div>
        </>
      )}
      <ProblemAlert error={sending.error} />
      <div role="status">{sending.data && <Outcome imported={sending.data} />}</div>
    </Stack>
  );
}

function Outcome({ imported: { stored, refused, problems } }: { imported: Imported }) {
  return (
    <Alert color={refused === 0 ? 'green' : 'yellow'} p="xs">
      <Text size="sm">{words.stored(stored, refused)}</Text>
      {problems.map(({ line, message }) => (
        <Text key={`${line} ${message}`} size="sm" className="any-break">
          {words.line(line, message)}
        </Text>
      ))}
      <Text size="sm">{words.deleteFile}</Text>
    </Alert>
  );
}
