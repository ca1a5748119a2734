import { ActionIcon, Button, Card, Group, Skeleton, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Run, RunItem } from '../payroll/run-model.ts';
import { MailView } from '../rule/preview/mail-view.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { newRunSend } from '../words/new-run-send.ts';
import { itemMailQuery } from './match-queries.ts';
import { RowTestDialog } from './row-test-dialog.tsx';
import { useItems } from './use-items.ts';
import '../rule/rule.css';

const words = newRunSend.email;
const PAUSE_MS = 300;

/** The e-mails that are ready, one by one, exactly as they will be sent. */
export function RowMails({ run }: { run: Run }) {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), PAUSE_MS);
  const [place, setPlace] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another search begins with its first row
  useEffect(() => setPlace(0), [settled]);
  const filter = { state: 'planned' as const, ...(settled !== '' && { search: settled }) };
  const { items, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useItems(
    run.id,
    filter,
    run.version,
  );
  const count = settled === '' ? run.counts.planned : (items?.length ?? 0);
  const go = (next: number) => {
    setPlace(next);
    if (items && next >= items.length - 2 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  const item = items?.[Math.min(place, items.length - 1)];
  return (
    <>
      <TextInput
        label={words.search}
        description={words.searchText}
        value={search}
        maxLength={200}
        maw={320}
        mb="sm"
        autoComplete="off"
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ProblemAlert error={error} retry={() => void refetch()} />
      {items === undefined && !error && <Skeleton h={280} aria-hidden />}
      {items?.length === 0 && <Text size="sm">{words.noHit}</Text>}
      {item && (
        <Card withBorder padding={0} className="mail-card">
          <Pager place={place} count={count} hasMore={hasNextPage} last={(items?.length ?? 1) - 1} onGo={go} />
          <RowMail run={run} item={item} />
        </Card>
      )}
    </>
  );
}

interface PagerProps {
  place: number;
  count: number;
  last: number;
  hasMore: boolean;
  onGo: (place: number) => void;
}

function Pager({ place, count, last, hasMore, onGo }: PagerProps) {
  const isLast = place >= last && !hasMore;
  return (
    <Group justify="space-between" p="xs" className="mail-pager" wrap="nowrap">
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={words.previous}
        // Not disabled: at the end of the list it would lose the focus.
        aria-disabled={place === 0 || undefined}
        onClick={() => place > 0 && onGo(place - 1)}
      >
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <Text size="sm" role="status">
        {words.page(place + 1, Math.max(count, last + 1))}
      </Text>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={words.next}
        aria-disabled={isLast || undefined}
        onClick={() => place < last && onGo(place + 1)}
      >
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function RowMail({ run, item }: { run: Run; item: RunItem }) {
  const [testing, setTesting] = useState(false);
  const { data, error, refetch } = useQuery({ ...itemMailQuery(run.id, item.id), placeholderData: (shown) => shown });
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={240} m="sm" aria-hidden />;
  return (
    <>
      <MailView mail={data} />
      <Group p="sm">
        <Button variant="default" leftSection={<IconSend size={16} aria-hidden />} onClick={() => setTesting(true)}>
          {words.test}
        </Button>
      </Group>
      <RowTestDialog opened={testing} onClose={() => setTesting(false)} run={run} item={item} />
    </>
  );
}
