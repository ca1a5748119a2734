import { Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { account } from '../words/account.ts';
import { ownSignInQuery } from './account-queries.ts';
import { PasswordForm } from './password-form.tsx';

const words = account.password;

/** The password form for who has a password; who signs in otherwise reads how. */
export function PasswordSection({ name }: { name: string }) {
  const { data, error, refetch } = useQuery(ownSignInQuery);
  if (data?.password === 'own') return <PasswordForm name={name} />;
  return (
    <section aria-labelledby="sign-in-title">
      <Title order={2} id="sign-in-title" mb="sm">
        {words.ways}
      </Title>
      {data ? (
        <>
          <Text size="sm" className="any-break">
            {data.providers.length > 0 ? words.withProviders(data.providers.join(', ')) : words.noWay}
          </Text>
          <Text size="sm" mt="xs">
            {data.password === 'off' ? words.off : words.none}
          </Text>
        </>
      ) : error ? (
        <ProblemAlert error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton h={160} aria-hidden />
      )}
    </section>
  );
}
