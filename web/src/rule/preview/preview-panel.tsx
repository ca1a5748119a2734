import { ActionIcon, Alert, Card, Group, List, Select, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconChevronLeft, IconChevronRight, IconMinus } from '@tabler/icons-react';
import { useState } from 'react';
import type { RuleField } from '../../api/rule-field.ts';
import { Trace } from '../../conditions/trace-view.tsx';
import type { RuleInput } from '../../rules/rule-model.ts';
import { useNear } from '../../ui/use-near.ts';
import { rule as words } from '../../words/rule.ts';
import { hasTrigger } from '../findings.ts';
import type { TrialRecord } from '../use-record.ts';
import { MailView } from './mail-view.tsx';
import { PlaceLink, PreviewProblem } from './preview-problem.tsx';
import { type Preview, usePreview } from './use-preview.ts';
import { verdictOf } from './verdict.ts';

interface PreviewPanelProps {
  /** somebody tried to save: what is not filled in yet is worth saying here, too */
  tried: boolean;
  draft: RuleInput;
  record: TrialRecord;
  fields: RuleField[];
}

/** What the rule would do with a sample record, as the server says it. */
export function PreviewPanel({ tried, draft, record, fields }: PreviewPanelProps) {
  const near = useNear();
  const preview = usePreview(draft, near.isNear ? record.facts : undefined);
  const ready = hasTrigger(draft.trigger);
  const readable = ready && record.problem === undefined;
  return (
    <Stack gap="sm" component="section" aria-labelledby="preview-heading" ref={near.ref}>
      <Group justify="space-between" gap="xs">
        <Title order={2} id="preview-heading">
          {words.preview.heading}
        </Title>
        <Text size="xs" c="dimmed" aria-hidden>
          {preview.isFetching && preview.data ? words.preview.updating : ''}
        </Text>
      </Group>
      {!ready && (
        <Text size="sm" c="dimmed">
          {words.preview.needsForm}
        </Text>
      )}
      {ready && <RecordChoice record={record} />}
      {ready && record.problem !== undefined && (
        <Text size="sm" c="dimmed">
          {words.preview.jsonStale}
        </Text>
      )}
      {readable && preview.error && <PreviewProblem error={preview.error} retry={() => void preview.refetch()} />}
      {readable && !preview.error && preview.data && <Result tried={tried} preview={preview.data} fields={fields} />}
      {readable && !preview.error && !preview.data && (
        <Stack gap="sm" aria-label={words.preview.loading} role="status">
          <Skeleton h={38} />
          <Skeleton h={300} />
        </Stack>
      )}
    </Stack>
  );
}

function RecordChoice({ record }: { record: TrialRecord }) {
  return (
    <div>
      <Select
        label={words.preview.record}
        description={record.hasSamples ? undefined : words.preview.exampleText}
        data={record.options}
        value={record.id}
        onChange={(id) => id !== null && record.choose(id)}
        allowDeselect={false}
        searchable={record.options.length > 8}
      />
      <details className="fold">
        <summary>{words.preview.json}</summary>
        <Textarea
          id="preview-record"
          aria-label={words.preview.jsonLabel}
          value={record.text}
          onChange={(event) => record.type(event.currentTarget.value)}
          error={record.problem}
          rows={10}
          spellCheck={false}
          classNames={{ input: 'code-input' }}
        />
      </details>
    </div>
  );
}

const ICONS = { green: IconCheck, yellow: IconAlertTriangle, gray: IconMinus } as const;

function Result({ tried, preview, fields }: { tried: boolean; preview: Preview; fields: RuleField[] }) {
  const [place, setPlace] = useState(0);
  const { fires, mails, trace } = preview;
  const verdict = verdictOf(preview);
  // Said with the verdict already.
  const isSaid = (message: string) =>
    verdict.reasons.some((reason) => message === reason || message === `Held: ${reason}`);
  const warnings = preview.warnings.filter(({ incomplete, message }) => (tried || !incomplete) && !isSaid(message));
  const index = Math.min(place, Math.max(0, mails.length - 1));
  const mail = mails[index];
  const Icon = ICONS[verdict.tone];
  return (
    <>
      <Alert color={verdict.tone} p="xs" icon={<Icon aria-hidden />} data-fires={fires}>
        <div role="status">
          {verdict.text}
          {verdict.reasons.map((reason) => (
            <Text key={reason} size="sm" className="any-break">
              {reason}
            </Text>
          ))}
        </div>
        {preview.rows && <Text size="sm">{words.preview.rows(preview.rows.matching, preview.rows.total)}</Text>}
        {trace && (
          <details className="fold">
            <summary>{words.preview.why}</summary>
            <Trace trace={trace} fields={fields} />
          </details>
        )}
      </Alert>
      {warnings.length > 0 && (
        <Alert color="yellow" p="xs" title={words.preview.warnings}>
          <List size="sm" listStyleType="none">
            {warnings.map(({ path, message }) => (
              <List.Item key={`${path} ${message}`} className="any-break">
                {message} {path !== '' && <PlaceLink path={path} />}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Card withBorder padding={0} className="mail-card">
        {mails.length > 1 && <Pager place={index} count={mails.length} onGo={setPlace} />}
        {mail ? (
          <MailView mail={mail} />
        ) : (
          <Text size="sm" p="sm" c="dimmed">
            {words.preview.none}
          </Text>
        )}
      </Card>
    </>
  );
}

function Pager({ place, count, onGo }: { place: number; count: number; onGo: (place: number) => void }) {
  return (
    <Group justify="space-between" p="xs" className="mail-pager">
      <ActionIcon
        variant="default"
        aria-label={words.preview.previous}
        disabled={place === 0}
        onClick={() => onGo(place - 1)}
      >
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <Text size="sm" role="status">
        {words.preview.page(place + 1, count)}
      </Text>
      <ActionIcon
        variant="default"
        aria-label={words.preview.next}
        disabled={place === count - 1}
        onClick={() => onGo(place + 1)}
      >
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
