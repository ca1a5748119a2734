import { Button, Group, Input, PasswordInput, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { health } from '../words/health.ts';

const words = health.alerts;

interface AlertSecretProps {
  stored: boolean;
  /** saving forgets the stored one */
  forgotten: boolean;
  /** undefined: the stored one stays */
  value: string | undefined;
  error: string | undefined;
  onChange(value: string): void;
}

/** A stored secret never comes to the browser: there is a mark for it, and a way to replace it. */
export function AlertSecret({ stored, forgotten, value, error, onChange }: AlertSecretProps) {
  const label = useId();
  if (stored && value === undefined) {
    return (
      <Stack gap={4} role="group" aria-labelledby={label}>
        <Input.Label component="div" id={label}>
          {words.secret}
        </Input.Label>
        <Group gap="sm">
          <Text size="sm" c="dimmed">
            {words.secretSaved}
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => onChange('')}>
            {words.replace}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <PasswordInput
      label={words.secret}
      description={forgotten ? words.secretForgotten : words.secretHelp}
      value={value ?? ''}
      error={error}
      maxLength={200}
      autoComplete="new-password"
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': words.showSecret }}
    />
  );
}
