import { Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { ButtonLink } from '../ui/link.tsx';
import { payroll } from '../words/payroll.ts';
import type { PayrollSearch } from './payroll.route.ts';

interface RunPagesProps {
  search: PayrollSearch;
  next: string | null;
  onMove: () => void;
}

/** The API pages towards older runs; the way back is kept with the entry of the browser's history. */
export function RunPages({ search, next, onMove }: RunPagesProps) {
  const { before, ...filter } = search;
  const trail = useRouterState({ select: ({ location }) => location.state.payrollTrail ?? [] });
  if (before === undefined && next === null) return null;
  const newer = trail.at(-1) || undefined;
  return (
    <Group component="nav" aria-label={payroll.list.pages} gap="sm" mt="md">
      {before !== undefined && (
        <ButtonLink
          variant="default"
          leftSection={<IconChevronLeft size={16} aria-hidden />}
          to="/payroll"
          search={{ ...filter, ...(newer !== undefined && { before: newer }) }}
          state={(state) => ({ ...state, payrollTrail: trail.slice(0, -1) })}
          onClick={onMove}
        >
          {payroll.list.newer}
        </ButtonLink>
      )}
      {next !== null && (
        <ButtonLink
          variant="default"
          rightSection={<IconChevronRight size={16} aria-hidden />}
          to="/payroll"
          search={{ ...filter, before: next }}
          state={(state) => ({ ...state, payrollTrail: [...trail, before ?? ''] })}
          onClick={onMove}
        >
          {payroll.list.older}
        </ButtonLink>
      )}
    </Group>
  );
}
