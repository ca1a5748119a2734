import { Card, List, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { AnchorLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { templates as words } from '../words/templates.ts';
import { usesQuery } from './template-api.ts';

/** Rules and templates that are made of it; rules that cannot fill it in say why. */
export function UsesCard({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(usesQuery(id));
  const isUnused = data?.rules.length === 0 && data.templates.length === 0;
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="uses-heading">
      <Title order={2} mb="sm" id="uses-heading">
        {words.uses.heading}
      </Title>
      <ProblemAlert error={error} retry={() => void refetch()} />
      {isUnused && <Text size="sm">{words.uses.none}</Text>}
      {data && !isUnused && (
        <List size="sm">
          {data.rules.map((rule) => (
            <List.Item key={rule.id}>
              {words.uses.rule}:{' '}
              <AnchorLink to="/rules/$id" params={{ id: rule.id }} size="sm" className="any-break">
                {rule.name}
              </AnchorLink>
              {rule.problems.map((problem) => (
                <Text key={problem} size="xs" c="var(--ui-danger-text)" className="any-break">
                  {problem}
                </Text>
              ))}
            </List.Item>
          ))}
          {data.templates.map((one) => (
            <List.Item key={one.id}>
              {words.kinds[one.kind]}:{' '}
              <AnchorLink to="/rules/templates/$id" params={{ id: one.id }} size="sm" className="any-break">
                {one.name}
              </AnchorLink>
            </List.Item>
          ))}
        </List>
      )}
    </Card>
  );
}
