import { Alert, Card, Select, Stack, Textarea, Title } from '@mantine/core';
import { AttachmentsInput } from '../attachments/attachments-input.tsx';
import { FieldEditor } from '../editor/field-editor.tsx';
import { RecipientsInput } from '../recipients/recipients-input.tsx';
import { rule } from '../words/rule.ts';
import type { ActionPartProps } from './action-part.ts';
import type { EmailParams } from './draft.ts';
import { emailInputId, errorAt, findingAt } from './findings.ts';
import { FromSelect } from './from-select.tsx';

const words = rule.email;
const RECIPIENTS = ['to', 'cc', 'bcc'] as const;
const IMPORTANCES = ['low', 'normal', 'high'] as const;

/** Who gets what from whom. */
export function EmailCard({ index, count, params, set, fields, findings }: ActionPartProps) {
  const at = (name: keyof EmailParams) => ({
    id: emailInputId(index, name),
    error: errorAt(findings, `/actions/${index}/params/${name}`),
  });
  // What is wrong with one of its entries the list says itself.
  const wholeError = (name: 'to' | 'cc' | 'bcc' | 'replyTo') =>
    findings.find(({ path }) => path === `/actions/${index}/params/${name}`)?.message;
  const template = (name: 'subject' | 'html') => {
    const found = findingAt(findings, `/actions/${index}/params/${name}`);
    const { line, column } = found ?? {};
    return { id: emailInputId(index, name), error: found && { error: found.message, line, column } };
  };
  const heading = count === 1 ? words.heading : words.headingOf(index + 1, count);
  return (
    <Card withBorder padding="lg" component="section" aria-label={heading} id={`email-${index}`} tabIndex={-1}>
      <Title order={2} mb="sm">
        {heading}
      </Title>
      <Stack gap="sm">
        <KeptParts params={params} />
        <FromSelect {...at('connector')} value={params.connector} onChange={(id) => set('connector', id)} />
        {RECIPIENTS.map((name) => (
          <RecipientsInput
            key={name}
            id={emailInputId(index, name)}
            error={wholeError(name)}
            label={words[name]}
            required={name === 'to'}
            value={params[name] ?? []}
            onChange={(value) => set(name, value.length > 0 ? value : undefined)}
            fields={fields}
          />
        ))}
        <FieldEditor
          {...template('subject')}
          label={words.subject}
          required
          value={params.subject}
          onChange={(value) => set('subject', value)}
          fields={fields}
        />
        {params.html === undefined && params.text !== undefined ? (
          <Textarea
            {...at('text')}
            label={words.body}
            description={words.plainBody}
            autosize
            minRows={6}
            value={params.text}
            onChange={(event) => set('text', event.currentTarget.value)}
          />
        ) : (
          <FieldEditor
            {...template('html')}
            label={words.body}
            rich
            value={params.html ?? ''}
            onChange={(value) => set('html', value === '' ? undefined : value)}
            fields={fields}
          />
        )}
        <AttachmentsInput
          {...at('attachments')}
          value={params.attachments ?? []}
          onChange={(value) => set('attachments', value.length > 0 ? value : undefined)}
          fields={fields}
        />
        <details className="fold" open={params.replyTo !== undefined || params.importance !== undefined || undefined}>
          <summary>{words.more}</summary>
          <Stack gap="sm" mt="xs">
            <RecipientsInput
              id={emailInputId(index, 'replyTo')}
              error={wholeError('replyTo')}
              label={words.replyTo}
              description={words.replyToText}
              value={params.replyTo ?? []}
              onChange={(value) => set('replyTo', value.length > 0 ? value : undefined)}
              fields={fields}
            />
            <Select
              {...at('importance')}
              label={words.importance}
              maw={240}
              data={IMPORTANCES.map((value) => ({ value, label: words.importances[value] }))}
              value={params.importance ?? 'normal'}
              onChange={(value) => set('importance', importanceOf(value))}
              allowDeselect={false}
            />
          </Stack>
        </details>
      </Stack>
    </Card>
  );
}

function importanceOf(value: string | null): EmailParams['importance'] {
  return IMPORTANCES.find((known) => known === value && known !== 'normal');
}

/** What the email has and this page does not show. */
function KeptParts({ params }: { params: EmailParams }) {
  const names = (['runtimeSender', 'from', 'headers', 'text'] as const).filter(
    (name) => params[name] !== undefined && !(name === 'text' && params.html === undefined),
  );
  if (names.length === 0) return null;
  const list = new Intl.ListFormat('en').format(names.map((name) => words.keptParts[name]));
  return (
    <Alert color="gray" p="xs" title={words.kept}>
      {words.keptText(list)}
    </Alert>
  );
}
