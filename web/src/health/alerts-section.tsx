import { Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { health } from '../words/health.ts';
import { AlertsForm } from './alerts-form.tsx';
import { alertsQuery } from './health-queries.ts';

const words = health.alerts;

/** Who hears of a mailbox that stops working. */
export function AlertsSection() {
  const heading = useId();
  const { data, error, refetch } = useQuery(alertsQuery);
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb={4}>
        {words.title}
      </Title>
      <Text size="sm" mb="sm">
        {words.text}
      </Text>
      {data ? (
        <AlertsForm stored={data} labelledBy={heading} />
      ) : error ? (
        <ProblemAlert error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton h={200} aria-hidden />
      )}
    </section>
  );
}
