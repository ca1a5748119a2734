import { Stack, TextInput, Title } from '@mantine/core';
import { useId } from 'react';
import { subscription } from '../words/subscription.ts';
import { Choices } from './choices.tsx';
import type { Details, FieldErrors } from './details.ts';
import { inputId } from './input-id.ts';

interface RunSettingsProps {
  values: Details['runs'];
  errors: FieldErrors;
  onChange: (values: Partial<Details['runs']>) => void;
}

const words = subscription.runs;
const YES = 'yes';
const NO = 'no';

/** Whether a second person approves payroll runs and changes of rules, and when they stop by themselves. */
export function RunSettings({ values, errors, onChange }: RunSettingsProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb="sm">
        {words.title}
      </Title>
      <Stack gap="md">
        <Choices
          label={words.fourEyes}
          value={values.fourEyes ? YES : NO}
          choices={[
            { value: YES, label: words.yes, description: words.yesHelp },
            { value: NO, label: words.no, description: words.noHelp },
          ]}
          onChange={(value) => onChange({ fourEyes: value === YES })}
        />
        <Choices
          label={words.fourEyesForRules}
          value={values.fourEyesForRules ? YES : NO}
          choices={[
            { value: YES, label: words.yes, description: words.rulesYesHelp },
            { value: NO, label: words.no, description: words.rulesNoHelp },
          ]}
          onChange={(value) => onChange({ fourEyesForRules: value === YES })}
        />
        <TextInput
          id={inputId('stopAfterFailures')}
          inputMode="numeric"
          label={words.stopAfterFailures}
          description={words.stopAfterFailuresHelp}
          required
          maxLength={4}
          value={values.stopAfterFailures}
          error={errors.stopAfterFailures}
          onChange={(event) => onChange({ stopAfterFailures: event.currentTarget.value })}
        />
      </Stack>
    </section>
  );
}
