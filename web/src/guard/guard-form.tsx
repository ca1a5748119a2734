import { Button, Group, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { isProblem, problemOf } from '../api/problem.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { guard } from '../words/guard.ts';
import { draftOf, type GuardDraft, type GuardSetting, putGuard } from './guard-queries.ts';

const MODES = ['off', 'capture', 'redirect', 'allow_list'] as const;

interface GuardFormProps {
  stored: GuardSetting;
  etag: string;
}

const same = (one: GuardDraft, other: GuardDraft) => JSON.stringify(one) === JSON.stringify(other);

/** Follows what others store until something is changed here; then saving finds out that somebody else was there. */
function useDraft({ stored, etag }: GuardFormProps) {
  const queries = useQueryClient();
  const [base, setBase] = useState({ draft: draftOf(stored), etag });
  const [draft, setDraft] = useState(base.draft);
  const takeStored = () => {
    setBase({ draft: draftOf(stored), etag });
    setDraft(draftOf(stored));
  };
  if (base.etag !== etag && (same(draft, base.draft) || same(draft, draftOf(stored)))) takeStored();
  const saving = useMutation({
    mutationFn: () => putGuard(draft, base.etag),
    onSuccess: () => noticeDone(guard.saved),
    onSettled: () => queries.invalidateQueries({ queryKey: ['settings', 'guard'] }),
  });
  const change = (values: Partial<GuardDraft>) => {
    saving.reset();
    setDraft((before) => ({ ...before, ...values }));
  };
  const reread = () => {
    saving.reset();
    takeStored();
  };
  return { draft, change, saving, reread, unsaved: !same(draft, base.draft) };
}

export function GuardForm(props: GuardFormProps) {
  const heading = useId();
  const { draft, change, saving, reread, unsaved } = useDraft(props);
  const mistakes = saving.error ? (problemOf(saving.error).errors ?? []) : [];
  const placed = mistakes.length > 0 && mistakes.every(({ path }) => /^\/(redirectTo|allowed)/.test(path));
  const retry = isProblem(saving.error, 'STALE') ? { retry: reread } : {};
  return (
    <form
      noValidate
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <Title order={2} id={heading} mb={4}>
        {guard.mode}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {guard.text}
      </Text>
      <ProblemAlert error={placed ? null : saving.error} {...retry} />
      <Stack gap="md">
        <Modes value={draft.mode} label={guard.mode} onChange={(mode) => change({ mode })} />
        <OfMode draft={draft} mistakes={mistakes} onChange={change} />
        <Text size="sm">{guard.captured}</Text>
      </Stack>
      <Group mt="md">
        <Button type="submit" loading={saving.isPending}>
          {guard.save}
        </Button>
      </Group>
      <UnsavedGuard unsaved={unsaved} />
    </form>
  );
}

interface OfModeProps {
  draft: GuardDraft;
  mistakes: readonly { path: string; message: string }[];
  onChange: (values: Partial<GuardDraft>) => void;
}

/** What a mode needs beside itself. */
function OfMode({ draft, mistakes, onChange }: OfModeProps) {
  const mistake = (field: string) => mistakes.find(({ path }) => path.startsWith(field))?.message;
  if (draft.mode === 'redirect') {
    return (
      <TextInput
        type="email"
        label={guard.redirectTo}
        required
        maxLength={254}
        value={draft.redirectTo}
        error={mistake('/redirectTo')}
        onChange={(event) => onChange({ redirectTo: event.currentTarget.value })}
      />
    );
  }
  if (draft.mode !== 'allow_list') return null;
  return (
    <Textarea
      label={guard.allowed}
      description={guard.allowedHelp}
      required
      rows={4}
      value={draft.allowed}
      error={mistake('/allowed')}
      onChange={(event) => onChange({ allowed: event.currentTarget.value })}
    />
  );
}

interface ModesProps {
  value: GuardDraft['mode'];
  label: string;
  onChange: (mode: GuardDraft['mode']) => void;
}

function Modes({ value, label, onChange }: ModesProps) {
  return (
    <Radio.Group
      aria-label={label}
      value={value}
      onChange={(chosen) => {
        const mode = MODES.find((one) => one === chosen);
        if (mode !== undefined) onChange(mode);
      }}
    >
      <Stack gap={8}>
        {MODES.map((mode) => (
          <Radio key={mode} value={mode} label={guard.modes[mode].label} description={guard.modes[mode].help} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
