import { Alert, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { AnchorLink, ButtonLink } from '../ui/link.tsx';
import { noticeProblem } from '../ui/notices.ts';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { dataSources } from '../words/data-sources.ts';
import { shell } from '../words/shell.ts';
import { shownState } from './connector-state.tsx';
import { type DataSource, dataSourcesQuery } from './data-source-queries.ts';
import type { DataSourcesSearch } from './data-sources.route.ts';
import { useDelayedDelete } from './delayed-delete.ts';
import { DeleteDialogs, SwitchOffDialog } from './delete-dialogs.tsx';
import { Filters } from './filters.tsx';
import { SourceList } from './source-list.tsx';
import { hideUndo, showUndo } from './undo-notice.tsx';
import { type RowResult, useRowActions } from './use-row-actions.ts';
import './data-sources.css';

/** The data sources, what state each is in, and what can be done with them. */
export function DataSourcesPage() {
  const search = useSearch({ from: '/signed-in/admin/data-sources' });
  const { data, error, refetch } = useQuery(dataSourcesQuery);
  return (
    <Page
      title={dataSources.title}
      crumbs={[{ label: shell.administration }]}
      aside={<ButtonLink to="/admin/data-sources/new">{dataSources.addNew}</ButtonLink>}
    >
      {data ? (
        <Loaded all={data} search={search} />
      ) : error ? (
        <ProblemAlert error={error} retry={() => void refetch()} />
      ) : (
        <Stack gap="xs" aria-hidden>
          <Skeleton h={56} w={420} maw="100%" />
          {['a', 'b', 'c', 'd'].map((row) => (
            <Skeleton key={row} h={58} />
          ))}
        </Stack>
      )}
    </Page>
  );
}

function Loaded({ all, search }: { all: readonly DataSource[]; search: DataSourcesSearch }) {
  const list = useRef<HTMLElement>(null);
  const work = useRowActions();
  const deleting = useDelayedDelete((source, refusal) => {
    hideUndo(source.id);
    noticeProblem(refusal);
  });
  const present = all.filter(({ id }) => !deleting.gone.has(id));
  const sources = present.filter((source) => matches(source, search));
  const remove = (source: DataSource) => {
    work.closeDeletion();
    deleting.remove(source);
    showUndo(source.id, source.displayName, () => {
      deleting.undo(source.id);
      requestAnimationFrame(() => focusRow(list.current, source.id));
    });
    // The row with the menu is gone: the focus must not fall out of the list.
    requestAnimationFrame(() => list.current?.focus());
  };
  return (
    <section ref={list} tabIndex={-1} className="source-list" aria-label={dataSources.list}>
      <Results result={work.result} onClose={work.forget} />
      <ProblemAlert error={work.error} />
      {present.length === 0 ? (
        <Nothing />
      ) : (
        <>
          <Filters search={search} count={dataSources.count(sources.length, present.length)} />
          {sources.length === 0 ? (
            <Group>
              <Text>{dataSources.noHits}</Text>
              <AnchorLink to="/admin/data-sources" search={{}} size="sm">
                {dataSources.showAll}
              </AnchorLink>
            </Group>
          ) : (
            <SourceList sources={sources} actions={work.actions} busy={work.busy} />
          )}
        </>
      )}
      <DeleteDialogs deletion={work.deletion} onClose={work.closeDeletion} onDelete={remove} />
      <SwitchOffDialog switching={work.switching} onStay={work.closeSwitching} onGo={work.switchOff} />
    </section>
  );
}

/** Back to the row that came back; to the list where a filter hides it. */
function focusRow(list: HTMLElement | null, id: string): void {
  const row = list?.querySelector<HTMLElement>(`[data-source="${CSS.escape(id)}"] a`);
  (row ?? list)?.focus();
}

function Nothing() {
  return (
    <Stack align="flex-start" gap="md" py="lg">
      <Text maw={480}>{dataSources.empty}</Text>
      <ButtonLink to="/admin/data-sources/new" variant="default">
        {dataSources.addNew}
      </ButtonLink>
    </Stack>
  );
}

function Results({ result, onClose }: { result: RowResult | undefined; onClose: () => void }) {
  return (
    <div role="status" aria-live="polite">
      {result && (
        <Alert
          color={result.ok ? 'green' : 'red'}
          mb="md"
          withCloseButton
          onClose={onClose}
          closeButtonLabel={shell.dismiss}
        >
          <Text size="sm" className="any-break">
            {result.text}
          </Text>
          {!result.ok && (
            <AnchorLink size="sm" to="/admin/data-sources/$id" params={{ id: result.source.id }}>
              {dataSources.openDetails}
            </AnchorLink>
          )}
        </Alert>
      )}
    </div>
  );
}

function matches({ displayName, type, typeTitle, state }: DataSource, search: DataSourcesSearch): boolean {
  if (search.state !== undefined && shownState(state) !== search.state) return false;
  const wanted = search.search?.trim().toLowerCase() ?? '';
  return [displayName, type, typeTitle].some((text) => text.toLowerCase().includes(wanted));
}
