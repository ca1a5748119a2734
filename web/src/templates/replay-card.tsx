import { Button, Card, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { templates as words } from '../words/templates.ts';
import type { TemplateInput } from './template-api.ts';

type Replayed = components['schemas']['TemplateReplay']['rules'][number];

const MOST_SHOWN = 5;

/** E6: what the last emails of the rules that use it would have said. */
export function ReplayCard({ id, draft }: { id: string; draft: TemplateInput }) {
  const replaying = useMutation({
    mutationFn: async () => {
      const body = { template: draft } as never;
      return (await answer(api.POST('/templates/{id}/replay', { params: { path: { id } }, body }))).rules;
    },
  });
  const rules = replaying.data?.filter(({ replay }) => replay.records.length > 0);
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="replay-heading">
      <Title order={2} mb="sm" id="replay-heading">
        {words.replay.heading}
      </Title>
      <Button variant="default" loading={replaying.isPending} onClick={() => replaying.mutate()}>
        {words.replay.button}
      </Button>
      <ProblemAlert error={replaying.error} />
      <Stack gap="sm" mt="sm" role="status">
        {rules?.length === 0 && <Text size="sm">{words.replay.nothing}</Text>}
        {rules?.map((rule) => (
          <RuleReplay key={rule.ruleId} rule={rule} />
        ))}
      </Stack>
    </Card>
  );
}

function RuleReplay({ rule: { name, replay } }: { rule: Replayed }) {
  const changed = replay.records.filter(({ outcome }) => outcome !== 'same');
  return (
    <div>
      <Text size="sm" fw={600} className="any-break">
        {name}
      </Text>
      <Text size="sm">{words.replay.counts(changed.length, replay.counts.same)}</Text>
      {changed.slice(0, MOST_SHOWN).map(({ eventId, label, problem, differences }) => (
        <details className="fold" key={eventId}>
          <summary>{label}</summary>
          {problem !== null && <Text size="sm">{problem}</Text>}
          {differences.map(({ part, before, now }) => (
            <Stack gap={2} key={part} mb="xs">
              <Text size="xs" c="dimmed">
                {words.replay.before}
              </Text>
              <Text size="sm" className="pre-text any-break">
                {before}
              </Text>
              <Text size="xs" c="dimmed">
                {words.replay.now}
              </Text>
              <Text size="sm" className="pre-text any-break">
                {now}
              </Text>
            </Stack>
          ))}
        </details>
      ))}
      {changed.length > MOST_SHOWN && <Text size="sm">{words.replay.more(changed.length - MOST_SHOWN)}</Text>}
    </div>
  );
}
