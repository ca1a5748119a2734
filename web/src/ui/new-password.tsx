import { PasswordInput } from '@mantine/core';
import { account } from '../words/account.ts';

const words = account.password;
const SHORTEST = 10;

interface NewPasswordProps {
  id: string;
  label: string;
  value: string;
  error: string | undefined;
  autoFocus?: boolean;
  onChange: (password: string) => void;
}

/** A password that somebody chooses, with the rules of the server. */
export function NewPassword({ id, label, value, error, autoFocus, onChange }: NewPasswordProps) {
  return (
    <PasswordInput
      id={id}
      label={label}
      description={words.rules}
      autoComplete="new-password"
      required
      maxLength={200}
      data-autofocus={autoFocus || undefined}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': words.show }}
    />
  );
}

/** What the server would refuse. */
export function passwordMistake(name: string, password: string): string | undefined {
  if (password.length < SHORTEST) return words.short;
  return password.trim().toLowerCase() === name.trim().toLowerCase() ? words.isName : undefined;
}
