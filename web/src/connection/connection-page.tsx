import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import { isProblem } from '../api/problem.ts';
import { InPieces } from '../ui/in-pieces.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { connection } from '../words/connection.ts';
import { shell } from '../words/shell.ts';
import { ConnectionEditor } from './connection-editor.tsx';
import { connectorQuery, connectorTypeQuery, providersQuery, type SavedConnector } from './connection-queries.ts';
import { ConnectionSkeleton } from './connection-skeleton.tsx';

/** The details of a connector that is there. */
export function ConnectionPage() {
  const { id } = useParams({ from: '/signed-in/admin/data-sources/$id' });
  return <OneConnection key={id} id={id} />;
}

function OneConnection({ id }: { id: string }) {
  const saved = useQuery(connectorQuery(id));
  const typeName = saved.data?.connector.type;
  const type = useQuery({ ...connectorTypeQuery(typeName ?? ''), enabled: typeName !== undefined });
  // The form would move under the reader when the providers come later.
  const providers = useQuery(providersQuery);
  // The draft begins from what was read first; what comes later by the live link does not take it away.
  const first = useRef<SavedConnector>(undefined);
  first.current ??= saved.data;
  const deleted = isProblem(saved.error, 'NOT_FOUND');
  const before = (
    <ConnectionSkeleton title={connection.emailTitle} connector={deleted ? undefined : saved.data?.connector} />
  );
  if (first.current && type.data && !providers.isPending) {
    return (
      <InPieces before={before}>
        <ConnectionEditor type={type.data} saved={first.current} latest={saved.data} deleted={deleted} />
      </InPieces>
    );
  }
  const error = saved.error ?? type.error;
  if (!error) return before;
  return (
    <Page title={connection.emailTitle} crumbs={[{ label: shell.nav.dataSources, to: '/admin/data-sources' }]}>
      <ProblemAlert error={error} retry={deleted ? undefined : () => void saved.refetch()} />
      {deleted && (
        <ButtonLink variant="default" to="/admin/data-sources">
          {connection.deleted.back}
        </ButtonLink>
      )}
    </Page>
  );
}
