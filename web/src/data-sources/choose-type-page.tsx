import { Card, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { dataSources } from '../words/data-sources.ts';
import { shell } from '../words/shell.ts';
import { connectorTypesQuery } from './data-source-queries.ts';
import { TypeIcon } from './type-icon.tsx';
import './data-sources.css';

const words = dataSources.choose;

/** A card for each connector type that the server knows. */
export function ChooseTypePage() {
  const { data: types, error, refetch } = useQuery(connectorTypesQuery);
  return (
    <Page
      title={words.title}
      crumbs={[
        { label: shell.administration },
        { label: dataSources.title, to: '/admin/data-sources' },
        { label: words.crumb },
      ]}
    >
      <Text mb="md">{words.text}</Text>
      <ProblemAlert error={error} retry={() => void refetch()} />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} maw={960}>
        {types?.map(({ type, title, description, icon }) => (
          <Card
            key={type}
            component={Link}
            to={`/admin/data-sources/new/${type}`}
            withBorder
            padding="lg"
            className="type-card"
            aria-labelledby={`type-${type}`}
            aria-describedby={`type-${type}-text`}
          >
            <TypeIcon icon={icon} size={28} />
            <Text fw={650} fz="lg" mt="xs" id={`type-${type}`}>
              {title}
            </Text>
            <Text size="sm" c="dimmed" id={`type-${type}-text`}>
              {description}
            </Text>
          </Card>
        ))}
        {!types && !error && <Skeleton h={132} aria-hidden />}
      </SimpleGrid>
    </Page>
  );
}
