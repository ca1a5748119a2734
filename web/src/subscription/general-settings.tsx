import { Stack, Title } from '@mantine/core';
import { useId } from 'react';
import { subscription } from '../words/subscription.ts';
import { Choices } from './choices.tsx';
import type { Details, FieldErrors } from './details.ts';
import { inputId } from './input-id.ts';
import type { Source } from './settings-queries.ts';
import { SourceSelect } from './source-select.tsx';

interface GeneralSettingsProps {
  values: Details['global'];
  sources: readonly Source[];
  errors: FieldErrors;
  onChange: (values: Partial<Details['global']>) => void;
}

const words = subscription.general;
const YES = 'yes';
const NO = 'no';

export function GeneralSettings({ values, sources, errors, onChange }: GeneralSettingsProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb="sm">
        {words.title}
      </Title>
      <Stack gap="md">
        <Choices
          label={words.enabled}
          description={words.enabledHelp}
          value={values.enabled ? YES : NO}
          choices={[
            { value: YES, label: words.yes },
            { value: NO, label: words.no },
          ]}
          onChange={(value) => onChange({ enabled: value === YES })}
        />
        {values.enabled && (
          <>
            <SourceSelect
              id={inputId('connector')}
              label={words.connector}
              required
              value={values.connectorId}
              sources={sources}
              error={errors.connector}
              onChange={(connectorId) => onChange({ connectorId })}
            />
            <Choices
              label={words.mode}
              value={values.mode}
              choices={[
                { value: 'force', label: words.force, description: words.forceHelp },
                { value: 'fallback', label: words.fallback, description: words.fallbackHelp },
              ]}
              onChange={(mode) => onChange({ mode })}
            />
            <Choices
              label={words.saveToSent}
              value={values.saveToSent}
              choices={[
                { value: 'auto', label: words.auto, description: words.autoHelp },
                { value: 'always', label: words.always, description: words.alwaysHelp },
                { value: 'never', label: words.never, description: words.neverHelp },
              ]}
              onChange={(saveToSent) => onChange({ saveToSent })}
            />
          </>
        )}
      </Stack>
    </section>
  );
}
