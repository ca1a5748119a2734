import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { isProblem } from '../api/problem.ts';
import { ruleQuery } from '../rules/rule-api.ts';
import { InPieces } from '../ui/in-pieces.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { rule as words } from '../words/rule.ts';
import { inputOf } from './draft.ts';
import { RuleEditor } from './rule-editor.tsx';
import { CRUMBS, RuleSkeleton } from './rule-skeleton.tsx';

/** Screen 11: a rule that is stored. */
export function RulePage() {
  const { id } = useParams({ from: '/signed-in/rules/$id' });
  const { data, error, refetch } = useQuery(ruleQuery(id));
  if (data) {
    return (
      <InPieces key={id} before={<RuleSkeleton title={data.rule.name} />}>
        <RuleEditor stored={data} start={inputOf(data.rule)} />
      </InPieces>
    );
  }
  if (isProblem(error, 'NOT_FOUND')) {
    return (
      <Page title={words.notFound} crumbs={CRUMBS}>
        <Stack align="flex-start" gap="sm">
          <Text size="sm">{words.notFoundText}</Text>
          <ButtonLink to="/rules" variant="default">
            {words.toList}
          </ButtonLink>
        </Stack>
      </Page>
    );
  }
  return <RuleSkeleton title={words.email.heading} error={error} retry={() => void refetch()} />;
}
