import { Alert, Card, Select, Skeleton, Stack, Textarea, Title } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { FieldEditor } from '../editor/field-editor.tsx';
import { RecipientsInput } from '../recipients/recipients-input.tsx';
import { rule } from '../words/rule.ts';
import type { ActionPartProps } from './action-part.ts';
import type { EmailParams } from './draft.ts';
import { emailInputId, errorAt, findingAt, isError } from './findings.ts';
import { FromSelect } from './from-select.tsx';
import { MoreSenders } from './senders/more-senders.tsx';
import { TemplateFields } from './template-fields.tsx';

const words = rule.email;
const RECIPIENTS = ['to', 'cc', 'bcc'] as const;
const IMPORTANCES = ['low', 'normal', 'high'] as const;

/** Below the body: it is there a moment later. */
const AttachmentsInput = lazy(async () => ({
  default: (await import('../attachments/attachments-input.tsx')).AttachmentsInput,
}));
/** In pixels, about what the list of files takes: without any, and for each. */
const EMPTY_LIST = 80;
const FILE_ROW = 158;

/** Who gets what from whom. */
export function EmailCard({ index, suffix, params, set, fields, findings }: ActionPartProps) {
  const heading = words.heading + suffix;
  return (
    <Card withBorder padding="lg" component="section" aria-label={heading} id={`email-${index}`} tabIndex={-1}>
      <Title order={2} mb="sm">
        {heading}
      </Title>
      <Stack gap="sm">
        <KeptParts params={params} />
        <FromSelect
          {...inputOf(index, 'connector', findings)}
          value={params.connector}
          onChange={(id) => set('connector', id)}
          doubt={findings.find((one) => !isError(one) && one.path === `/actions/${index}/params/connector`)?.message}
        />
        <MoreSenders {...{ index, params, set, fields, findings }} />
        {RECIPIENTS.map((name) => (
          <RecipientsInput
            key={name}
            id={emailInputId(index, name)}
            error={wholeError(index, name, findings)}
            label={words[name]}
            required={name === 'to'}
            value={params[name] ?? []}
            onChange={(value) => set(name, value.length > 0 ? value : undefined)}
            fields={fields}
          />
        ))}
        <TemplateFields {...{ index, params, set, fields, findings }} />
        <FieldEditor
          {...templateOf(index, 'subject', findings)}
          label={words.subject}
          required={params.template === undefined}
          value={params.subject ?? ''}
          onChange={(value) => set('subject', value)}
          fields={fields}
        />
        <BodyInput {...{ index, params, set, fields, findings }} />
        <Files {...{ index, params, set, fields, findings }} />
        <MoreInputs {...{ index, params, set, fields, findings }} />
      </Stack>
    </Card>
  );
}

type InputProps = Omit<ActionPartProps, 'suffix'>;

/** The HTML body; an email that has a plain text only keeps it. */
function BodyInput({ index, params, set, fields, findings }: InputProps) {
  if (params.html === undefined && params.text !== undefined) {
    return (
      <Textarea
        {...inputOf(index, 'text', findings)}
        label={words.body}
        description={words.plainBody}
        autosize
        minRows={6}
        value={params.text}
        onChange={(event) => set('text', event.currentTarget.value)}
      />
    );
  }
  return (
    <FieldEditor
      {...templateOf(index, 'html', findings)}
      label={words.body}
      rich
      value={params.html ?? ''}
      onChange={(value) => set('html', value === '' ? undefined : value)}
      fields={fields}
    />
  );
}

function Files({ index, params, set, fields, findings }: InputProps) {
  const { attachments = [] } = params;
  const path = `/actions/${index}/params/attachments`;
  const spot = { id: emailInputId(index, 'attachments'), path, mistakes: findings.filter(isError) };
  return (
    <Suspense fallback={<Skeleton h={EMPTY_LIST + attachments.length * FILE_ROW} aria-hidden />}>
      <AttachmentsInput
        spot={spot}
        value={attachments}
        onChange={(value) => set('attachments', value.length > 0 ? value : undefined)}
        fields={fields}
      />
    </Suspense>
  );
}

/** What few emails need; folded until it has a value. */
function MoreInputs({ index, params, set, fields, findings }: InputProps) {
  return (
    <details className="fold" open={params.replyTo !== undefined || params.importance !== undefined || undefined}>
      <summary>{words.more}</summary>
      <Stack gap="sm" mt="xs">
        <RecipientsInput
          id={emailInputId(index, 'replyTo')}
          error={wholeError(index, 'replyTo', findings)}
          label={words.replyTo}
          description={words.replyToText}
          value={params.replyTo ?? []}
          onChange={(value) => set('replyTo', value.length > 0 ? value : undefined)}
          fields={fields}
        />
        <Select
          {...inputOf(index, 'importance', findings)}
          label={words.importance}
          maw={240}
          data={IMPORTANCES.map((value) => ({ value, label: words.importances[value] }))}
          value={params.importance ?? 'normal'}
          onChange={(value) => set('importance', importanceOf(value))}
          allowDeselect={false}
        />
      </Stack>
    </details>
  );
}

type Findings = ActionPartProps['findings'];

function inputOf(index: ActionPartProps['index'], name: keyof EmailParams, findings: Findings) {
  return { id: emailInputId(index, name), error: errorAt(findings, `/actions/${index}/params/${name}`) };
}

/** What is wrong with one of its entries the list says itself. */
function wholeError(
  index: ActionPartProps['index'],
  name: 'to' | 'cc' | 'bcc' | 'replyTo',
  findings: Findings,
): string | undefined {
  return findings.find(({ path }) => path === `/actions/${index}/params/${name}`)?.message;
}

function templateOf(index: ActionPartProps['index'], name: 'subject' | 'html', findings: Findings) {
  const found = findingAt(findings, `/actions/${index}/params/${name}`);
  const { line, column } = found ?? {};
  return { id: emailInputId(index, name), error: found && { error: found.message, line, column } };
}

function importanceOf(value: string | null): EmailParams['importance'] {
  return IMPORTANCES.find((known) => known === value && known !== 'normal');
}

/** What the email has and this page does not show. */
function KeptParts({ params }: { params: EmailParams }) {
  const names = (['runtimeSender', 'from', 'headers', 'text'] as const).filter(
    (name) =>
      params[name] !== undefined &&
      !(name === 'text' && params.html === undefined) &&
      !(name === 'from' && Array.isArray(params.from)),
  );
  if (names.length === 0) return null;
  const list = new Intl.ListFormat('en').format(names.map((name) => words.keptParts[name]));
  return (
    <Alert color="gray" p="xs" title={words.kept}>
      {words.keptText(list)}
    </Alert>
  );
}
