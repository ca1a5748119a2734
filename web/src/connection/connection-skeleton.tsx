import { Skeleton, Stack } from '@mantine/core';
import { Page } from '../ui/page.tsx';
import { shell } from '../words/shell.ts';
import './connection.css';

/** The page in its final size, while its parts are on their way. */
export function ConnectionSkeleton({ title }: { title: string }) {
  return (
    <Page title={title} crumbs={[{ label: shell.administration }, { label: shell.nav.dataSources }]}>
      <div className="connection-layout" aria-hidden>
        <Stack gap="md">
          <Skeleton h={330} />
          <Skeleton h={310} />
          <Skeleton h={60} />
        </Stack>
        <Skeleton h={150} />
      </div>
    </Page>
  );
}
