import { Card, Group, Stack, Switch, Table, Text } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { AnchorLink } from '../ui/link.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { When } from '../ui/when.tsx';
import { rules as words } from '../words/rules.ts';
import { useSwitchRule } from './rule-changes.ts';
import type { Activity, Rule } from './rule-model.ts';
import { RuleRowActions } from './rule-row-actions.tsx';
import type { SenderState } from './sender-state.ts';

// On its way while the rules are fetched; it keeps its line free.
const sentence = import('./rule-sentence.tsx');
const RuleSentence = lazy(async () => ({ default: (await sentence).RuleSentence }));
const LINE = '\u00a0';

interface RuleRowProps {
  rule: Rule;
  /** from 1 */
  place: number;
  last: boolean;
  filtered: boolean;
  fields: RuleField[];
  sender: SenderState;
  activity: Activity | undefined;
  onMove: (by: -1 | 1) => void;
}

export function RuleRow(props: RuleRowProps) {
  const { rule, place, fields, sender, activity } = props;
  return (
    <Table.Tr data-problem={sender.problem !== undefined || undefined}>
      <Table.Td>{place}</Table.Td>
      <Table.Th scope="row" fw={400} className="title">
        <Name rule={rule} fields={fields} />
      </Table.Th>
      <Table.Td className="any-break">
        {sender.names.map((name) => (
          <Text size="sm" key={name}>
            {name}
          </Text>
        ))}
      </Table.Td>
      <Table.Td>
        <Status rule={rule} problem={sender.problem} />
      </Table.Td>
      <Table.Td>{activity?.lastSentAt ? <When at={activity.lastSentAt} /> : words.never}</Table.Td>
      <Table.Td>
        <Failures rule={rule} count={activity?.failed7d ?? 0} />
      </Table.Td>
      <Table.Td>
        <RuleRowActions {...props} />
      </Table.Td>
    </Table.Tr>
  );
}

/** The same for a phone. */
export function RuleCard(props: RuleRowProps) {
  const { rule, place, fields, sender, activity } = props;
  return (
    <Card component="li" withBorder padding="sm">
      <Group justify="space-between" wrap="nowrap" align="start" gap="xs" mb={6}>
        <div>
          <Text span size="sm" c="dimmed">
            {words.place(place)}{' '}
          </Text>
          <Name rule={rule} fields={fields} />
        </div>
        <RuleRowActions {...props} />
      </Group>
      <Status rule={rule} problem={sender.problem} />
      <Fact label={words.from}>{sender.names.join(', ')}</Fact>
      <Fact label={words.lastSent}>{activity?.lastSentAt ? <When at={activity.lastSentAt} /> : words.never}</Fact>
      <Fact label={words.failures}>
        <Failures rule={rule} count={activity?.failed7d ?? 0} />
      </Fact>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Text component="div" size="sm" mt={4} className="any-break">
      <Text span inherit c="dimmed">
        {label}:
      </Text>{' '}
      {children}
    </Text>
  );
}

function Name({ rule, fields }: Pick<RuleRowProps, 'rule' | 'fields'>) {
  return (
    <>
      <AnchorLink to="/rules/$id" params={{ id: rule.id }} fw={600} className="any-break">
        {rule.name}
      </AnchorLink>
      <Text size="sm" c="dimmed" className="any-break">
        <Suspense fallback={LINE}>
          <RuleSentence rule={rule} fields={fields} />
        </Suspense>
      </Text>
    </>
  );
}

function Status({ rule, problem }: { rule: Rule; problem: string | undefined }) {
  const { mutate, isPending, variables } = useSwitchRule();
  const badge = !rule.enabled ? (
    <StateBadge tone="quiet" word={words.inactive} />
  ) : problem === undefined ? (
    <StateBadge tone="good" word={words.active} />
  ) : (
    <StateBadge tone="bad" word={words.problematic} />
  );
  return (
    <Stack gap={4}>
      <Group gap="xs" wrap="nowrap">
        <Switch
          size="sm"
          checked={isPending ? variables.enabled : rule.enabled}
          aria-label={words.switchOn(rule.name)}
          onChange={(event) => mutate({ rule, enabled: event.currentTarget.checked })}
        />
        {badge}
      </Group>
      {(problem ?? (rule.enabled ? undefined : words.switchedOff)) && (
        <Text size="xs" c={problem ? 'var(--ui-danger-text)' : 'dimmed'} className="any-break">
          {problem ?? words.switchedOff}
        </Text>
      )}
      {rule.proposed && <Text size="xs">{words.waits}</Text>}
    </Stack>
  );
}

/** Leads to the failed mails of the rule. */
function Failures({ rule, count }: { rule: Rule; count: number }) {
  if (count === 0) return words.none;
  return (
    <AnchorLink
      to="/outbox"
      search={{ rule: rule.id, state: 'failed,bounced' }}
      size="sm"
      aria-label={words.failedOf(rule.name, count)}
    >
      {words.failed(count)}
    </AnchorLink>
  );
}
