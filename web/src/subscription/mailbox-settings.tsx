import { Stack, Text, TextInput, Title } from '@mantine/core';
import { useId } from 'react';
import { subscription } from '../words/subscription.ts';
import type { Details, FieldErrors } from './details.ts';
import { inputId } from './input-id.ts';
import type { Source } from './settings-queries.ts';
import { SourceSelect } from './source-select.tsx';

interface MailboxSettingsProps {
  values: Details['mailbox'];
  sources: readonly Source[];
  errors: FieldErrors;
  onChange: (values: Partial<Details['mailbox']>) => void;
}

const words = subscription.mailbox;

export function MailboxSettings({ values, sources, errors, onChange }: MailboxSettingsProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb={4}>
        {words.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {words.text}
      </Text>
      <Stack gap="md">
        <SourceSelect
          id={inputId('mailbox')}
          label={words.connector}
          none={words.none}
          value={values.connectorId}
          sources={sources}
          error={errors.mailbox}
          onChange={(connectorId) => onChange({ connectorId })}
        />
        <TextInput
          id={inputId('displayName')}
          label={words.displayName}
          description={words.displayNameHelp}
          maxLength={200}
          value={values.displayName}
          error={errors.displayName}
          onChange={(event) => onChange({ displayName: event.currentTarget.value })}
        />
        <TextInput
          id={inputId('replyTo')}
          type="email"
          label={words.replyTo}
          description={words.replyToHelp}
          maxLength={254}
          value={values.replyTo}
          error={errors.replyTo}
          onChange={(event) => onChange({ replyTo: event.currentTarget.value })}
        />
        <TextInput
          id={inputId('replyToName')}
          label={words.replyToName}
          maxLength={200}
          value={values.replyToName}
          error={errors.replyToName}
          onChange={(event) => onChange({ replyToName: event.currentTarget.value })}
        />
      </Stack>
    </section>
  );
}
