import { Card, Group, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMe } from '../session/me.ts';
import { When } from '../ui/when.tsx';
import { shell } from '../words/shell.ts';
import { users } from '../words/users.ts';
import type { User } from './user-queries.ts';
import { type UserActions, UserRowMenu } from './user-row-menu.tsx';
import { UserState } from './user-state.tsx';

const { columns } = users;

interface UserListProps {
  people: readonly User[];
  actions: UserActions;
}

/** A table; on a phone a card for each person. */
export function UserList(props: UserListProps) {
  const isPhone = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  return isPhone ? <Cards {...props} /> : <Rows {...props} />;
}

function Rows({ people, actions }: UserListProps) {
  return (
    <Table highlightOnHover verticalSpacing="sm" aria-label={users.list} className="user-list">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{columns.name}</Table.Th>
          <Table.Th>{columns.roles}</Table.Th>
          <Table.Th>{columns.state}</Table.Th>
          <Table.Th>{columns.signedIn}</Table.Th>
          <Table.Th w={48}>
            <VisuallyHidden>{columns.menu}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((user) => (
          <Table.Tr key={user.id}>
            <Table.Th scope="row" fw={600} className="any-break">
              <Name user={user} />
            </Table.Th>
            <Table.Td>{rolesOf(user)}</Table.Td>
            <Table.Td maw={320}>
              <UserState user={user} />
            </Table.Td>
            <Table.Td>
              <SignedIn user={user} />
            </Table.Td>
            <Table.Td>
              <UserRowMenu user={user} actions={actions} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cards({ people, actions }: UserListProps) {
  return (
    <Stack gap="sm" component="ul" p={0} m={0} aria-label={users.list}>
      {people.map((user) => (
        <Card key={user.id} component="li" withBorder padding="sm">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Text fw={600} size="sm" className="any-break">
              <Name user={user} />
            </Text>
            <UserRowMenu user={user} actions={actions} />
          </Group>
          <Text size="sm" mb="xs">
            {rolesOf(user)}
          </Text>
          <UserState user={user} />
          <Text size="sm" c="dimmed" mt="xs">
            {columns.signedIn} <SignedIn user={user} />
          </Text>
        </Card>
      ))}
    </Stack>
  );
}

function Name({ user }: { user: User }) {
  const me = useMe();
  return (
    <>
      {user.name}
      {me?.id === user.id && (
        <Text span inherit fw={400} c="dimmed">
          {` (${users.you})`}
        </Text>
      )}
    </>
  );
}

function SignedIn({ user: { signedInAt } }: { user: User }) {
  return signedInAt === null ? users.never : <When at={signedInAt} />;
}

function rolesOf({ roles }: User): string {
  return roles.length === 0 ? users.noRoles : roles.map((role) => shell.roles[role] ?? role).join(', ');
}
