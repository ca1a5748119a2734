import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { DataSource } from './data-source-queries.ts';

export interface RowActions {
  test(source: DataSource): void;
  setEnabled(source: DataSource, enabled: boolean): void;
  remove(source: DataSource): void;
}

export interface RowMenuProps {
  source: DataSource;
  actions: RowActions;
  busy: boolean;
}

const SourceMenu = lazy(async () => ({ default: (await import('./source-menu.tsx')).SourceMenu }));

/** What can be done with one data source; menus come after the list itself. */
export function RowMenu(props: RowMenuProps) {
  return (
    <Suspense fallback={<Skeleton h={34} w={34} aria-hidden />}>
      <SourceMenu {...props} />
    </Suspense>
  );
}
