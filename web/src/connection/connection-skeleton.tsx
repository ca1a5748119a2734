import { Skeleton, Stack } from '@mantine/core';
import { ConnectorBadge, ConnectorReason } from '../data-sources/connector-state.tsx';
import { Page } from '../ui/page.tsx';
import { shell } from '../words/shell.ts';
import type { Connector } from './connection-queries.ts';
import './connection.css';

interface ConnectionSkeletonProps {
  title: string;
  /** as soon as it is read: its state is what most come to look at, and the form takes a phone a second more */
  connector?: Connector | undefined;
}

/** The page in its final size, while its parts are on their way. */
export function ConnectionSkeleton({ title, connector }: ConnectionSkeletonProps) {
  return (
    <Page
      title={title}
      crumbs={[
        { label: shell.administration },
        { label: shell.nav.dataSources, to: '/admin/data-sources' },
        ...(connector ? [{ label: connector.displayName }] : []),
      ]}
      aside={connector ? <ConnectorBadge connector={connector} size="lg" /> : <Skeleton w={92} h={26} radius="xl" />}
    >
      {connector === undefined && <Skeleton w="70%" maw={420} h={20} mb="md" />}
      {connector?.missing.length === 0 && <ConnectorReason connector={connector} mb="md" />}
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
