import { SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ROLES } from '../app/navigation.ts';
import { HeldSection } from '../guard/held-section.tsx';
import { mayUse, useMe } from '../session/me.ts';
import { AnchorLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { health } from '../words/health.ts';
import { shell } from '../words/shell.ts';
import { AlertsSection } from './alerts-section.tsx';
import { ConnectorCard } from './connector-card.tsx';
import { bouncesQuery, type ConnectorHealth, healthQuery } from './health-queries.ts';
import { HoursSection } from './hours-section.tsx';
import { LimitsSection } from './limits-section.tsx';

/** Screen 25: whether everything that sends is well. */
export function HealthPage() {
  const { data, error, refetch } = useQuery(healthQuery);
  const administrator = mayUse(useMe(), ROLES.settings);
  return (
    <Page title={health.title} crumbs={[{ label: shell.administration }]}>
      <Text mb="md" maw={720}>
        {health.text}
      </Text>
      {data ? (
        <Mailboxes list={data} />
      ) : error ? (
        <ProblemAlert error={error} retry={() => void refetch()} />
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2 }} aria-hidden>
          <Skeleton h={190} />
          <Skeleton h={190} />
        </SimpleGrid>
      )}
      <div className="form-column health-hours">
        <HoursSection />
      </div>
      {administrator && (
        <Stack gap="xl" mt="xl" className="form-column">
          <AlertsSection />
          <HeldSection of="limits" />
          <LimitsSection />
        </Stack>
      )}
    </Page>
  );
}

function Mailboxes({ list }: { list: readonly ConnectorHealth[] }) {
  const { data: rates } = useQuery(bouncesQuery);
  if (list.length === 0) {
    return (
      <Stack gap="xs" align="flex-start">
        <Text>{health.none}</Text>
        <AnchorLink to="/admin/data-sources">{health.noneLink}</AnchorLink>
      </Stack>
    );
  }
  const ill = list.filter(({ state }) => state === 'problematic').length;
  return (
    <>
      <Text role="status" fw={600} mb="sm">
        {health.summary(ill, list.length)}
      </Text>
      <SimpleGrid component="ul" cols={{ base: 1, md: 2 }} p={0} m={0} aria-label={health.list}>
        {list.map((one) => (
          <ConnectorCard
            key={one.id}
            one={one}
            bounces={rates && (rates.find(({ connectorId }) => connectorId === one.id) ?? null)}
          />
        ))}
      </SimpleGrid>
    </>
  );
}
