import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { connection } from '../words/connection.ts';
import { shell } from '../words/shell.ts';
import { ConnectionEditor } from './connection-editor.tsx';
import { connectorTypeQuery, providersQuery } from './connection-queries.ts';
import { ConnectionSkeleton } from './connection-skeleton.tsx';

/** The details of a connector that is to be. */
export function NewConnectionPage() {
  const { type: name } = useParams({ from: '/signed-in/admin/data-sources/new/$type' });
  const { address } = useSearch({ from: '/signed-in/admin/data-sources/new/$type' });
  const { data: type, error, refetch } = useQuery(connectorTypeQuery(name));
  const providers = useQuery(providersQuery);
  if (type && !providers.isPending) return <ConnectionEditor key={name} type={type} address={address} />;
  if (!error) return <ConnectionSkeleton title={connection.emailTitle} />;
  return (
    <Page title={connection.emailTitle} crumbs={[{ label: shell.nav.dataSources, to: '/admin/data-sources' }]}>
      <ProblemAlert error={error} retry={() => void refetch()} />
    </Page>
  );
}
