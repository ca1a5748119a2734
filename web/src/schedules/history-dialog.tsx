import { Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { dateAndTime } from '../ui/when.tsx';
import { schedules as words } from '../words/schedules.ts';
import { type Schedule, scheduleHistoryQuery } from './schedule-api.ts';

interface HistoryDialogProps {
  schedule: Schedule;
  opened: boolean;
  onClose: () => void;
}

/** What became of each run, the newest first. */
export function HistoryDialog({ schedule: { id, name }, opened, onClose }: HistoryDialogProps) {
  const { data, error, refetch } = useQuery({ ...scheduleHistoryQuery(id), enabled: opened });
  return (
    <Dialog opened={opened} title={words.historyTitle(name)} onClose={onClose}>
      <Stack gap="sm">
        <ProblemAlert error={error} retry={() => void refetch()} />
        {!data && !error && <Skeleton h={80} />}
        {data?.length === 0 && <Text size="sm">{words.historyEmpty}</Text>}
        {data && data.length > 0 && (
          <List size="sm" mah={360} className="scroll-list" tabIndex={0}>
            {data.map(({ id: run, at, outcome, message }) => (
              <List.Item key={run} className="any-break">
                {dateAndTime(at)}: {words.outcomes[outcome]}
                {message !== null && ` (${message})`}
              </List.Item>
            ))}
          </List>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.close}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
