import { Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import { toBody } from '../../rules/rule-api.ts';
import type { RuleInput } from '../../rules/rule-model.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { replay as words } from '../../words/replay.ts';
import { type Replay, ReplayedRecord } from './replayed-record.tsx';

interface ReplayDialogProps {
  id: string;
  draft: RuleInput;
  opened: boolean;
  onClose: () => void;
}

const RECORDS = 100;
const OUTCOMES = ['starts', 'stops', 'changes', 'refused', 'same'] as const;

/** Asked for anew each time it opens: records come in, and the draft goes on. */
export function ReplayDialog({ id, draft, opened, onClose }: ReplayDialogProps) {
  const comparing = useQuery({
    queryKey: ['replay', id, draft],
    queryFn: ({ signal }): Promise<Replay> => {
      const body = { rule: toBody({ ...draft, name: draft.name.trim() || '-' }) as never, records: RECORDS };
      return answer(api.POST('/rules/{id}/replay', { params: { path: { id } }, body, signal }));
    },
    enabled: opened,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  const { data, error, isFetching, refetch } = comparing;
  return (
    <Dialog opened={opened} title={words.title} onClose={onClose} size="lg">
      <Stack gap="sm">
        <Text size="sm">{words.text}</Text>
        <div role="status">
          {isFetching && <Text size="sm">{words.comparing}</Text>}
          {!isFetching && data && <Summary replay={data} />}
        </div>
        {error && <ProblemAlert error={error} retry={() => void refetch()} />}
        {isFetching && <Skeleton h={120} aria-hidden />}
        {!isFetching &&
          data?.records
            .filter(({ outcome }) => outcome !== 'same')
            .map((record) => <ReplayedRecord key={record.eventId} record={record} />)}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {words.close}
          </Button>
          <Button onClick={() => void refetch()} loading={isFetching}>
            {words.again}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Summary({ replay: { records, counts, skipped } }: { replay: Replay }) {
  if (records.length === 0) return <Text size="sm">{words.none}</Text>;
  const some = OUTCOMES.filter((outcome) => counts[outcome] > 0);
  const same = counts.same === records.length;
  return (
    <>
      {same && <Text size="sm">{words.allSame(counts.same)}</Text>}
      {!same && (
        <List size="sm">
          {some.map((outcome) => (
            <List.Item key={outcome}>{words.counts[outcome](counts[outcome])}</List.Item>
          ))}
        </List>
      )}
      {skipped > 0 && <Text size="sm">{words.skipped(skipped)}</Text>}
    </>
  );
}
