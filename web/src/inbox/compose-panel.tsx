import { Button, Card, Checkbox, Group, NativeSelect, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError, problemOf } from '../api/problem.ts';
import { FieldEditor } from '../editor/field-editor.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { compose as words } from '../words/compose.ts';
import { mailTasks } from '../words/mail-tasks.ts';
import { AddressInput } from './address-input.tsx';
import { AlsoAnswering } from './also-answering.tsx';
import { ComposeFiles } from './compose-files.tsx';
import { type Draft, draftQuery, type Sender, sendersQuery } from './draft-queries.ts';
import { SentNotice } from './sent-notice.tsx';
import { TaskButtons } from './task-buttons.tsx';
import { useDraft, type Written } from './use-draft.ts';

interface ComposePanelProps {
  id: string;
  onClose: () => void;
}

/** Screen 19: an e-mail that is written, saved by itself, sent, and taken back. */
export function ComposePanel({ id, onClose }: ComposePanelProps) {
  const draft = useQuery(draftQuery(id));
  const senders = useQuery(sendersQuery);
  const [outcome, setOutcome] = useState<Draft>();
  const queries = useQueryClient();
  const error = draft.error ?? senders.error;
  if (outcome?.state === 'sent') {
    return (
      <SentNotice
        id={id}
        onBack={(back) => {
          queries.setQueryData(draftQuery(id).queryKey, back);
          setOutcome(undefined);
        }}
        onOver={onClose}
      />
    );
  }
  return (
    <Card withBorder padding="md" component="section" aria-label={words.titles[draft.data?.kind ?? 'new']}>
      <ProblemAlert error={error} retry={() => void Promise.all([draft.refetch(), senders.refetch()])} />
      {!error && !(draft.data && senders.data) && <Skeleton h={320} role="status" aria-label={words.loading} />}
      {draft.data && senders.data && (
        <ComposeForm
          key={draft.data.version}
          stored={draft.data}
          senders={withRuleSender(draft.data, senders.data)}
          onSent={setOutcome}
          onClose={onClose}
        />
      )}
    </Card>
  );
}

/** The sender that the rule chose comes first, whether or not it is one of the person's own. */
function withRuleSender({ task }: Draft, senders: readonly Sender[]): readonly Sender[] {
  if (!task?.sender) return senders;
  const { id, displayName, address } = task.sender;
  const ofRule = { id, displayName, address, name: '', own: false, isDefault: false, problem: null, signature: null };
  return [ofRule, ...senders.filter((one) => one.id !== id)];
}

interface ComposeFormProps {
  stored: Draft;
  senders: readonly Sender[];
  onSent: (sent: Draft) => void;
  onClose: () => void;
}

function ComposeForm({ stored, senders, onSent, onClose }: ComposeFormProps) {
  const draft = useDraft(stored);
  const { written, others, change, send } = draft;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { mistakes, mistake } = mistakesOf(send.error);
  return (
    <Stack gap="sm">
      <Title order={2} size="h4" ref={heading} tabIndex={-1}>
        {words.titles[stored.kind]}
      </Title>
      <AlsoAnswering others={others} />
      {stored.task?.confidential && <Text size="sm">{mailTasks.confidential(stored.task.files)}</Text>}
      {send.error && mistakes.length === 0 && <ProblemAlert error={send.error} />}
      <SenderInput written={written} senders={senders} onChange={change} error={mistake('/from')} />
      {(['to', 'cc', 'bcc'] as const).map((list) => (
        <AddressInput
          key={list}
          label={words[list]}
          people={written[list]}
          onChange={(people) => change({ [list]: people })}
          error={mistake(`/${list}`)}
        />
      ))}
      <TextInput
        label={words.subject}
        maxLength={1000}
        value={written.subject}
        onChange={(event) => change({ subject: event.currentTarget.value })}
        error={mistake('/subject')}
      />
      <FieldEditor
        id={`compose-${stored.id}`}
        label={words.body}
        value={written.html}
        onChange={(html) => change({ html })}
        fields={[]}
        plain
        rich
        error={mistake('/html')}
      />
      <Below stored={stored} written={written} senders={senders} onChange={change} />
      {!stored.task?.confidential && (
        <ComposeFiles
          files={written.attachments}
          onChange={(attachments) => change({ attachments })}
          error={mistake('/attachments')}
        />
      )}
      <ComposeButtons {...{ stored, draft, onSent, onClose }} />
    </Stack>
  );
}

function ComposeButtons({
  stored,
  draft: { save, send, discard },
  onSent,
  onClose,
}: Omit<ComposeFormProps, 'senders'> & { draft: ReturnType<typeof useDraft> }) {
  return (
    <Group gap="sm">
      <Button loading={send.isPending} onClick={() => send.mutate(undefined, { onSuccess: onSent })}>
        {words.send}
      </Button>
      <Button variant="default" onClick={onClose}>
        {words.close}
      </Button>
      {stored.task ? (
        <TaskButtons id={stored.id} task={stored.task} onOver={onClose} />
      ) : (
        <Button
          variant="default"
          color="red"
          loading={discard.isPending}
          onClick={() => discard.mutate(undefined, { onSuccess: onClose })}
        >
          {words.discard}
        </Button>
      )}
      <Text size="xs" c="dimmed" role="status">
        {save.isPending && words.saving}
        {save.isSuccess && words.saved}
        {save.error && words.notSaved(problemOf(save.error).detail)}
      </Text>
    </Group>
  );
}

/** What the server says is wrong, by the part of the draft. */
function mistakesOf(error: unknown) {
  const mistakes = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  const mistake = (part: string) => mistakes.find(({ path }) => path === part || path.startsWith(`${part}/`))?.message;
  return { mistakes, mistake };
}

interface PartProps {
  written: Written;
  senders: readonly Sender[];
  onChange: (part: Partial<Written>) => void;
}

function SenderInput({ written, senders, onChange, error }: PartProps & { error: string | undefined }) {
  const chosen = senders.find(({ id }) => id === written.from);
  return (
    <NativeSelect
      label={words.from}
      value={chosen?.id ?? ''}
      data={[
        ...(chosen ? [] : [{ value: '', label: words.noSender }]),
        ...senders.map(({ id, displayName, address }) => ({ value: id, label: `${displayName} <${address}>` })),
      ]}
      onChange={(event) => onChange({ from: event.currentTarget.value || null })}
      error={error ?? chosen?.problem ?? undefined}
    />
  );
}

/** What goes below the text. */
function Below({ stored, written, senders, onChange }: PartProps & { stored: Draft }) {
  const signature = senders.find(({ id }) => id === written.from)?.signature ?? null;
  return (
    <Group gap="lg">
      <Checkbox
        label={words.signature}
        description={signature === null ? words.noSignature : undefined}
        disabled={signature === null}
        checked={signature !== null && written.signature}
        onChange={(event) => onChange({ signature: event.currentTarget.checked })}
      />
      {stored.kind !== 'new' && (
        <Checkbox
          label={words.quote}
          checked={written.quote}
          onChange={(event) => onChange({ quote: event.currentTarget.checked })}
        />
      )}
    </Group>
  );
}
