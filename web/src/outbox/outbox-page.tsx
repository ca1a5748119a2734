import { Button, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { outbox } from '../words/outbox.ts';
import { type ChangeFilters, OutboxFilters } from './filters.tsx';
import type { StillList } from './hold-still.ts';
import { useTicking } from './live-outbox.ts';
import { MailCards, MailTable } from './mail-table.tsx';
import { outboxRoute } from './outbox.route.ts';
import { type OutboxSearch, ownSearch } from './outbox-search.ts';
import { PageLinks } from './page-links.tsx';
import { useStillList } from './use-still-list.ts';
import './outbox.css';

const PHONE = '(max-width: 48em)';
const words = outbox.list;

/** Every e-mail: what became of it, and why. */
export function OutboxPage() {
  // The router leaves unknown parameters in the search of a route.
  const search = outboxRoute.useSearch({ select: ownSearch, structuralSharing: true });
  const navigate = useNavigate();
  useTicking();
  const { still, next, error, changing, refetch, showFresh } = useStillList(search);
  const results = useRef<HTMLElement>(null);
  const change: ChangeFilters = (filters, how) =>
    navigate({ to: '/outbox', search: { ...search, ...filters, before: undefined }, replace: how?.replace ?? false });
  // What has the focus may be gone with the old page: the list gets it.
  const focusResults = () => results.current?.focus({ preventScroll: true });
  const show = () => {
    showFresh();
    window.scrollTo(0, 0);
    focusResults();
  };
  return (
    <Page title={outbox.title}>
      <OutboxFilters search={search} onChange={change} />
      {still === undefined && <ProblemAlert error={error} retry={() => void refetch()} />}
      {still === undefined && !error && <ListSkeleton />}
      {still !== undefined && (
        <section aria-label={words.region} aria-busy={changing} tabIndex={-1} ref={results} className="outbox-results">
          <FreshButton still={still} onClick={show} />
          <VisuallyHidden role="status">{changing ? '' : words.shown(still.lines.length)}</VisuallyHidden>
          <Lines still={still} search={search} next={next} />
          <PageLinks search={search} next={still.lines.length === 0 ? null : next} onMove={focusResults} />
        </section>
      )}
    </Page>
  );
}

/** What came meanwhile: shown when the reader wants it. */
function FreshButton({ still: { fresh, more }, onClick }: { still: StillList; onClick: () => void }) {
  return (
    <div role="status" className="fresh-mails">
      {fresh > 0 && (
        <Button size="compact-sm" onClick={onClick}>
          {words.fresh(fresh, more)}
        </Button>
      )}
    </div>
  );
}

function Lines({ still, search, next }: { still: StillList; search: OutboxSearch; next: string | null }) {
  const phone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  if (still.lines.length === 0) return <NoLines search={search} next={next} />;
  return phone ? <MailCards lines={still.lines} /> : <MailTable lines={still.lines} />;
}

function NoLines({ search, next }: { search: OutboxSearch; next: string | null }) {
  const filtered = Object.values(search).some(Boolean);
  if (!filtered) return <Nothing title={words.empty} text={words.emptyText} />;
  if (next === null) {
    return (
      <Nothing title={words.noHits} text={words.noHitsText}>
        <ButtonLink variant="default" to="/outbox">
          {words.showAll}
        </ButtonLink>
      </Nothing>
    );
  }
  return (
    <Nothing title={words.noHitsYet} text={words.noHitsYetText}>
      <ButtonLink variant="default" to="/outbox" search={{ ...search, before: next }}>
        {words.searchOlder}
      </ButtonLink>
    </Nothing>
  );
}

function Nothing({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <Stack align="center" gap="xs" py={48}>
      <Text fw={600} size="lg" ta="center">
        {title}
      </Text>
      <Text c="dimmed" ta="center" maw={480}>
        {text}
      </Text>
      {children}
    </Stack>
  );
}

const SKELETON_LINES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

function ListSkeleton() {
  return (
    <Stack gap="xs" aria-hidden>
      {SKELETON_LINES.map((line) => (
        <Skeleton key={line} h={40} />
      ))}
    </Stack>
  );
}
