import { Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { runRows } from '../words/run-rows.ts';
import { shell } from '../words/shell.ts';
import { RowDetail } from './row-detail.tsx';
import { rowQuery } from './row-queries.ts';
import type { ShownRun } from './run-parts.ts';

const words = runRows.drawer;

/** One row beside the list. Its address is that of the page with `row` in it, so that it can be sent to somebody. */
export function RowDrawer({ run, item }: { run: ShownRun; item: string | undefined }) {
  const navigate = useNavigate();
  // While it fades out it still shows the row that it had.
  const [last, setLast] = useState(item);
  if (item !== undefined && item !== last) setLast(item);
  // Mantine notes where the focus was only when it sees a drawer open, not when it is open from the start.
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  const close = () =>
    void navigate({
      from: '/payroll/$run',
      to: '.',
      search: ({ row: _row, ...search }) => search,
      resetScroll: false,
    });
  const {
    data: row,
    error,
    refetch,
  } = useQuery({
    ...rowQuery(run.id, last ?? ''),
    enabled: last !== undefined,
  });
  return (
    <Drawer.Root opened={mounted && item !== undefined} onClose={close} position="right" size={640}>
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Body pt="md">
          <Group justify="space-between" wrap="nowrap" mb={4} align="start">
            <Drawer.Title fw={650} fz="xl" className="any-break">
              {words.title(row?.owner || runRows.nobody)}
            </Drawer.Title>
            <Drawer.CloseButton aria-label={shell.close} />
          </Group>
          {row !== undefined && (
            <Text size="sm" c="dimmed" mb="md" className="any-break">
              {[words.line(row.line), row.address || runRows.noAddress].join(' · ')}
            </Text>
          )}
          <ProblemAlert error={row === undefined ? error : null} retry={() => void refetch()} />
          {row === undefined && !error && <DrawerSkeleton />}
          {row !== undefined && <RowDetail run={run} row={row} key={row.id} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function DrawerSkeleton() {
  return (
    <Stack gap="md" aria-hidden>
      <Skeleton h={90} />
      <Skeleton h={280} />
      <Skeleton h={120} />
    </Stack>
  );
}
