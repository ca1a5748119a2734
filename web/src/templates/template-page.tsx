import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { isProblem } from '../api/problem.ts';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { templates as words } from '../words/templates.ts';
import { templateQuery } from './template-api.ts';
import { inputOf } from './template-draft.ts';
import { TemplateEditor } from './template-editor.tsx';

/** A template that is stored. */
export function TemplatePage() {
  const { id } = useParams({ from: '/signed-in/rules/templates/$id' });
  const { data, error, refetch } = useQuery(templateQuery(id));
  if (data) return <TemplateEditor key={id} stored={data} start={inputOf(data.template)} />;
  const isGone = isProblem(error, 'NOT_FOUND');
  return (
    <Page title={isGone ? words.notFound : words.title} crumbs={[{ label: words.title, to: '/rules/templates' }]}>
      {isGone ? (
        <ButtonLink to="/rules/templates" variant="default">
          {words.toList}
        </ButtonLink>
      ) : (
        <ProblemAlert error={error} retry={() => void refetch()} />
      )}
      {!error && (
        <Stack gap="sm" role="status" aria-label={words.loading}>
          <Skeleton h={60} />
          <Skeleton h={300} />
        </Stack>
      )}
    </Page>
  );
}
