import { Button, Group, Input, PasswordInput, Stack, Text, Textarea } from '@mantine/core';
import { oauth } from '../words/oauth.ts';

const words = oauth.app;

interface AppSecretProps {
  service: boolean;
  stored: boolean;
  /** saving forgets the stored one */
  forgotten: boolean;
  /** undefined: the stored one stays */
  value: string | undefined;
  error: string | undefined;
  onChange(value: string): void;
}

/** A stored secret never comes to the browser: there is a mark for it, and a way to replace it. */
export function AppSecret({ service, stored, forgotten, value, error, onChange }: AppSecretProps) {
  const label = service ? words.key : words.secret;
  if (stored && value === undefined && !forgotten) {
    return (
      <Stack gap={4} role="group" aria-labelledby="oauth-secret-label">
        <Input.Label component="div" id="oauth-secret-label">
          {label}
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
  const input = {
    label,
    value: value ?? '',
    error,
    autoComplete: 'off',
    ...(forgotten ? { description: words.secretForgotten } : service ? { description: words.keyHelp } : {}),
  };
  return service ? (
    <Textarea
      {...input}
      autosize
      minRows={3}
      maxRows={8}
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <PasswordInput
      {...input}
      autoComplete="new-password"
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': words.showSecret }}
    />
  );
}
