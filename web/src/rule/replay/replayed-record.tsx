import { Badge, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { components } from '../../api/schema.gen.ts';
import { When } from '../../ui/when.tsx';
import { replay as words } from '../../words/replay.ts';

export type Replay = components['schemas']['RuleReplay'];
type Record = Replay['records'][number];

/** One record that would end otherwise, with the words that differ. */
export function ReplayedRecord({ record }: { record: Record }) {
  const { label, at, outcome, problem, added, removed, differences } = record;
  return (
    <Card withBorder padding="sm" data-outcome={outcome}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600} className="any-break">
          {label}
        </Text>
        <Group gap="xs">
          <Text size="xs" c="dimmed">
            <When at={at} />
          </Text>
          <Badge variant="default">{words.outcomes[outcome]}</Badge>
        </Group>
      </Group>
      {problem !== null && <Line text={problem} />}
      {added.length > 0 && <Line text={words.added(added.join(', '))} />}
      {removed.length > 0 && <Line text={words.removed(removed.join(', '))} />}
      <Stack gap="xs" mt={differences.length > 0 ? 'xs' : 0}>
        {differences.map((difference) => (
          <Difference key={`${difference.part} ${difference.recipients.join()}`} {...difference} />
        ))}
      </Stack>
    </Card>
  );
}

function Line({ text }: { text: string }) {
  return (
    <Text size="sm" className="any-break">
      {text}
    </Text>
  );
}

function Difference({ part, before, now }: Record['differences'][number]) {
  return (
    <details className="fold" open={part === 'subject'}>
      <summary>{words.parts[part]}</summary>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
        <Side title={words.before} text={before} />
        <Side title={words.now} text={now} />
      </SimpleGrid>
    </details>
  );
}

function Side({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <Text size="sm" className="any-break replay-text">
        {text === '' ? words.empty : text}
      </Text>
    </div>
  );
}
