import { Skeleton, Stack } from '@mantine/core';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { rule as words } from '../words/rule.ts';

export const CRUMBS = [{ label: words.list, to: '/rules' }] as const;

interface RuleSkeletonProps {
  title: string;
  error?: unknown;
  retry?: () => void;
}

/** The page of a rule before there is one to show. */
export function RuleSkeleton({ title, error, retry }: RuleSkeletonProps) {
  return (
    <Page title={title} crumbs={CRUMBS}>
      <ProblemAlert error={error} retry={retry} />
      {!error && (
        <Stack gap="md" role="status" aria-label={words.loading}>
          <Skeleton h={62} maw={720} />
          <Skeleton h={170} maw={720} />
          <Skeleton h={140} maw={720} />
          <Skeleton h={480} maw={720} />
        </Stack>
      )}
    </Page>
  );
}
