import { Checkbox, Stack } from '@mantine/core';
import { shell } from '../words/shell.ts';
import { users } from '../words/users.ts';
import { ROLE_CHOICES, type Role } from './user-queries.ts';

interface RoleChoiceProps {
  value: readonly Role[];
  onChange: (roles: Role[]) => void;
}

/** Each role with what it may do. */
export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  return (
    <Checkbox.Group
      label={users.form.roles}
      description={users.form.rolesHelp}
      value={[...value]}
      onChange={(chosen) => onChange(ROLE_CHOICES.filter((role) => chosen.includes(role)))}
    >
      <Stack gap="xs" mt="xs">
        {ROLE_CHOICES.map((role) => (
          <Checkbox key={role} value={role} label={shell.roles[role]} description={users.mayDo[role]} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
