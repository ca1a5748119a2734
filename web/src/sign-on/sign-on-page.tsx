import { Alert, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../session/me.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { shell } from '../words/shell.ts';
import { signOn } from '../words/sign-on.ts';
import { users } from '../words/users.ts';
import { PasswordsForm } from './passwords-form.tsx';
import { ProviderSection } from './provider-section.tsx';
import { providersQuery, signInQuery } from './sign-on-queries.ts';

const CRUMBS = [{ label: shell.administration }, { label: signOn.toUsers, to: '/admin/users' }];

/** The providers that people sign in with, and whom passwords let in. */
export function SignOnPage() {
  const hosted = useMe()?.signIn === 'host';
  return (
    <Page title={signOn.title} crumbs={CRUMBS}>
      {hosted ? (
        <Alert title={users.hosted.title} maw={600}>
          {users.hosted.text}
        </Alert>
      ) : (
        <Settings />
      )}
    </Page>
  );
}

function Settings() {
  const providers = useQuery(providersQuery);
  const passwords = useQuery(signInQuery);
  const error = providers.error ?? passwords.error;
  if (providers.data && passwords.data) {
    return (
      <Stack gap="xl" className="form-column">
        <ProviderSection list={providers.data} />
        <PasswordsForm stored={passwords.data.body} etag={passwords.data.etag} />
      </Stack>
    );
  }
  const retry = () => {
    void providers.refetch();
    void passwords.refetch();
  };
  if (error) return <ProblemAlert error={error} retry={retry} />;
  return (
    <Stack gap="xl" className="form-column" aria-hidden>
      <Skeleton h={160} />
      <Skeleton h={200} />
    </Stack>
  );
}
