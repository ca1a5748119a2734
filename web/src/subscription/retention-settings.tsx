import { Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { subscription } from '../words/subscription.ts';
import { areDays, type Details, type FieldErrors, isChanged, retentionBody } from './details.ts';
import { dueQuery } from './due-query.ts';
import { type Stored, valuesOf } from './editing.ts';
import { inputId } from './input-id.ts';

interface RetentionSettingsProps {
  stored: Stored;
  draft: Details;
  errors: FieldErrors;
  onChange: (values: Partial<Details['retention']>) => void;
}

const words = subscription.retention;
const ASK_AFTER_MS = 400;
const FIELDS = ['contentDays', 'runDays'] as const;

/** After how many days contents are deleted, and what that would be at once. */
export function RetentionSettings({ stored, draft, errors, onChange }: RetentionSettingsProps) {
  const heading = useId();
  const values = draft.retention;
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb={4}>
        {words.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {words.text}
      </Text>
      <Stack gap="md">
        {FIELDS.map((field) => (
          <TextInput
            key={field}
            id={inputId(field)}
            inputMode="numeric"
            label={words[field]}
            description={words[`${field}Help`]}
            maxLength={4}
            value={values[field]}
            error={errors[field]}
            onChange={(event) => onChange({ [field]: event.currentTarget.value })}
          />
        ))}
        <div role="status">{isChanged('retention', valuesOf(stored), draft) && <WouldGo values={values} />}</div>
      </Stack>
    </section>
  );
}

function WouldGo({ values }: { values: Details['retention'] }) {
  const [asked] = useDebouncedValue(values, ASK_AFTER_MS);
  const usable = FIELDS.every((field) => areDays(asked[field]));
  const { data } = useQuery({ ...dueQuery(retentionBody(asked)), enabled: usable });
  if (!usable || data === undefined) return null;
  const nothing = data.mails + data.files + data.runs === 0;
  return <Text size="sm">{nothing ? words.nothingGoes : words.wouldGo(data)}</Text>;
}
