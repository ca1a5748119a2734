import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { PersonalAccounts } from '../email-accounts/personal-accounts.tsx';
import { GroupSection } from '../groups/group-section.tsx';
import { useMe } from '../session/me.ts';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { shell } from '../words/shell.ts';
import { users } from '../words/users.ts';
import { useUserWork } from './use-user-work.ts';
import { UserDialogs } from './user-dialogs.tsx';
import { UserList } from './user-list.tsx';
import { type User, usersQuery } from './user-queries.ts';
import './users.css';

/** Screen 23: who may sign in, and what each may do. */
export function UsersPage() {
  const hosted = useMe()?.signIn === 'host';
  return hosted ? (
    <Page title={users.title} crumbs={[{ label: shell.administration }]}>
      <Alert title={users.hosted.title} maw={600}>
        {users.hosted.text}
      </Alert>
    </Page>
  ) : (
    <People />
  );
}

function People() {
  const { data, error, refetch } = useQuery(usersQuery);
  const work = useUserWork();
  return (
    <Page
      title={users.title}
      crumbs={[{ label: shell.administration }]}
      aside={data && <Button onClick={work.add}>{users.add}</Button>}
    >
      <ProblemAlert error={work.error} />
      {data ? (
        <Loaded people={data} work={work} />
      ) : error ? (
        <ProblemAlert error={error} retry={() => void refetch()} />
      ) : (
        <Stack gap="xs" aria-hidden>
          {['a', 'b', 'c'].map((row) => (
            <Skeleton key={row} h={58} />
          ))}
        </Stack>
      )}
      <UserDialogs work={work} />
    </Page>
  );
}

function Loaded({ people, work }: { people: readonly User[]; work: ReturnType<typeof useUserWork> }) {
  return (
    <>
      <UserList people={people} actions={work.actions} />
      {people.length === 1 && (
        <Text mt="lg" maw={560}>
          {users.alone}
        </Text>
      )}
      <GroupSection names={new Map(people.map(({ id, name }) => [id, name]))} />
      <ButtonLink to="/admin/sign-on" variant="default" mt="xl">
        {users.signOn}
      </ButtonLink>
      <PersonalAccounts />
    </>
  );
}
