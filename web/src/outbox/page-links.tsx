import { Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { ButtonLink } from '../ui/link.tsx';
import { outbox } from '../words/outbox.ts';
import type { OutboxSearch } from './outbox-search.ts';

interface PageLinksProps {
  search: OutboxSearch;
  next: string | null;
  onMove: () => void;
}

/** The API pages towards older e-mails; the way back is kept with the entry of the browser's history. */
export function PageLinks({ search, next, onMove }: PageLinksProps) {
  const trail = useRouterState({ select: ({ location }) => location.state.outboxTrail ?? [] });
  const newer = { ...search, before: trail.at(-1) || undefined };
  const isFirst = search.before === undefined;
  if (isFirst && next === null) return null;
  return (
    <Group component="nav" aria-label={outbox.list.pages} gap="sm" mt="md">
      {!isFirst && (
        <ButtonLink
          variant="default"
          leftSection={<IconChevronLeft size={16} aria-hidden />}
          to="/outbox"
          search={newer}
          state={(state) => ({ ...state, outboxTrail: trail.slice(0, -1) })}
          onClick={onMove}
        >
          {outbox.list.newer}
        </ButtonLink>
      )}
      {next !== null && (
        <ButtonLink
          variant="default"
          rightSection={<IconChevronRight size={16} aria-hidden />}
          to="/outbox"
          search={{ ...search, before: next }}
          state={(state) => ({ ...state, outboxTrail: [...trail, search.before ?? ''] })}
          onClick={onMove}
        >
          {outbox.list.older}
        </ButtonLink>
      )}
    </Group>
  );
}
