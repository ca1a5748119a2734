import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../ui/dialog.tsx';
import { schedules as words } from '../words/schedules.ts';
import type { Schedule } from './schedule-api.ts';
import { useStep } from './use-step.ts';

/** Makes and ends the URL of a schedule on demand. It is shown once; the server keeps its hash only. */
export function HookButtons({ schedule }: { schedule: Schedule }) {
  const { id, name, hookAt } = schedule;
  const [url, setUrl] = useState<string>();
  const [had, setHad] = useState(false);
  const path = { params: { path: { id } } };
  const make = useStep(async () => {
    setHad(hookAt !== null);
    const { path: called } = await answer(api.POST('/schedules/{id}/hook', path));
    setUrl(`${window.location.origin}${called}`);
    return words.hookTitle(name);
  });
  const end = useStep(async () => {
    await answer(api.DELETE('/schedules/{id}/hook', path));
    return words.endedHook(name);
  });
  const label = hookAt === null ? words.hook : words.newHook;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={words.of(label, name)}
        onClick={() => make.mutate()}
        loading={make.isPending}
      >
        {label}
      </Button>
      {hookAt !== null && (
        <Button
          size="xs"
          variant="default"
          aria-label={words.of(words.endHook, name)}
          onClick={() => end.mutate()}
          loading={end.isPending}
        >
          {words.endHook}
        </Button>
      )}
      <Dialog opened={url !== undefined} title={words.hookTitle(name)} onClose={() => setUrl(undefined)}>
        <Stack gap="sm">
          <Text size="sm">{words.hookText}</Text>
          {had && <Text size="sm">{words.hookOld}</Text>}
          <TextInput label={words.hook} value={url ?? ''} readOnly data-autofocus />
          <Group justify="flex-end" gap="sm">
            <CopyButton value={url ?? ''}>
              {({ copied, copy }) => <Button onClick={copy}>{copied ? words.copied : words.copy}</Button>}
            </CopyButton>
            <Button variant="default" onClick={() => setUrl(undefined)}>
              {words.close}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
